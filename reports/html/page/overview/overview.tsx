// All scenarios: totals that filter, one query, features as a tree, failures first.

import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { toggleTerm } from '../../../view/query.ts';
import type { RunSummary, ScenarioSummary } from '../../page-data.ts';
import { useKeys } from '../keys.ts';
import { Markdown } from '../markdown.tsx';
import { featureId, type Navigation } from '../route.ts';
import { text } from '../text.ts';
import { FeatureTree } from './feature-tree.tsx';
import { ScenarioRow } from './scenario-row.tsx';
import { Totals } from './totals.tsx';

interface OverviewProps {
  readonly run: RunSummary;
  /** Scenarios that match the query. */
  readonly shown: readonly ScenarioSummary[];
  readonly navigation: Navigation;
}

/** So many failures are open from the beginning. */
const OPEN_FAILURES = 3;

type Sort = keyof typeof text.sorts;

const lengthOf = ({ digest }: ScenarioSummary): number => digest?.lengthMs ?? -1;
const byName = (a: ScenarioSummary, b: ScenarioSummary): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

export function Overview({ run, shown, navigation }: OverviewProps): ComponentChildren {
  const { route, change, link } = navigation;
  const sort = (route.sort in text.sorts ? route.sort : 'file') as Sort;
  const failed = shown.filter(({ status }) => status === 'failed');
  const rows = useMemo(() => {
    if (sort === 'file') return [...failed, ...shown];
    return [...shown].sort(sort === 'name' ? byName : (a, b) => lengthOf(b) - lengthOf(a));
  }, [shown, sort]);
  const repeated = useMemo(() => repeatedNames(run.scenarios), [run]);
  const features = useAllInTime(run.features);
  const [focused, setFocused] = useState(-1);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLElement>(null);
  useKeys({
    '/': () => search.current?.focus(),
    j: () => setFocused(Math.min(rows.length - 1, focused + 1)),
    k: () => setFocused(Math.max(0, focused - 1)),
  });
  useEffect(() => {
    list.current?.querySelectorAll<HTMLElement>('a.name')[focused]?.focus();
  }, [focused]);
  const row = (scenario: ScenarioSummary, withFailure: boolean, isFirst = false): ComponentChildren => (
    <ScenarioRow
      key={scenario.id}
      scenario={scenario}
      withFailure={withFailure}
      isFirst={isFirst}
      hasExample={repeated.has(`${scenario.uri} ${scenario.name}`)}
      href={link({ view: 'scenario', id: scenario.id })}
      onTag={(tag) => change({ q: toggleTerm(route.q, tag) })}
    />
  );
  return (
    <main class="overview">
      <div class="filters">
        <Totals run={run} q={route.q} onToggle={(q) => change({ q })} />
        <div class="query">
          <input
            ref={search}
            type="search"
            value={route.q}
            placeholder={text.searchHint}
            aria-label={text.searchLabel}
            spellcheck={false}
            onInput={(event) => change({ q: event.currentTarget.value })}
          />
          <kbd>/</kbd>
        </div>
        <label class="sort">
          {text.sort}
          <select value={sort} onChange={(event) => change({ sort: event.currentTarget.value })}>
            {Object.entries(text.sorts).map(([key, word]) => (
              <option key={key} value={key}>
                {word}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="overview-body">
        <FeatureTree run={run} shown={shown} />
        <section ref={list} aria-label={text.scenario} class="rows">
          <p class="spoken" role="status">
            {text.scenarios(shown.length)}
          </p>
          {run.scenarios.length === 0 && <p class="empty">{text.nothingRan}</p>}
          {shown.length === 0 && run.scenarios.length > 0 && (
            <p class="empty">
              {text.nothingMatches}{' '}
              <button type="button" onClick={() => change({ q: '' })}>
                {text.clearFilter}
              </button>
            </p>
          )}
          {sort === 'file' ? (
            <>
              {failed.length > 0 && (
                <section class="feature failures">
                  <h2>
                    {text.failures} <small>{failed.length}</small>
                  </h2>
                  {failed.map((scenario, i) => row(scenario, true, i < OPEN_FAILURES))}
                </section>
              )}
              {features.map(({ uri, name, description }) => {
                const own = shown.filter((scenario) => scenario.uri === uri);
                if (own.length === 0) return null;
                return (
                  <section class="feature" id={`feature-${uri}`} key={uri}>
                    <h2>
                      <a href={link({ view: 'feature', id: featureId(uri) })}>{name}</a> <small>{uri}</small>
                    </h2>
                    {description !== '' && <Markdown text={description} />}
                    {byRule(own).map(([rule, scenarios]) => (
                      <div key={rule}>
                        {rule !== '' && <h3>{rule}</h3>}
                        {scenarios.map((scenario) => row(scenario, false))}
                      </div>
                    ))}
                  </section>
                );
              })}
            </>
          ) : (
            <section class="feature">{rows.map((scenario) => row(scenario, false))}</section>
          )}
        </section>
      </div>
      <footer>{text.footer(run.size.traced, run.size.reduced, `${run.size.budgetBytes / 1e6} MB`)}</footer>
    </main>
  );
}

/** More than a screen of features: what is drawn first. */
const FIRST_FEATURES = 8;

// The first ones at once, so that there is something to read; all of them right after that was painted.
function useAllInTime<T>(all: readonly T[]): readonly T[] {
  const [isPainted, setPainted] = useState(all.length <= FIRST_FEATURES);
  useEffect(() => {
    if (isPainted) return;
    const frame = requestAnimationFrame(() => setTimeout(() => setPainted(true)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return isPainted ? all : all.slice(0, FIRST_FEATURES);
}

// Examples of an outline whose name does not say which.
function repeatedNames(scenarios: readonly ScenarioSummary[]): ReadonlySet<string> {
  const names = scenarios.map(({ uri, name }) => `${uri} ${name}`);
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}

function byRule(scenarios: readonly ScenarioSummary[]): [string, ScenarioSummary[]][] {
  const rules = new Map<string, ScenarioSummary[]>();
  for (const scenario of scenarios)
    rules.set(scenario.rule ?? '', [...(rules.get(scenario.rule ?? '') ?? []), scenario]);
  return [...rules];
}
