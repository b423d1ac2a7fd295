// The probes of a node's pods: one worker for each probe, ticking at its own period, and the verdicts they have reached.
//
// A worker that would only find again what it found is parked: no event until the container or its status changes; its
// ticks go on where they would have been. Source: kubernetes v1.20.2 pkg/kubelet/prober/{prober_manager,worker,prober}.go.

import type { Container, Pod, PodStatus, Probe } from '../../api/objects.ts';
import type { Draw } from '../../client/disturber.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { PRIORITY, type SimEvent } from '../../kernel/sim-event.ts';
import type { Stream } from '../../kernel/streams.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { NodeRuntime } from '../cri/node-runtime.ts';
import { isSidecar } from '../sync/restart-policy.ts';
import { tickAtOrAfterMs } from '../ticks.ts';
import {
  beginTick,
  endTick,
  freshWorker,
  type ProbedContainer,
  type ProbeResult,
  type ProbeType,
  type ProbeVerdict,
  type WorkerState,
} from './probe-worker.ts';
import { runProbe } from './run-probe.ts';

export interface ProberOptions {
  readonly kernel: Kernel;
  readonly version: VersionProfile;
  readonly runtime: NodeRuntime;
  readonly stream: Stream;
  /** How much later than drawn the first probe of a container comes, within its period. */
  readonly lateMs: Draw;
  /** When the kubelet began, if that was during the simulation. */
  readonly startedMs?: number;
  /** The pod's status as the status manager has it. */
  readonly statusOf: (uid: string) => PodStatus | undefined;
  readonly podOf: (uid: string) => Pod | undefined;
  /** A verdict changed. */
  readonly onVerdict: (uid: string, type: ProbeType, containerId: string, verdict: ProbeVerdict) => void;
  readonly event: (pod: Pod, container: Container, level: 'Warning', reason: string, message: string) => void;
  readonly decide: (pod: Pod, text: string) => void;
}

interface Worker {
  readonly uid: string;
  readonly container: Container;
  readonly type: ProbeType;
  readonly probe: Probe;
  readonly periodMs: number;
  /** The worker's first tick; all others are whole periods later. */
  readonly baseMs: number;
  state: WorkerState;
  tick: SimEvent | undefined;
  isProbing: boolean;
  /** The record that began the probing of this container: each tick follows from it, not from the tick before. */
  cause: number;
  stopListening: (() => void) | undefined;
  /** Says what its ticks are. */
  readonly label: string;
  readonly onTick: () => void;
}

export class Prober {
  private readonly options: ProberOptions;
  private readonly workers = new Map<string, Worker[]>();
  /** By container. */
  private readonly verdicts: Readonly<Record<ProbeType, Map<string, ProbeVerdict>>> = {
    Startup: new Map(),
    Readiness: new Map(),
    Liveness: new Map(),
  };
  private isPaused = false;

  constructor(options: ProberOptions) {
    this.options = options;
  }

  /** Begins the probes of a pod new on the node. */
  addPod(pod: Pod): void {
    const { uid } = pod.metadata;
    if (this.workers.has(uid)) return;
    const workers = [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers].flatMap(
      (container) => probesOf(container).map(([type, probe]) => this.newWorker(uid, container, type, probe)),
    );
    if (workers.length === 0) return;
    this.workers.set(uid, workers);
    for (const worker of workers) this.schedule(worker, worker.baseMs);
  }

  removePod(uid: string): void {
    for (const worker of this.workers.get(uid) ?? []) this.stop(worker);
    this.workers.delete(uid);
  }

  has(uid: string, container: string, type: ProbeType): boolean {
    return this.workers.get(uid)?.some((w) => w.container.name === container && w.type === type) ?? false;
  }

  verdict(type: ProbeType, containerId: string): ProbeVerdict | undefined {
    return this.verdicts[type].get(containerId);
  }

  /** The pod's status changed: workers that waited for that look again at their next tick. */
  statusChanged(uid: string): void {
    const cause = this.options.kernel.cause();
    for (const worker of this.workers.get(uid) ?? []) {
      worker.cause = cause;
      this.resumeWorker(worker);
    }
  }

  /** Asks the readiness probe to run now: since 1.22 a pass over a pod that is not ready does. */
  triggerReadiness(uid: string, container: string): void {
    if (!this.options.version.has('probesTriggeredByStart')) return;
    for (const worker of this.workers.get(uid) ?? []) {
      if (worker.type !== 'Readiness' || worker.container.name !== container || worker.isProbing) continue;
      this.options.kernel.cancel(worker.tick);
      this.schedule(worker, this.options.kernel.nowMs);
    }
  }

  /** A frozen node probes nothing; what was due is made up for by the next tick after its return. */
  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    for (const workers of this.workers.values()) for (const worker of workers) this.resumeWorker(worker);
  }

  private newWorker(uid: string, container: Container, type: ProbeType, probe: Probe): Worker {
    const { kernel, version, stream, lateMs } = this.options;
    const periodMs = (probe.periodSeconds ?? 10) * 1000;
    // Source: prober/worker.go, run: until 1.20 every worker first sleeps a random part of its period; later only
    // while the kubelet itself is younger than that.
    const isYoung = kernel.nowMs - (this.options.startedMs ?? Number.NEGATIVE_INFINITY) < periodMs;
    const drawnMs = version.has('probesBeginAtOnce') && !isYoung ? 0 : stream.integer(0, periodMs - 1);
    const delayMs = (drawnMs + lateMs(this.options.podOf(uid))) % periodMs;
    const baseMs = kernel.nowMs + delayMs;
    const worker: Worker = {
      uid,
      container,
      type,
      probe,
      periodMs,
      baseMs,
      state: freshWorker,
      tick: undefined,
      isProbing: false,
      cause: kernel.cause(),
      stopListening: undefined,
      label: `${type.toLowerCase()} probe of ${container.name}: every ${periodMs / 1000}s`,
      onTick: () => {
        worker.tick = undefined;
        this.onTick(worker);
      },
    };
    return worker;
  }

  private stop(worker: Worker): void {
    this.options.kernel.cancel(worker.tick);
    worker.stopListening?.();
    const { containerId } = worker.state;
    if (containerId !== undefined) this.verdicts[worker.type].delete(containerId);
  }

  private schedule(worker: Worker, timeMs: number): void {
    const { kernel } = this.options;
    const delayMs = Math.max(0, timeMs - kernel.nowMs);
    const { label, onTick } = worker;
    const options = { delayMs, kind: 'kubelet probe', priority: PRIORITY.period, label };
    kernel.cancel(worker.tick);
    worker.tick = kernel.withCause(worker.cause, () => kernel.schedule(options, onTick));
  }

  private resumeWorker(worker: Worker): void {
    if (worker.tick !== undefined && !worker.tick.canceled) return;
    if (worker.isProbing) return;
    worker.stopListening?.();
    worker.stopListening = undefined;
    const { kernel } = this.options;
    this.schedule(
      worker,
      tickAtOrAfterMs(Math.max(kernel.nowMs, worker.baseMs), worker.baseMs, worker.periodMs),
    );
  }

  private onTick(worker: Worker): void {
    if (this.isPaused || !this.isCurrent(worker)) return;
    const { type, probe } = worker;
    const container = this.look(worker);
    if (container === 'over') return this.stop(worker);
    const { state, verdict, next } = beginTick(type, probe, worker.state, container);
    if (worker.state.containerId !== undefined && worker.state.containerId !== state.containerId) {
      this.verdicts[type].delete(worker.state.containerId);
    }
    worker.state = state;
    if (verdict !== undefined) this.note(worker, verdict);
    if (next === 'stop') return this.stop(worker);
    if (next === 'wait') return this.waitFor(worker, container);
    if (this.isShutDown(worker)) {
      this.note(worker, 'Success');
      return this.stop(worker);
    }
    this.ask(worker);
  }

  // A pod on its way out is not killed for a failing probe. Source: prober/worker.go, doProbe ("Graceful shutdown").
  private isShutDown({ uid, type }: Worker): boolean {
    if (type === 'Readiness' || !this.options.version.has('probesEndWithDeletion')) return false;
    return this.options.podOf(uid)?.metadata.deletionTimestamp !== undefined;
  }

  private isCurrent(worker: Worker): boolean {
    return this.workers.get(worker.uid)?.includes(worker) ?? false;
  }

  private look(worker: Worker): ProbedContainer | undefined | 'over' {
    const { statusOf, podOf, kernel } = this.options;
    const status = statusOf(worker.uid);
    if (status === undefined) return undefined;
    if (status.phase === 'Failed' || status.phase === 'Succeeded') return 'over';
    const { name } = worker.container;
    const found = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])].find(
      (s) => s.name === name,
    );
    if (found?.containerID === undefined || found.containerID === '') return undefined;
    const startedAt = this.options.runtime.record(found.containerID)?.startedAt;
    const isFinal = podOf(worker.uid)?.spec.restartPolicy === 'Never' && !isSidecar(worker.container);
    const isOver = found.state?.terminated !== undefined && isFinal;
    return {
      id: found.containerID,
      isRunning: found.state?.running !== undefined,
      isOver,
      // metav1.Time keeps whole seconds, so the container seems up to a second older than it is.
      runningForMs: kernel.nowEpochMs - Math.floor((startedAt ?? kernel.nowEpochMs) / 1000) * 1000,
      hasStarted: found.started === true,
    };
  }

  // Nothing to ask now. Only an initial delay ends by itself; all else ends with a change of status.
  private waitFor(worker: Worker, container: ProbedContainer | undefined): void {
    const { kernel } = this.options;
    const initialDelayMs = (worker.probe.initialDelaySeconds ?? 0) * 1000;
    if (container?.isRunning !== true || worker.state.isOnHold || container.runningForMs >= initialDelayMs)
      return;
    const readyAt = kernel.nowMs + initialDelayMs - container.runningForMs;
    this.schedule(
      worker,
      tickAtOrAfterMs(Math.max(readyAt, kernel.nowMs + 1), worker.baseMs, worker.periodMs),
    );
  }

  private ask(worker: Worker): void {
    const { containerId } = worker.state;
    const running = containerId === undefined ? undefined : this.options.runtime.running(containerId);
    const pod = this.options.podOf(worker.uid);
    if (pod === undefined) return;
    // The verdict of a new container changes the pod's status, which may have asked for a tick at this very instant.
    this.options.kernel.cancel(worker.tick);
    worker.tick = undefined;
    worker.isProbing = true;
    const begunMs = this.options.kernel.nowMs;
    const { probe, container } = worker;
    const question = { probe, hasExecTimeouts: this.options.version.has('execProbeTimeouts') };
    runProbe(this.options.runtime, running, question, container, (answer) => {
      worker.isProbing = false;
      if (!this.isCurrent(worker) || this.isPaused) return;
      if (!answer.isSuccess) {
        this.options.event(
          pod,
          worker.container,
          'Warning',
          'Unhealthy',
          `${worker.type} probe ${answer.isError === true ? this.erroredWords() : 'failed'}: ${answer.output}`,
        );
      }
      if (answer.isWarning === true) {
        const text = `${worker.type} probe warning: ${answer.output}`;
        this.options.event(pod, container, 'Warning', 'ProbeWarning', text);
      }
      if (answer.isError === true) return this.afterProbe(worker, begunMs, false);
      this.conclude(worker, pod, answer.isSuccess ? 'Success' : 'Failure');
      if (worker.state.isOnHold) return;
      this.afterProbe(worker, begunMs, answer.isSuccess && answer.isStable);
    });
  }

  private erroredWords(): string {
    return this.options.version.has('probeErrorsAreUnknown')
      ? 'errored and resulted in unknown state'
      : 'errored';
  }

  private conclude(worker: Worker, pod: Pod, result: ProbeResult): void {
    const { type, probe, container } = worker;
    const { state, verdict } = endTick(type, probe, worker.state, result);
    if (state.lastResult !== worker.state.lastResult || verdict !== undefined) {
      const changed = verdict !== undefined && this.verdict(type, state.containerId ?? '') !== verdict;
      if (changed)
        this.options.decide(
          pod,
          `${type.toLowerCase()} probe of ${container.name}: ${result} ${state.resultRun || ''}`.trim(),
        );
    }
    worker.state = state;
    if (verdict !== undefined) this.note(worker, verdict);
  }

  private afterProbe(worker: Worker, begunMs: number, isStable: boolean): void {
    const { kernel, runtime } = this.options;
    const { baseMs, periodMs, state, probe } = worker;
    const isSettled = isStable && state.resultRun >= (probe.successThreshold ?? 1);
    const running = state.containerId === undefined ? undefined : runtime.running(state.containerId);
    if (isSettled && running !== undefined) {
      worker.stopListening = running.onChange(() => this.resumeWorker(worker));
      return;
    }
    // A ticker holds one tick while the probe runs: a slow probe is followed by the next one at once.
    const next = tickAtOrAfterMs(begunMs + 1, baseMs, periodMs);
    this.schedule(worker, Math.max(next, kernel.nowMs));
  }

  private note(worker: Worker, verdict: ProbeVerdict): void {
    const { containerId } = worker.state;
    if (containerId === undefined) return;
    const verdicts = this.verdicts[worker.type];
    if (verdicts.get(containerId) === verdict) return;
    verdicts.set(containerId, verdict);
    this.options.onVerdict(worker.uid, worker.type, containerId, verdict);
  }
}

function probesOf({ livenessProbe, readinessProbe, startupProbe }: Container): [ProbeType, Probe][] {
  const probes: [ProbeType, Probe | undefined][] = [
    ['Startup', startupProbe],
    ['Readiness', readinessProbe],
    ['Liveness', livenessProbe],
  ];
  return probes.filter((entry): entry is [ProbeType, Probe] => entry[1] !== undefined);
}
