// The frame: head, the view that the address asks for, foot, and the keys that hold everywhere.

import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { matches, parseQuery } from '../../view/query.ts';
import type { RunSummary, ScenarioSummary } from '../page-data.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { useKeys } from './keys.ts';
import { Overview } from './overview/overview.tsx';
import { Patterns } from './patterns.tsx';
import { useRoute } from './route.ts';
import { ScenarioPage } from './scenario-page.tsx';
import { text } from './text.ts';
import { nextTheme } from './theme.ts';

export const lengthOf = ({ digest }: ScenarioSummary): number => digest?.lengthMs ?? 0;

export function App({ run }: { readonly run: RunSummary }): ComponentChildren {
  const navigation = useRoute();
  const { route, open, link } = navigation;
  const [hasHelp, setHasHelp] = useState(false);
  const shown = useMemo(() => {
    const terms = parseQuery(route.q);
    return run.scenarios.filter((scenario) => matches(terms, { ...scenario, lengthMs: lengthOf(scenario) }));
  }, [run, route.q]);
  const scenario = run.scenarios.find(({ id }) => id === route.scenario);

  const openNext = (by: number, among: readonly ScenarioSummary[]): void => {
    const list = among.length > 0 ? among : run.scenarios;
    const all = run.scenarios.indexOf(scenario as ScenarioSummary);
    const places = list.map((one) => run.scenarios.indexOf(one));
    const next = by > 0 ? places.find((place) => place > all) : places.filter((place) => place < all).at(-1);
    const target = scenario === undefined ? list[by > 0 ? 0 : list.length - 1] : run.scenarios[next ?? -1];
    if (target !== undefined) open({ scenario: target.id });
  };
  const failed = run.scenarios.filter(({ status }) => status === 'failed');
  useKeys({
    '?': () => setHasHelp(!hasHelp),
    T: nextTheme,
    n: () => failed.length > 0 && openNext(1, failed),
    N: () => failed.length > 0 && openNext(-1, failed),
    ...(scenario === undefined ? {} : { j: () => openNext(1, shown), k: () => openNext(-1, shown) }),
    ...(scenario === undefined ? {} : { '/': () => open({}) }),
    Escape: () => (hasHelp ? setHasHelp(false) : scenario !== undefined && open({})),
  });
  useEffect(() => {
    document.title = scenario === undefined ? text.title : `${scenario.name} – ${text.brand}`;
    window.scrollTo(0, 0);
  }, [scenario]);

  return (
    <>
      <Patterns />
      <header class="top">
        <a class="brand" href={link({})}>
          <Logo />
          {text.brand}
        </a>
        {scenario === undefined ? (
          <span class="top-note">{text.totals(run.scenarios)}</span>
        ) : (
          <nav class="crumbs" aria-label={text.overview}>
            <a href={link({})}>{text.overview}</a>
            <span aria-hidden="true">/</span>
            <span class="crumb-feature">{scenario.feature}</span>
          </nav>
        )}
        <div class="top-buttons">
          {scenario !== undefined && (
            <>
              <button
                type="button"
                title={text.previousScenario}
                aria-label={text.previousScenario}
                onClick={() => openNext(-1, shown)}
              >
                ↑
              </button>
              <button
                type="button"
                title={text.nextScenario}
                aria-label={text.nextScenario}
                onClick={() => openNext(1, shown)}
              >
                ↓
              </button>
            </>
          )}
          <button type="button" title={text.theme} aria-label={text.theme} onClick={nextTheme}>
            ◐
          </button>
          <button type="button" title={text.help} aria-label={text.help} onClick={() => setHasHelp(true)}>
            ?
          </button>
        </div>
      </header>
      <ErrorBoundary key={route.scenario}>
        {scenario === undefined ? (
          <Overview run={run} shown={shown} navigation={navigation} />
        ) : (
          <ScenarioPage scenario={scenario} navigation={navigation} />
        )}
      </ErrorBoundary>
      {hasHelp && <Help onClose={() => setHasHelp(false)} />}
    </>
  );
}

function Logo(): ComponentChildren {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M12 1.5 21.5 7v10L12 22.5 2.5 17V7z"
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linejoin="round"
      />
      <path
        d="M7 14.5h2.2l1.6-5 2.6 7 1.6-4H17"
        fill="none"
        stroke="var(--ready)"
        stroke-width="1.8"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
    </svg>
  );
}

function Help({ onClose }: { readonly onClose: () => void }): ComponentChildren {
  return (
    <dialog class="help" aria-label={text.helpTitle} ref={showModal} onClose={onClose}>
      <h2>{text.helpTitle}</h2>
      <dl>
        {text.keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">{text.close}</button>
      </form>
    </dialog>
  );
}

function showModal(dialog: HTMLDialogElement | null): void {
  if (dialog?.isConnected === true && !dialog.open) dialog.showModal();
}
