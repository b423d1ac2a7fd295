// What there is to know of the instant at the cursor, one pane at a time.

import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { actorOf, recordText } from '../../../view/record-text.ts';
import { instantText } from '../../../view/time-text.ts';
import type { TraceIndex } from '../../../view/trace-index.ts';
import type { Placed, RunSummary, ScenarioSummary } from '../../page-data.ts';
import type { Cursor } from '../cursor.ts';
import { ErrorBoundary } from '../error-boundary.tsx';
import type { Navigation } from '../route.ts';
import { text } from '../text.ts';
import { ClusterPane } from './cluster.tsx';
import { ComparePane } from './compare.tsx';
import { EventsPane } from './events.tsx';
import { NotesPane } from './notes.tsx';
import { ObjectPane } from './object.tsx';
import { TracePane } from './trace.tsx';
import { TrafficPane } from './traffic.tsx';
import { WhyPane } from './why.tsx';

export interface PaneProps {
  readonly index: TraceIndex;
  readonly cursor: Cursor;
  readonly navigation: Navigation;
  readonly run: RunSummary;
  readonly scenario: ScenarioSummary;
  /** Whose trace is shown: the scenario's own, or the smallest run of its exploration. */
  readonly placed: Placed;
}

type Tab = keyof typeof text.tabs;

const PANES: Readonly<Record<Tab, (props: PaneProps) => ComponentChildren>> = {
  cluster: ClusterPane,
  object: ObjectPane,
  why: WhyPane,
  traffic: TrafficPane,
  events: EventsPane,
  trace: TracePane,
  notes: NotesPane,
  compare: ComparePane,
};
const ALL_TABS = Object.keys(PANES) as readonly Tab[];

// A tab that would be empty in most scenarios is there only where it has something to say.
const tabsOf = (index: TraceIndex): readonly Tab[] =>
  index.records.some(({ type }) => type === 'traffic')
    ? ALL_TABS
    : ALL_TABS.filter((tab) => tab !== 'traffic');

export function Panes(props: PaneProps): ComponentChildren {
  const { index, cursor, navigation } = props;
  const { route, change } = navigation;
  const tabs = useMemo(() => tabsOf(index), [index]);
  const tab = tabs.find((name) => name === route.tab) ?? 'cluster';
  const bar = useRef<HTMLDivElement>(null);
  const show = (next: Tab | undefined): void => {
    if (next === undefined) return;
    change({ tab: next }, cursor.t);
    bar.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    show(tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length]);
  };
  const Pane = PANES[tab];
  const record = index.atOrBefore(cursor.seq);
  return (
    <section class="panes">
      <div class="tabs">
        <div role="tablist" ref={bar} onKeyDown={onKeyDown}>
          {tabs.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={name === tab}
              aria-controls="pane"
              tabIndex={name === tab ? 0 : -1}
              onClick={() => show(name)}
            >
              {text.tabs[name]}
            </button>
          ))}
        </div>
        {record !== undefined && (
          <p class={`now${cursor.seq === cursor.pinned ? '' : ' is-preview'}`} title={recordText(record)}>
            <span class="mono">{instantText(record.t)}</span> <small>#{record.seq}</small>{' '}
            <span class="actor">{actorOf(record)}</span> {recordText(record)}
          </p>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by keys (ARIA tabs pattern) */}
      <div class="pane" role="tabpanel" id="pane" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        <ErrorBoundary key={tab}>
          <Pane {...props} />
        </ErrorBoundary>
      </div>
    </section>
  );
}
