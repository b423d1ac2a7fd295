// kube-scheduler: takes one pending pod at a time, finds a node for it, and binds it there.
//
// A cycle decides on the cache at its start; the pod counts as placed from then on ("assumed"), and its binding travels
// while the next cycles run. A cycle takes `schedulerCycle` of the timing profile, a binding `bind`.
// Each pod is placed by the profile that it names; a pod that names none of them is left to other schedulers.
// Left out: extenders, parallel binding limits, expiry of assumed pods.
// Source: kubernetes v1.20.2 pkg/scheduler/scheduler.go, scheduleOne; v1.28.0 pkg/scheduler/schedule_one.go.

import { formatTime } from '../api/time.ts';
import { type Component, latencyOf } from '../client/component.ts';
import { PRIORITY, type SimEvent } from '../kernel/sim-event.ts';
import { BindingCycle } from './binding-cycle.ts';
import { SchedulerCache } from './cache/cache.ts';
import { DEFAULT_SCHEDULER_NAME, plainConfiguration } from './config/configuration.ts';
import { profileOf } from './config/profiles.ts';
import { type Found, type Outcome, type Surroundings, schedulePod } from './cycle.ts';
import { placedDetail, refusals } from './decision-detail.ts';
import { SeriesRecorder } from './events/series-recorder.ts';
import { fitErrorMessage, NO_NODES_MESSAGE } from './fit-error.ts';
import type { NodeInfo } from './framework/node-info.ts';
import { podInfo } from './framework/pod-info.ts';
import { NO_PLUGIN, SchedulingError } from './framework/status.ts';
import { addHandlers } from './informer-handlers.ts';
import { informerView } from './informer-view.ts';
import { planVolumes } from './plugins/volumebinding/volume-binding.ts';
import { statusPatch, type Unscheduled, unscheduledCondition } from './pod-condition.ts';
import { carryOut } from './preemption/carry-out.ts';
import { type Preemption, preempt } from './preemption/preemption.ts';
import type { QueuedPod } from './queue/queued-pod.ts';
import { SchedulingQueue } from './queue/scheduling-queue.ts';
import { AssumedView } from './volumes/assumed-view.ts';
import { VolumeBinder } from './volumes/volume-binder.ts';

type Unfit = Extract<Outcome, { kind: 'unfit' }>;

interface Failure extends Unscheduled {
  readonly refusedBy: ReadonlySet<string>;
  /** A node to nominate; `null` takes a nomination back; absent leaves it. */
  readonly nominated?: string | null;
}

interface RunningProfile {
  readonly around: Surroundings;
  readonly recorder: SeriesRecorder;
  readonly binding: BindingCycle;
}

const NONE: ReadonlySet<string> = new Set();

export class Scheduler {
  readonly queue: SchedulingQueue;
  readonly cache: SchedulerCache;
  private readonly component: Component;
  private readonly profiles: ReadonlyMap<string, RunningProfile>;
  private readonly assumed: AssumedView;
  private readonly cycleMs: () => number;
  private nextStart = 0;
  private isBusy = false;
  private cycleEndMs = 0;
  private timer: SimEvent | undefined;

  /**
   * @param component  its informers must not be started yet, or its handlers hear of the present state at once
   * @throws UserError  for a configuration that names what is not there
   */
  constructor(component: Component, configuration = plainConfiguration()) {
    const { world, version, kernel, informers, client } = component;
    this.component = component;
    this.cycleMs = latencyOf(world, component.name, 'schedulerCycle');
    this.cache = new SchedulerCache(version);
    const backoff = { initialMs: configuration.podInitialBackoffMs, maxMs: configuration.podMaxBackoffMs };
    this.queue = new SchedulingQueue({
      nowMs: () => kernel.nowMs,
      cause: () => kernel.cause(),
      version,
      backoff,
    });
    const view = informerView(informers);
    this.assumed = new AssumedView(view);
    const binder = new VolumeBinder({ kernel, client, view });
    const ties = world.streams.stream(`${component.name} ties`);
    const { cache, queue, assumed } = this;
    const source = { kernel, server: world.server, version, actor: component.name };
    this.profiles = new Map(
      configuration.profiles.map((profile) => {
        const recorder = new SeriesRecorder({ ...source, controller: profile.schedulerName });
        const around: Surroundings = {
          profile: profileOf(profile, version),
          snapshot: cache,
          view: assumed.view,
          version,
          nominator: queue.nominator,
          choose: (count) => ties.integer(0, count - 1),
        };
        const binding = new BindingCycle({ component, recorder, assumed, binder });
        return [profile.schedulerName, { around, recorder, binding }];
      }),
    );
    const wake = (): void => this.wake();
    addHandlers({
      informers,
      version,
      schedulerNames: new Set(this.profiles.keys()),
      cache,
      queue,
      assumed,
      binder,
      wake,
      skip: (uid) => this.skip(uid),
    });
  }

  // A pod without a node is marked as going and gone at one instant; an idle scheduler takes it up in between.
  private skip(uid: string): void {
    if (this.isBusy) return;
    const entry = this.queue.takeActive(uid);
    if (entry !== undefined) this.tellSkipped(entry);
  }

  private tellSkipped(entry: QueuedPod): void {
    this.tellFailure(entry, `skip schedule deleting pod: ${entry.pod.namespace}/${entry.pod.name}`);
  }

  private wake(): void {
    this.setTimer();
    if (this.isBusy || !this.queue.hasActive) return;
    this.isBusy = true;
    const options = { delayMs: 0, kind: 'scheduler cycle', priority: PRIORITY.cycle };
    this.component.kernel.schedule(options, () => this.runNext());
  }

  // One timer for back-offs and leftovers, moved when something falls due earlier.
  private setTimer(): void {
    const { kernel } = this.component;
    const dueMs = this.queue.nextDueMs();
    if (this.timer?.dueMs === dueMs) return;
    kernel.cancel(this.timer);
    this.timer = undefined;
    if (dueMs === undefined) return;
    const options = {
      delayMs: Math.max(dueMs - kernel.nowMs, 0),
      kind: 'scheduler queue',
      label: 'scheduling back-off',
    };
    this.timer = kernel.schedule(options, () => {
      this.timer = undefined;
      this.queue.flush();
      this.wake();
    });
  }

  private runNext(): void {
    const { kernel } = this.component;
    const entry = this.queue.pop();
    const busyMs = entry === undefined ? 0 : this.cycleMs();
    this.cycleEndMs = kernel.nowMs + busyMs;
    if (entry !== undefined) kernel.withCause(entry.cause, () => this.scheduleOne(entry));
    const goOn = (): void => {
      this.isBusy = false;
      this.wake();
    };
    if (busyMs === 0) goOn();
    else kernel.schedule({ delayMs: busyMs, kind: 'scheduler busy' }, goOn);
  }

  private scheduleOne(entry: QueuedPod): void {
    const { pod } = entry;
    if (this.cache.isAssumed(pod.uid)) return;
    if (pod.isTerminating) {
      this.tellSkipped(entry);
      return;
    }
    try {
      const outcome = schedulePod(pod, this.profileOf(entry).around, this.nextStart);
      if (outcome.kind !== 'no nodes')
        this.nextStart = outcome.kind === 'fits' ? outcome.found.nextStart : outcome.nextStart;
      if (outcome.kind === 'fits') this.place(entry, outcome.node, outcome.found);
      else if (outcome.kind === 'unfit') this.handleUnfit(entry, outcome);
      else
        this.fail(entry, {
          ...{ reason: 'Unschedulable', message: NO_NODES_MESSAGE, refusedBy: NONE },
          ...this.lostNomination,
        });
    } catch (error) {
      if (!(error instanceof SchedulingError)) throw error;
      const reason = this.component.version.has('schedulerErrorHasReason')
        ? 'SchedulerError'
        : 'Unschedulable';
      this.fail(entry, { reason, message: error.message, refusedBy: NONE, ...this.lostNomination });
    }
  }

  /** Pods are queued only for profiles that are there, and never change theirs. */
  private profileOf({ pod }: QueuedPod): RunningProfile {
    return this.profiles.get(pod.pod.spec.schedulerName || DEFAULT_SCHEDULER_NAME)!;
  }

  private place(entry: QueuedPod, node: NodeInfo, found: Found): void {
    const { pod } = entry;
    const nodeName = node.name;
    const score = found.scores === undefined ? '' : `, best of ${found.feasible.length}`;
    this.component.decide('schedule', `${nodeName}${score}`, pod.pod, placedDetail(found));
    const plan = planVolumes({ pod, view: this.assumed.view, version: this.component.version }, node);
    this.cache.assume(pod, nodeName);
    this.queue.nominator.delete(pod.uid);
    this.profileOf(entry).binding.begin(pod, nodeName, plan, (message) => this.rejectBinding(entry, message));
  }

  private rejectBinding(entry: QueuedPod, message: string): void {
    this.cache.forget(entry.pod.uid);
    this.queue.move({ name: 'AssignedPodDelete', pod: entry.pod });
    this.fail(entry, { reason: 'SchedulerError', message, refusedBy: NONE, ...this.lostNomination });
  }

  /** What a cycle that ends in an error does to the pod's nomination. */
  private get lostNomination(): Pick<Failure, 'nominated'> {
    return this.component.version.has('preemptionClearsNomination') ? { nominated: null } : {};
  }

  private handleUnfit(entry: QueuedPod, { diagnosis, filters }: Unfit): void {
    const { around, recorder } = this.profileOf(entry);
    const { version, world, name } = this.component;
    const offset = (count: number): number =>
      world.streams.stream(`${name} preemption`).integer(0, count - 1);
    const result: Preemption = around.profile.preempts
      ? preempt({ ...around, pod: entry.pod, diagnosis, filters, offset })
      : { kind: 'none', message: '', clearsNomination: false };
    const refusedBy = new Set([...diagnosis.statuses.values()].map(({ plugin }) => plugin));
    refusedBy.delete(NO_PLUGIN);
    if (result.kind === 'preempt') {
      const message = fitErrorMessage(diagnosis, '', version);
      this.explain(entry, message, diagnosis.statuses);
      const { component, queue } = this;
      carryOut({ component, recorder, nominator: queue.nominator }, entry.pod, result.candidate);
      this.fail(entry, {
        reason: 'Unschedulable',
        message,
        refusedBy,
        nominated: result.candidate.node.name,
      });
      return;
    }
    const message = fitErrorMessage(diagnosis, result.message, version);
    this.explain(entry, message, diagnosis.statuses);
    const nominated = result.clearsNomination ? { nominated: null } : {};
    this.fail(entry, { reason: 'Unschedulable', message, refusedBy, ...nominated });
  }

  private explain({ pod }: QueuedPod, message: string, statuses: Unfit['diagnosis']['statuses']): void {
    this.component.decide('schedule', message, pod.pod, { feasible: 0, refused: refusals(statuses) });
  }

  /** Puts the pod back into the queue, records the event and writes the condition, in upstream's order. */
  private fail(entry: QueuedPod, failure: Failure): void {
    const { informers, version, client, kernel } = this.component;
    entry.refusedBy = failure.refusedBy;
    const current = informers.of('Pod').get(entry.pod.namespace, entry.pod.name);
    const isWaiting = current?.metadata.uid === entry.pod.uid && !current.spec.nodeName;
    const { pod: tried } = entry.pod;
    if (isWaiting) {
      entry.pod = podInfo(current, version, entry.pod);
      this.queue.addUnschedulable(entry, Math.max(this.cycleEndMs, kernel.nowMs));
      if (failure.nominated) this.queue.nominator.add(entry.pod, failure.nominated);
    }
    this.profileOf(entry).recorder.record({
      regarding: tried,
      level: 'Warning',
      reason: 'FailedScheduling',
      action: 'Scheduling',
      message: failure.message,
    });
    const condition = unscheduledCondition(
      tried,
      failure,
      formatTime(kernel.nowEpochMs),
      this.component.version,
    );
    const { nominated } = failure;
    const renominates =
      nominated !== undefined && (nominated ?? '') !== (tried.status.nominatedNodeName ?? '');
    if (condition === undefined && !renominates) return;
    const patch = statusPatch({
      ...(condition === undefined ? {} : { conditions: [condition] }),
      ...(renominates ? { nominatedNodeName: nominated } : {}),
    });
    client.patch('Pod', entry.pod.namespace, entry.pod.name, patch);
  }

  private tellFailure(entry: QueuedPod, message: string): void {
    this.profileOf(entry).recorder.record({
      regarding: entry.pod.pod,
      level: 'Warning',
      reason: 'FailedScheduling',
      action: 'Scheduling',
      message,
    });
  }
}
