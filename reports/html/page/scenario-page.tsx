// One scenario: its steps, its time, and the cluster at the cursor. Reads the trace when it is opened.

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { recordText } from '../../view/record-text.ts';
import { instantText } from '../../view/time-text.ts';
import type { TraceIndex } from '../../view/trace-index.ts';
import type { Placed, RunSummary, ScenarioSummary } from '../page-data.ts';
import { type Cursor, useCursor } from './cursor.ts';
import { ownReport } from './data.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { ExplorationPanel } from './exploration.tsx';
import { Panes } from './panes/panes.tsx';
import { useRecordKeys } from './record-keys.ts';
import type { Navigation, ShownRun } from './route.ts';
import { ScenarioHead } from './scenario-head.tsx';
import { Steps } from './steps.tsx';
import { text } from './text.ts';
import { Timeline } from './timeline/timeline.tsx';

interface ScenarioProps {
  readonly run: RunSummary;
  readonly scenario: ScenarioSummary;
  readonly navigation: Navigation;
}

export function ScenarioPage({ run, scenario, navigation }: ScenarioProps): ComponentChildren {
  const { exploration } = scenario;
  const smallest = exploration?.failure;
  const shown: ShownRun =
    smallest?.trace !== undefined && navigation.route.run !== 'default' ? 'smallest' : 'default';
  const placed = shown === 'smallest' && smallest !== undefined ? smallest : scenario;
  const [index, problem] = useTrace(placed);
  return (
    <main class="scenario-page">
      <ScenarioHead scenario={scenario} />
      {exploration !== undefined && (
        <ExplorationPanel
          exploration={exploration}
          shown={shown}
          show={(chosen, seq = 0) => navigation.change({ run: chosen, seq }, index?.at(seq)?.t ?? 0)}
        />
      )}
      {index === undefined ? (
        <div class="split is-plain">
          <Steps scenario={scenario} />
          <p class="note">{problem === '' ? text.loading : problem}</p>
        </div>
      ) : (
        <Opened
          key={placed.trace?.place}
          run={run}
          scenario={scenario}
          placed={placed}
          navigation={navigation}
          index={index}
        />
      )}
    </main>
  );
}

function useTrace(placed: Placed): readonly [index: TraceIndex | undefined, problem: string] {
  const [read, setRead] = useState<{
    readonly of: Placed;
    readonly index?: TraceIndex;
    readonly problem?: string;
  }>();
  useEffect(() => {
    if (placed.trace === undefined) return;
    ownReport.readTrace(placed).then(
      (index) => setRead({ of: placed, index }),
      (error: unknown) => setRead({ of: placed, problem: `${text.unreadable}: ${String(error)}` }),
    );
  }, [placed]);
  if (placed.trace === undefined) return [undefined, text.noTrace];
  return read?.of === placed ? [read.index, read.problem ?? ''] : [undefined, ''];
}

function Opened({
  run,
  scenario,
  placed,
  navigation,
  index,
}: ScenarioProps & { readonly placed: Placed; readonly index: TraceIndex }): ComponentChildren {
  const cursor = useCursor(index, navigation);
  useRecordKeys(index, cursor, navigation);
  const detail = placed.trace?.detail ?? 'full';
  return (
    <>
      <div class="split">
        <ErrorBoundary>
          <Steps scenario={scenario} isSmallest={placed !== scenario} index={index} cursor={cursor} />
        </ErrorBoundary>
        <div class="right">
          <ErrorBoundary>
            <Timeline index={index} cursor={cursor} navigation={navigation} />
          </ErrorBoundary>
          <ErrorBoundary>
            <Panes
              run={run}
              scenario={scenario}
              placed={placed}
              index={index}
              cursor={cursor}
              navigation={navigation}
            />
          </ErrorBoundary>
          {detail !== 'full' && <p class="note">{text.detailNote[detail]}</p>}
        </div>
      </div>
      <Spoken index={index} cursor={cursor} />
    </>
  );
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
