// The frame: head, the view that the address asks for, foot, and the keys that hold everywhere.

import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { matches, parseQuery } from '../../view/query.ts';
import type { RunSummary, ScenarioSummary } from '../page-data.ts';
import { CoveragePage } from './coverage-page.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { FeaturePage } from './feature-page.tsx';
import { Head } from './head.tsx';
import { Help } from './help.tsx';
import { useKeys } from './keys.ts';
import { Overview } from './overview/overview.tsx';
import { Patterns } from './patterns.tsx';
import { featureId, type Navigation, useRoute } from './route.ts';
import { ScenarioPage } from './scenario-page.tsx';
import { text } from './text.ts';
import { nextTheme } from './theme.ts';

export const lengthOf = ({ digest }: ScenarioSummary): number => digest?.lengthMs ?? 0;

export function App({ run }: { readonly run: RunSummary }): ComponentChildren {
  const navigation = useRoute();
  const { route, open } = navigation;
  const [hasHelp, setHasHelp] = useState(false);
  const shown = useMemo(() => {
    const terms = parseQuery(route.q);
    return run.scenarios.filter((scenario) => matches(terms, { ...scenario, lengthMs: lengthOf(scenario) }));
  }, [run, route.q]);
  const scenario = route.view === 'scenario' ? run.scenarios.find(({ id }) => id === route.id) : undefined;
  const feature =
    route.view === 'feature' ? run.features.find(({ uri }) => featureId(uri) === route.id) : undefined;

  const openNext = (by: number, among: readonly ScenarioSummary[]): void => {
    const list = among.length > 0 ? among : run.scenarios;
    const all = run.scenarios.indexOf(scenario as ScenarioSummary);
    const places = list.map((one) => run.scenarios.indexOf(one));
    const next = by > 0 ? places.find((place) => place > all) : places.filter((place) => place < all).at(-1);
    const target = scenario === undefined ? list[by > 0 ? 0 : list.length - 1] : run.scenarios[next ?? -1];
    if (target !== undefined) open({ view: 'scenario', id: target.id });
  };
  const failed = run.scenarios.filter(({ status }) => status === 'failed');
  useKeys({
    '?': () => setHasHelp(!hasHelp),
    T: nextTheme,
    n: () => failed.length > 0 && openNext(1, failed),
    N: () => failed.length > 0 && openNext(-1, failed),
    ...(scenario === undefined ? {} : { j: () => openNext(1, shown), k: () => openNext(-1, shown) }),
    ...(route.view === 'overview' ? {} : { '/': () => open({}) }),
    Escape: () => (hasHelp ? setHasHelp(false) : route.view !== 'overview' && open({})),
  });
  const title = scenario?.name ?? feature?.name ?? (route.view === 'coverage' ? text.coverage : undefined);
  useEffect(() => {
    document.title = title === undefined ? text.title : `${title} – ${text.brand}`;
    window.scrollTo(0, 0);
  }, [route.view, route.id]);

  return (
    <>
      <Patterns />
      <Head
        run={run}
        navigation={navigation}
        uri={scenario?.uri ?? feature?.uri}
        openNext={scenario === undefined ? undefined : (by) => openNext(by, shown)}
        onHelp={() => setHasHelp(true)}
      />
      <ErrorBoundary key={`${route.view} ${route.id}`}>
        {scenario !== undefined ? (
          <ScenarioPage run={run} scenario={scenario} navigation={navigation} />
        ) : feature !== undefined ? (
          <FeaturePage run={run} feature={feature} navigation={navigation} />
        ) : route.view === 'coverage' ? (
          <CoveragePage run={run} navigation={navigation} />
        ) : route.view === 'overview' ? (
          <Overview run={run} shown={shown} navigation={navigation} />
        ) : (
          <NotFound navigation={navigation} />
        )}
      </ErrorBoundary>
      {hasHelp && <Help onClose={() => setHasHelp(false)} />}
    </>
  );
}

function NotFound({ navigation }: { readonly navigation: Navigation }): ComponentChildren {
  return (
    <main class="empty">
      <p>{text.notInReport(navigation.route.id)}</p>
      <p>
        <a href={navigation.link({})}>{text.overview}</a>
      </p>
    </main>
  );
}
