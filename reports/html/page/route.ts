// What is shown, as the address says it: the whole state of the page that a link should carry.

import { useEffect, useState } from 'preact/hooks';

export type View = 'overview' | 'scenario' | 'feature' | 'coverage';

export interface Route {
  readonly view: View;
  /** Of the scenario, or of the feature: its path without `features/` and `.feature`. */
  readonly id: string;
  /** Query of the overview. */
  readonly q: string;
  readonly sort: string;
  /** Number of the record at the cursor; 0 where the page chooses. */
  readonly seq: number;
  readonly tab: string;
  /** Key of the inspected object. */
  readonly object: string;
  /** Number of the record marked A; 0 for none. */
  readonly mark: number;
  /** `linear` or `compressed`; empty where the page chooses. */
  readonly axis: string;
  /** Of an explored scenario; empty where the page chooses. */
  readonly run: ShownRun | '';
  /** What the run is compared with: the id of a scenario of this report, `run:default`, `run:smallest`. */
  readonly with: string;
}

/** The smallest run that fails, or the one that nothing disturbed. */
export type ShownRun = 'smallest' | 'default';

const EMPTY: Route = {
  view: 'overview',
  id: '',
  q: '',
  sort: '',
  seq: 0,
  tab: '',
  object: '',
  mark: 0,
  axis: '',
  run: '',
  with: '',
};

// What stands before the id in the address.
const PREFIX: Readonly<Record<View, string>> = {
  overview: '',
  scenario: 's/',
  feature: 'f/',
  coverage: 'coverage',
};

const viewOf = (path: string): View =>
  (Object.keys(PREFIX) as View[]).find((view) => PREFIX[view] !== '' && path.startsWith(PREFIX[view])) ??
  'overview';

/** Of a feature, as the address names it. */
export const featureId = (uri: string): string => uri.replace(/^features\//, '').replace(/\.feature$/, '');

/** `#/s/rollout:12?t=38200.41&tab=why`: the instant is for the reader, the number behind the point decides. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const params = new URLSearchParams(search);
  const number = (name: string): number => Number(params.get(name)?.split('.').at(-1) ?? 0) || 0;
  const view = viewOf(path);
  return {
    view,
    id: decoded(path.slice(PREFIX[view].length)),
    q: params.get('q') ?? '',
    sort: params.get('sort') ?? '',
    seq: number('t'),
    tab: params.get('tab') ?? '',
    object: params.get('o') ?? '',
    mark: number('a'),
    axis: params.get('axis') ?? '',
    run: (params.get('run') ?? '') as Route['run'],
    with: params.get('with') ?? '',
  };
}

// An address that somebody cut off is no reason to fail.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function routeHash(route: Route, instantMs = 0): string {
  const params = new URLSearchParams();
  if (route.q !== '') params.set('q', route.q);
  if (route.sort !== '') params.set('sort', route.sort);
  if (route.seq !== 0) params.set('t', `${instantMs}.${route.seq}`);
  if (route.tab !== '') params.set('tab', route.tab);
  if (route.object !== '') params.set('o', route.object);
  if (route.mark !== 0) params.set('a', String(route.mark));
  if (route.axis !== '') params.set('axis', route.axis);
  if (route.run !== '') params.set('run', route.run);
  if (route.with !== '') params.set('with', route.with);
  const search = params.toString().replaceAll('%2F', '/').replaceAll('%40', '@').replaceAll('%3A', ':');
  const path = `${PREFIX[route.view]}${encodeURI(route.id)}`;
  return `#/${path}${search === '' ? '' : `?${search}`}`;
}

export interface Navigation {
  readonly route: Route;
  /** Address of another page, the overview where nothing else is said; filter and axis stay as they are. */
  readonly link: (route: Partial<Route>) => string;
  /** Goes there: the way back leads here. */
  readonly open: (route: Partial<Route>) => void;
  /** The same page in another state: replaces the entry in the history. */
  readonly change: (route: Partial<Route>, instantMs?: number) => void;
}

export function useRoute(): Navigation {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const listen = (): void => setRoute(parseRoute(location.hash));
    window.addEventListener('hashchange', listen);
    return () => window.removeEventListener('hashchange', listen);
  }, []);
  const link = (next: Partial<Route>): string =>
    routeHash({ ...EMPTY, q: route.q, sort: route.sort, axis: route.axis, ...next });
  return {
    route,
    link,
    open: (next) => {
      location.hash = link(next);
    },
    change: (next, instantMs) => {
      const changed = { ...route, ...next };
      history.replaceState(null, '', routeHash(changed, instantMs));
      setRoute(changed);
    },
  };
}
