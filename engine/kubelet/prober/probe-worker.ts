// One probe of one container, tick by tick. Pure: a tick gets what the kubelet knows and returns what to do.
// Source: kubernetes v1.20.2 pkg/kubelet/prober/worker.go, doProbe.

import type { Probe } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';

export type ProbeType = 'Liveness' | 'Readiness' | 'Startup';
/** A Warning counts as success; an Unknown result of a probe is a failure. */
export type ProbeResult = 'Success' | 'Failure';
/** What the results manager holds; a startup probe begins as Unknown. */
export type ProbeVerdict = ProbeResult | 'Unknown';

const INITIAL: Readonly<Record<ProbeType, ProbeVerdict>> = {
  Liveness: 'Success',
  Readiness: 'Failure',
  Startup: 'Unknown',
};

/** The container as the status manager has it. */
export interface ProbedContainer {
  readonly id: string;
  readonly isRunning: boolean;
  /** Terminated, and the pod's policy is Never. */
  readonly isOver: boolean;
  /** Milliseconds since the container's start; ignored unless it runs. */
  readonly runningForMs: number;
  readonly hasStarted: boolean;
}

export interface WorkerState {
  readonly containerId: string | undefined;
  readonly isOnHold: boolean;
  readonly lastResult: ProbeResult | undefined;
  readonly resultRun: number;
}

export const freshWorker: WorkerState = {
  containerId: undefined,
  isOnHold: false,
  lastResult: undefined,
  resultRun: 0,
};

/** What a tick comes to before anything is asked of the container. */
export interface TickStart {
  readonly state: WorkerState;
  /** A verdict to note now: the initial one of a new container, or the failure of one that is gone. */
  readonly verdict?: ProbeVerdict;
  /** `probe`: ask the container. `wait`: nothing to do at this tick. `stop`: the worker ends. */
  readonly next: 'probe' | 'wait' | 'stop';
}

export function beginTick(
  type: ProbeType,
  probe: Probe,
  state: WorkerState,
  container: ProbedContainer | undefined,
): TickStart {
  if (container === undefined) return { state, next: 'wait' };
  const isNew = container.id !== state.containerId;
  const seen: WorkerState = isNew ? { ...state, containerId: container.id, isOnHold: false } : state;
  const noted = isNew ? { verdict: INITIAL[type] } : {};
  if (seen.isOnHold) return { state: seen, next: 'wait' };
  if (!container.isRunning)
    return { state: seen, verdict: 'Failure', next: container.isOver ? 'stop' : 'wait' };
  const isEarly = Math.floor(container.runningForMs / 1000) < (probe.initialDelaySeconds ?? 0);
  // A startup probe ends with the start; the others begin with it.
  if (isEarly || container.hasStarted === (type === 'Startup'))
    return { state: seen, ...noted, next: 'wait' };
  return { state: seen, ...noted, next: 'probe' };
}

/** What follows from a probe's result: the new state, and a verdict once a threshold is reached. */
export function endTick(
  type: ProbeType,
  probe: Probe,
  state: WorkerState,
  result: ProbeResult,
): { readonly state: WorkerState; readonly verdict?: ProbeResult } {
  const resultRun = state.lastResult === result ? state.resultRun + 1 : 1;
  const counted = { ...COPY_OF, ...state, lastResult: result, resultRun };
  const threshold = result === 'Failure' ? (probe.failureThreshold ?? 3) : (probe.successThreshold ?? 1);
  if (resultRun < threshold) return { state: counted };
  // A container that failed is going to be killed: no more probes until there is a new one.
  const isFatal = type !== 'Readiness' && result === 'Failure';
  return { state: isFatal ? { ...counted, isOnHold: true, resultRun: 0 } : counted, verdict: result };
}
