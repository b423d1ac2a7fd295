// All scenarios: totals that filter, one query, features as a tree, failures first.

import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Status } from '../../run/run-result.ts';
import { parseQuery, toggleTerm } from '../../view/query.ts';
import { shortLengthText } from '../../view/time-text.ts';
import type { RunSummary, ScenarioSummary } from '../page-data.ts';
import { useKeys } from './keys.ts';
import { Markdown } from './markdown.tsx';
import { MiniLane } from './mini-lane.tsx';
import type { Navigation } from './route.ts';
import { StatusBadge } from './status-badge.tsx';
import { STATUS_SYMBOL, STATUS_WORD, text } from './text.ts';

interface OverviewProps {
  readonly run: RunSummary;
  /** Scenarios that match the query. */
  readonly shown: readonly ScenarioSummary[];
  readonly navigation: Navigation;
}

type Sort = keyof typeof text.sorts;

const lengthOf = ({ digest }: ScenarioSummary): number => digest?.lengthMs ?? -1;
const byName = (a: ScenarioSummary, b: ScenarioSummary): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

export function Overview({ run, shown, navigation }: OverviewProps): ComponentChildren {
  const { route, change, open } = navigation;
  const sort = (route.sort in text.sorts ? route.sort : 'file') as Sort;
  const failed = shown.filter(({ status }) => status === 'failed');
  const rows = useMemo(() => {
    if (sort === 'file') return [...failed, ...shown];
    return [...shown].sort(sort === 'name' ? byName : (a, b) => lengthOf(b) - lengthOf(a));
  }, [shown, sort]);
  const [focused, setFocused] = useState(-1);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLElement>(null);
  useKeys({
    '/': () => search.current?.focus(),
    j: () => setFocused(Math.min(rows.length - 1, focused + 1)),
    k: () => setFocused(Math.max(0, focused - 1)),
  });
  useEffect(() => {
    list.current?.querySelectorAll<HTMLElement>('a.row')[focused]?.focus();
  }, [focused]);
  const row = (scenario: ScenarioSummary, withFailure: boolean): ComponentChildren => (
    <Row key={scenario.id} scenario={scenario} withFailure={withFailure} open={() => open({ scenario: scenario.id })} onTag={(tag) => change({ q: toggleTerm(route.q, tag) })} />
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
          <kbd aria-hidden="true">/</kbd>
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
        <section ref={list} aria-label={text.scenario} class="rows" aria-live="polite">
          {shown.length === 0 && (
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
                  {failed.map((scenario) => row(scenario, true))}
                </section>
              )}
              {run.features.map(({ uri, name, description }) => {
                const own = shown.filter((scenario) => scenario.uri === uri);
                if (own.length === 0) return null;
                return (
                  <section class="feature" id={`feature-${uri}`} key={uri}>
                    <h2>
                      {name} <small>{uri}</small>
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

function byRule(scenarios: readonly ScenarioSummary[]): [string, ScenarioSummary[]][] {
  const rules = new Map<string, ScenarioSummary[]>();
  for (const scenario of scenarios) rules.set(scenario.rule ?? '', [...(rules.get(scenario.rule ?? '') ?? []), scenario]);
  return [...rules];
}

const SHOWN_STATUSES: readonly Status[] = ['passed', 'failed', 'undefined', 'pending', 'ambiguous', 'skipped', 'unknown'];

function Totals({ run, q, onToggle }: { readonly run: RunSummary; readonly q: string; readonly onToggle: (q: string) => void }): ComponentChildren {
  const terms = parseQuery(q).map((term) => term.text);
  const counts = new Map<Status, number>();
  for (const { status } of run.scenarios) counts.set(status, (counts.get(status) ?? 0) + 1);
  const isAll = !terms.some((term) => /^[-!]?status:/.test(term));
  const withoutStatus = terms.filter((term) => !/^[-!]?status:/.test(term)).join(' ');
  return (
    <div class="totals" role="group" aria-label={text.status}>
      <button type="button" aria-pressed={isAll} onClick={() => onToggle(withoutStatus)}>
        <b>{run.scenarios.length}</b> {text.all}
      </button>
      {SHOWN_STATUSES.filter((status) => counts.has(status)).map((status) => (
        <button key={status} type="button" class={`is-${status}`} aria-pressed={terms.includes(`status:${status}`)} onClick={() => onToggle(toggleTerm(q, `status:${status}`))}>
          <span aria-hidden="true">{STATUS_SYMBOL[status]}</span> <b>{counts.get(status)}</b> {STATUS_WORD[status]}
        </button>
      ))}
    </div>
  );
}

function FeatureTree({ run, shown }: { readonly run: RunSummary; readonly shown: readonly ScenarioSummary[] }): ComponentChildren {
  const folders = new Map<string, { uri: string; name: string; all: number; failed: number }[]>();
  for (const { uri, name } of run.features) {
    const own = shown.filter((scenario) => scenario.uri === uri);
    if (own.length === 0) continue;
    const folder = uri.split('/').slice(0, -1).join('/');
    const failed = own.filter(({ status }) => status === 'failed').length;
    folders.set(folder, [...(folders.get(folder) ?? []), { uri, name, all: own.length, failed }]);
  }
  return (
    <nav class="tree" aria-label={text.features}>
      {[...folders].map(([folder, features]) => (
        <details open key={folder}>
          <summary>{folder.replace(/^features\/?/, '') || folder || '.'}</summary>
          <ul>
            {features.map(({ uri, name, all, failed }) => (
              <li key={uri}>
                <a href={`#feature-${uri}`} onClick={(event) => (event.preventDefault(), document.getElementById(`feature-${uri}`)?.scrollIntoView())}>
                  <span>{name}</span>
                  <small class={failed > 0 ? 'is-failed' : ''}>{failed > 0 ? `${STATUS_SYMBOL.failed} ${failed}/${all}` : all}</small>
                </a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}

interface RowProps {
  readonly scenario: ScenarioSummary;
  readonly withFailure: boolean;
  readonly open: () => void;
  readonly onTag: (tag: string) => void;
}

function Row({ scenario, withFailure, open, onTag }: RowProps): ComponentChildren {
  const { status, name, tags, digest, failure, feature, attempts } = scenario;
  return (
    <article class={`scenario is-${status}`}>
      <a class="row" href={`#/s/${encodeURI(scenario.id)}`} onClick={(event) => (event.preventDefault(), open())}>
        <StatusBadge status={status} />
        <span class="name">
          {name}
          {withFailure && <small> {feature}</small>}
          {attempts !== undefined && <small> ×{attempts}</small>}
        </span>
        <MiniLane digest={digest} isFailed={status === 'failed'} />
        <span class="length">{digest === undefined ? '' : shortLengthText(digest.lengthMs)}</span>
      </a>
      {tags.length > 0 && (
        <span class="tags">
          {tags.map((tag) => (
            <button type="button" key={tag} onClick={() => onTag(tag)}>
              {tag}
            </button>
          ))}
        </span>
      )}
      {withFailure && failure !== undefined && <pre class="failure">{failure}</pre>}
    </article>
  );
}
