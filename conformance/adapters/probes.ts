// Probe workers tick by tick: alone, or three of one container together with its restarts.

import type { Probe } from '../../engine/api/objects.ts';
import {
  beginTick,
  endTick,
  freshWorker,
  type ProbedContainer,
  type ProbeResult,
  type ProbeType,
  type ProbeVerdict,
  type WorkerState,
} from '../../engine/kubelet/prober/probe-worker.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

// What the prober makes of an answer.
const resultOf = (answer: string): ProbeResult =>
  answer === 'Success' || answer === 'Warning' ? 'Success' : 'Failure';

class Worker {
  state: WorkerState = freshWorker;
  verdict: ProbeVerdict | undefined;
  readonly type: ProbeType;
  private readonly probe: Probe;

  constructor(type: ProbeType, probe: Probe) {
    this.type = type;
    this.probe = probe;
  }

  tick(container: ProbedContainer, answer: string): void {
    const begun = beginTick(this.type, this.probe, this.state, container);
    this.state = begun.state;
    this.verdict = begun.verdict ?? this.verdict;
    if (begun.next !== 'probe') return;
    const ended = endTick(this.type, this.probe, this.state, resultOf(answer));
    this.state = ended.state;
    this.verdict = ended.verdict ?? this.verdict;
  }
}

// A start time keeps whole seconds, so that the recorded workers counted one second more than the ticks say.
const TRUNCATED_MS = 1000;

const container = (id: number, seconds: number, hasStarted: boolean): ProbedContainer => ({
  id: String(id),
  isRunning: true,
  isOver: false,
  runningForMs: seconds * 1000 + TRUNCATED_MS,
  hasStarted,
});

function alone({ input }: TableCase): unknown {
  const worker = new Worker(input.probeType, input.probe);
  let id = 0;
  const afterEachTick = input.ticks.map(
    (tick: {
      newContainer?: boolean;
      containerStarted: boolean;
      secondsSinceContainerStart: number;
      probeWouldReturn: string;
    }) => {
      if (tick.newContainer) id += 1;
      worker.tick(
        container(id, tick.secondsSinceContainerStart, tick.containerStarted),
        tick.probeWouldReturn,
      );
      return { onHold: worker.state.isOnHold, result: worker.verdict };
    },
  );
  return { afterEachTick };
}

function together({ input }: TableCase): unknown {
  const { startupProbe, livenessProbe, readinessProbe } = input.container;
  const probes: [ProbeType, Probe | undefined][] = [
    ['Startup', startupProbe],
    ['Liveness', livenessProbe],
    ['Readiness', readinessProbe],
  ];
  const workers = probes
    .filter((p): p is [ProbeType, Probe] => p[1] !== undefined)
    .map(([type, probe]) => new Worker(type, probe));
  const verdict = (type: ProbeType): ProbeVerdict | undefined =>
    workers.find((w) => w.type === type)?.verdict;
  const isStarted = (): boolean => startupProbe === undefined || verdict('Startup') === 'Success';
  let restartCount = 0;
  let killed = false;
  const afterEachTick = input.ticks.map(
    (tick: { secondsSinceContainerStart: number; wouldReturn: Record<string, string> }) => {
      if (killed) {
        restartCount += 1;
        for (const worker of workers) worker.verdict = undefined;
      }
      for (const worker of workers) {
        worker.tick(
          container(restartCount, tick.secondsSinceContainerStart, isStarted()),
          tick.wouldReturn[worker.type] ?? 'Success',
        );
      }
      killed = verdict('Liveness') === 'Failure' || verdict('Startup') === 'Failure';
      const started = isStarted();
      const ready = started && (readinessProbe === undefined || verdict('Readiness') === 'Success');
      return { killed, ready, restartCount, started };
    },
  );
  return { afterEachTick };
}

export const adapter: TableAdapter = {
  topics: ['probes'],
  run: (row) => (row.id.startsWith('probe-worker') ? alone(row) : together(row)),
};
