// One scenario: its steps, its time, and the cluster at the cursor. Reads the trace when it is opened.

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { replayCommand } from '../../run/replay.ts';
import { exampleText } from '../../view/feature-sections.ts';
import { recordText } from '../../view/record-text.ts';
import { instantText, lengthText } from '../../view/time-text.ts';
import type { TraceIndex } from '../../view/trace-index.ts';
import type { ScenarioSummary } from '../page-data.ts';
import { type Cursor, useCursor } from './cursor.ts';
import { readTrace } from './data.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { useKeys } from './keys.ts';
import { Panes } from './panes/panes.tsx';
import type { Navigation } from './route.ts';
import { StatusBadge } from './status-badge.tsx';
import { Steps } from './steps.tsx';
import { text } from './text.ts';
import { Timeline } from './timeline/timeline.tsx';

interface ScenarioProps {
  readonly scenario: ScenarioSummary;
  readonly navigation: Navigation;
}

export function ScenarioPage({ scenario, navigation }: ScenarioProps): ComponentChildren {
  const [index, setIndex] = useState<TraceIndex | undefined>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    setIndex(undefined);
    if (scenario.trace === undefined) {
      setProblem(text.noTrace);
      return;
    }
    setProblem('');
    readTrace(scenario).then(setIndex, (error: unknown) =>
      setProblem(`${text.unreadable}: ${String(error)}`),
    );
  }, [scenario]);
  return (
    <main class="scenario-page">
      <ScenarioHead scenario={scenario} />
      {index === undefined ? (
        <div class="split is-plain">
          <Steps scenario={scenario} />
          <p class="note">{problem === '' ? text.loading : problem}</p>
        </div>
      ) : (
        <Opened scenario={scenario} navigation={navigation} index={index} />
      )}
    </main>
  );
}

function ScenarioHead({ scenario }: { readonly scenario: ScenarioSummary }): ComponentChildren {
  const { status, name, tags, digest, uri, line, rule, wallMs } = scenario;
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard?.writeText(replayCommand(scenario));
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  useKeys({ c: copy });
  return (
    <div class="scenario-head">
      <h1>
        <StatusBadge status={status} />
        <span>{name}</span>
        <button
          type="button"
          class="quiet"
          title={`${text.copyReplay}\n${replayCommand(scenario)}`}
          onClick={copy}
          aria-live="polite"
        >
          {isCopied ? text.copied : text.replay}
        </button>
      </h1>
      <p class="facts">
        <span class="mono">
          {uri}:{line}
        </span>
        {rule !== undefined && <span>{rule}</span>}
        {exampleText(scenario) !== '' && <span class="example">{exampleText(scenario)}</span>}
        {digest !== undefined && <span>{lengthText(digest.lengthMs)}</span>}
        {wallMs !== undefined && <span>{Math.round(wallMs)} ms wall</span>}
        {digest?.version !== undefined && <span>{text.kubernetes(digest.version)}</span>}
        {digest?.seed !== undefined && <span>{text.seed(digest.seed)}</span>}
        {tags.map((tag) => (
          <span class="tag" key={tag}>
            {tag}
          </span>
        ))}
      </p>
    </div>
  );
}

function Opened({
  scenario,
  navigation,
  index,
}: ScenarioProps & { readonly index: TraceIndex }): ComponentChildren {
  const cursor = useCursor(index, navigation);
  useRecordKeys(index, cursor, navigation);
  const detail = scenario.trace?.detail ?? 'full';
  return (
    <>
      <div class="split">
        <ErrorBoundary>
          <Steps scenario={scenario} index={index} cursor={cursor} />
        </ErrorBoundary>
        <div class="right">
          <ErrorBoundary>
            <Timeline index={index} cursor={cursor} navigation={navigation} />
          </ErrorBoundary>
          <ErrorBoundary>
            <Panes index={index} cursor={cursor} navigation={navigation} isFull={detail === 'full'} />
          </ErrorBoundary>
          {detail !== 'full' && <p class="note">{text.detailNote[detail]}</p>}
        </div>
      </div>
      <Spoken index={index} cursor={cursor} />
    </>
  );
}

function useRecordKeys(index: TraceIndex, cursor: Cursor, { route, change }: Navigation): void {
  const move = (by: number) => (): void => {
    const next = index.stopFrom(cursor.pinned, by);
    if (next !== undefined) cursor.pin(next.seq);
  };
  const step = (by: number) => (): void => {
    const { steps } = index;
    const here = steps.filter(({ seq }) => (by > 0 ? seq > cursor.pinned : seq < cursor.pinned));
    const next = by > 0 ? here[0] : here.at(-1);
    if (next !== undefined) cursor.pin(next.seq);
  };
  const ofObject = (by: number) => (): void => {
    const writes = index.objects.get(route.object)?.writes ?? [];
    const next =
      by > 0
        ? writes.find(({ seq }) => seq > cursor.pinned)
        : writes.filter(({ seq }) => seq < cursor.pinned).at(-1);
    if (next !== undefined) cursor.pin(next.seq);
  };
  useKeys({
    ArrowLeft: move(-1),
    ArrowRight: move(1),
    'Shift+ArrowLeft': step(-1),
    'Shift+ArrowRight': step(1),
    '[': ofObject(-1),
    ']': ofObject(1),
    Home: () => cursor.pin(index.stops[0]?.seq ?? 0),
    End: () => cursor.pin(index.stops.at(-1)?.seq ?? 0),
    y: () => change({ tab: 'why' }, cursor.t),
    m: () => change({ mark: route.mark === cursor.pinned ? 0 : cursor.pinned }, cursor.t),
  });
}

const SPOKEN_EVERY_MS = 1000;

// The cursor for those who hear the page, at most once a second.
function Spoken({
  index,
  cursor,
}: {
  readonly index: TraceIndex;
  readonly cursor: Cursor;
}): ComponentChildren {
  const [spoken, setSpoken] = useState('');
  const timer = useRef(0);
  useEffect(() => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const record = index.atOrBefore(cursor.pinned);
      const step = index.stepOf(cursor.pinned);
      if (record === undefined) return;
      const number = step === undefined ? 0 : index.steps.indexOf(step) + 1;
      setSpoken(text.spokenCursor(instantText(record.t), number, index.steps.length, recordText(record)));
    }, SPOKEN_EVERY_MS);
    return () => clearTimeout(timer.current);
  }, [cursor.pinned, index]);
  return (
    <p class="spoken" aria-live="polite">
      {spoken}
    </p>
  );
}
