// Pods that wait for the scheduler: ready to be tried (active), waiting out their back-off, or unschedulable until
// something in the cluster changes.
//
// Active pods come by priority, then by how long they wait. A pod that failed waits 1 s, doubled with each try, at most
// 10 s; ticks of 1 s look for those that are done. An unschedulable pod is tried again after a relevant event, or, should
// none come, when it has waited 60 s (5 min in newer releases), looked at every 30 s.
// Knows no clock and sets no timer: `nextDueMs` says when to call `flush`.
// Source: kubernetes v1.20.2 pkg/scheduler/internal/queue/scheduling_queue.go; v1.28.0 for gates and events.

import type { VersionProfile } from '../../versions/profile.ts';
import { BACKOFF_INITIAL_MS, BACKOFF_MAX_MS } from '../config/configuration.ts';
import { termMatches } from '../framework/affinity-term.ts';
import type { PodInfo } from '../framework/pod-info.ts';
import { type ClusterEvent, concerns } from './cluster-event.ts';
import { EntryHeap } from './entry-heap.ts';
import { Nominator } from './nominator.ts';
import { type BackoffRules, backoffEndMs, goesBefore, isDoneBefore, type QueuedPod } from './queued-pod.ts';
import { isOwnChangeWorthRetry, isWorthRetry } from './requeue-hints.ts';

// Source: scheduling_queue.go, Run.
const BACKOFF_TICK_MS = 1_000;
const LEFTOVER_TICK_MS = 30_000;
const LEFTOVER_OLD_MS = 60_000;
const LEFTOVER_MS = 300_000;

export interface QueueHost {
  readonly nowMs: () => number;
  /** The record that what happens now follows from. */
  readonly cause: () => number;
  readonly version: VersionProfile;
  /** Default: upstream's. */
  readonly backoff?: Pick<BackoffRules, 'initialMs' | 'maxMs'>;
}

export class SchedulingQueue {
  readonly nominator = new Nominator();
  private readonly host: QueueHost;
  private readonly active = new EntryHeap<QueuedPod>(goesBefore);
  private readonly backoff: BackoffRules;
  private readonly backingOff: EntryHeap<QueuedPod>;
  /** Pods whose try ended in an error; never taken before their back-off is over. */
  private readonly backingOffAfterError: EntryHeap<QueuedPod>;
  private readonly unschedulable = new Map<string, QueuedPod>();
  /** Every pod in one of the three, by uid. */
  private readonly entries = new Map<string, QueuedPod>();
  private nextSeq = 1;

  constructor(host: QueueHost) {
    this.host = host;
    const { version } = host;
    const rules = {
      ...(host.backoff ?? { initialMs: BACKOFF_INITIAL_MS, maxMs: BACKOFF_MAX_MS }),
      endsInWindows: version.has('schedulerPopsFromBackoff'),
      countsApart: version.has('backoffCountsErrorsApart'),
    };
    this.backoff = rules;
    this.backingOff = new EntryHeap((a, b) => isDoneBefore(a, b, rules, rules.endsInWindows));
    this.backingOffAfterError = new EntryHeap((a, b) => isDoneBefore(a, b, rules, false));
  }

  /** Whether a pod can be tried now. */
  get hasActive(): boolean {
    return this.active.size > 0 || (this.popsFromBackoff && this.backingOff.size > 0);
  }

  get size(): number {
    return this.entries.size;
  }

  /** A pod seen for the first time. */
  add(pod: PodInfo): void {
    this.activate(this.newEntry(pod));
    this.nominator.add(pod);
  }

  /** The next pod to try; its attempts include the one that begins. */
  pop(): QueuedPod | undefined {
    const entry = this.active.pop() ?? (this.popsFromBackoff ? this.backingOff.pop() : undefined);
    if (entry === undefined) return undefined;
    this.entries.delete(entry.pod.uid);
    entry.attempts += 1;
    return entry;
  }

  /** Takes the pod out if it is up for a try. */
  takeActive(uid: string): QueuedPod | undefined {
    const entry = this.entries.get(uid);
    if (entry === undefined || !this.active.has(entry)) return undefined;
    this.takeOut(entry);
    return entry;
  }

  /**
   * Puts a pod back that could not be placed, unless a newer version of it already waits.
   *
   * @param triedUntilMs  end of the try, in simulation time; not before now
   */
  addUnschedulable(entry: QueuedPod, triedUntilMs: number): void {
    if (this.entries.has(entry.pod.uid)) return;
    entry.sinceMs = this.host.nowMs();
    entry.triedUntilMs = triedUntilMs;
    if (entry.refusedBy.size === 0) entry.errors += 1;
    else {
      entry.refusals += 1;
      entry.errors = 0;
    }
    this.nominator.add(entry.pod);
    // No plugin refused it, so no event could be the one to wait for.
    if (entry.refusedBy.size === 0 && this.host.version.has('schedulerQueueingHints')) {
      this.moveOne(entry);
      return;
    }
    this.entries.set(entry.pod.uid, entry);
    this.unschedulable.set(entry.pod.uid, entry);
  }

  /** A newer version of a pending pod. */
  update(before: PodInfo, after: PodInfo): void {
    const entry = this.entries.get(after.uid);
    if (entry === undefined) {
      this.add(after);
      return;
    }
    this.nominator.update(before, after);
    const keepsBackoff = this.host.version.has('schedulerUpdateKeepsBackoff');
    const isWaiting = this.unschedulable.has(after.uid);
    const isStaying = isWaiting
      ? !entry.isGated && !this.mayHelp(before, after, entry.refusedBy)
      : this.backingOff.has(entry) && keepsBackoff;
    if (isStaying) {
      entry.pod = after;
      return;
    }
    this.takeOut(entry);
    entry.pod = after;
    // In older releases an update ends the back-off.
    if (isWaiting && !entry.isGated && keepsBackoff) this.moveOne(entry);
    else this.activate(entry);
  }

  delete(uid: string): void {
    this.nominator.delete(uid);
    const entry = this.entries.get(uid);
    if (entry !== undefined) this.takeOut(entry);
  }

  /** Gives unschedulable pods that the event concerns another try. */
  move(event: ClusterEvent): void {
    if (this.unschedulable.size === 0) return;
    const { version } = this.host;
    for (const entry of [...this.unschedulable.values()]) {
      if (entry.isGated || !this.isConcerned(entry, event, version)) continue;
      this.takeOut(entry);
      this.moveOne(entry);
    }
  }

  /** When something falls due by itself, in simulation time; `undefined` while nothing does. */
  nextDueMs(): number | undefined {
    let backoff: number | undefined;
    for (const first of [this.backingOff.peek(), this.backingOffAfterError.peek()]) {
      if (first === undefined) continue;
      backoff = Math.min(
        tickAt(backoffEndMs(first, this.backoff), BACKOFF_TICK_MS),
        backoff ?? Number.MAX_SAFE_INTEGER,
      );
    }
    const oldest = this.oldestLeftoverMs();
    // Longer than, not as long as: hence the millisecond.
    const leftover =
      oldest === undefined ? undefined : tickAt(oldest + this.leftoverMs + 1, LEFTOVER_TICK_MS);
    if (backoff === undefined || leftover === undefined) return backoff ?? leftover;
    return Math.min(backoff, leftover);
  }

  /** Moves on what is due. */
  flush(): void {
    const nowMs = this.host.nowMs();
    for (const heap of [this.backingOff, this.backingOffAfterError]) {
      for (
        let first = heap.peek();
        first !== undefined && backoffEndMs(first, this.backoff) <= nowMs;
        first = heap.peek()
      ) {
        this.takeOut(first);
        this.activate(first);
      }
    }
    if (nowMs % LEFTOVER_TICK_MS !== 0) return;
    for (const entry of [...this.unschedulable.values()]) {
      if (entry.isGated || nowMs - entry.sinceMs <= this.leftoverMs) continue;
      this.takeOut(entry);
      this.moveOne(entry);
    }
  }

  /** Every waiting pod and where it waits, for those who ask what keeps it. */
  pending(): readonly {
    readonly pod: PodInfo;
    readonly where: 'active' | 'back-off' | 'unschedulable' | 'gated';
  }[] {
    return [
      ...this.active.sorted().map(({ pod }) => ({ pod, where: 'active' as const })),
      ...[...this.backingOff.sorted(), ...this.backingOffAfterError.sorted()].map(({ pod }) => ({
        pod,
        where: 'back-off' as const,
      })),
      ...[...this.unschedulable.values()].map(({ pod, isGated }) => ({
        pod,
        where: isGated ? ('gated' as const) : ('unschedulable' as const),
      })),
    ];
  }

  private get popsFromBackoff(): boolean {
    return this.host.version.has('schedulerPopsFromBackoff');
  }

  private get leftoverMs(): number {
    return this.host.version.has('schedulerWaitsFiveMinutes') ? LEFTOVER_MS : LEFTOVER_OLD_MS;
  }

  // They are put in as they fail, hence in the order of their times.
  private oldestLeftoverMs(): number | undefined {
    for (const { sinceMs, isGated } of this.unschedulable.values()) if (!isGated) return sinceMs;
    return undefined;
  }

  private newEntry(pod: PodInfo): QueuedPod {
    const sinceMs = this.host.nowMs();
    this.nextSeq += 1;
    return {
      pod,
      sinceMs,
      triedUntilMs: sinceMs,
      seq: this.nextSeq,
      attempts: 0,
      refusals: 0,
      errors: 0,
      refusedBy: NONE,
      isGated: false,
      cause: 0,
      position: -1,
    };
  }

  private isConcerned(entry: QueuedPod, event: ClusterEvent, version: VersionProfile): boolean {
    // Any event during the try might have been overlooked by it. Source: scheduling_queue.go, moveRequestCycle.
    if (this.host.nowMs() < entry.triedUntilMs && !version.has('schedulerQueueingHints')) return true;
    const isPodEvent = event.pod !== undefined && event.name !== 'AssignedPodDelete';
    if (isPodEvent && !version.has('schedulerQueueingHints') && !this.isLookingFor(entry, event.pod!))
      return false;
    if (!version.has('schedulerMovesByPlugin')) return true;
    const { pod, refusedBy } = entry;
    return concerns(event, refusedBy, version) && isWorthRetry(pod, refusedBy, event, version);
  }

  // Source: getUnschedulablePodsWithMatchingAffinityTerm; v1.31.8, getUnschedulablePodsWithCrossTopologyTerm.
  private isLookingFor({ pod, refusedBy }: QueuedPod, other: PodInfo): boolean {
    const isSpread =
      refusedBy.has('PodTopologySpread') && this.host.version.has('schedulerTellsPodChangesApart');
    return (isSpread && pod.namespace === other.namespace) || hasAffinityTo(pod, other);
  }

  private moveOne(entry: QueuedPod): void {
    if (backoffEndMs(entry, this.backoff) <= this.host.nowMs()) {
      this.activate(entry);
      return;
    }
    entry.cause = this.host.cause();
    this.entries.set(entry.pod.uid, entry);
    (entry.refusedBy.size === 0 ? this.backingOffAfterError : this.backingOff).push(entry);
  }

  private activate(entry: QueuedPod): void {
    const gates = entry.pod.pod.spec.schedulingGates ?? [];
    entry.isGated = gates.length > 0 && this.host.version.has('schedulingGates');
    entry.cause = this.host.cause();
    this.entries.set(entry.pod.uid, entry);
    if (entry.isGated) this.unschedulable.set(entry.pod.uid, entry);
    else this.active.push(entry);
  }

  private takeOut(entry: QueuedPod): void {
    this.entries.delete(entry.pod.uid);
    if (this.unschedulable.delete(entry.pod.uid)) return;
    for (const heap of [this.active, this.backingOff, this.backingOffAfterError]) heap.delete(entry);
  }

  // The status is left out. In releases that keep managedFields but compare them too, the scheduler's own status patch
  // looks like a change, so that every pod that fails is tried a second time at once.
  private mayHelp(before: PodInfo, after: PodInfo, refusedBy: ReadonlySet<string>): boolean {
    const { version } = this.host;
    if (version.has('schedulerQueueingHints'))
      return isOwnChangeWorthRetry(before, after, refusedBy, version);
    if (version.has('schedulerRetriesOnOwnUpdate')) return true;
    const [{ metadata, spec }, { metadata: newer, spec: newerSpec }] = [before.pod, after.pod];
    return (
      spec !== newerSpec ||
      metadata.labels !== newer.labels ||
      metadata.annotations !== newer.annotations ||
      metadata.deletionTimestamp !== newer.deletionTimestamp ||
      metadata.ownerReferences !== newer.ownerReferences ||
      metadata.finalizers !== newer.finalizers
    );
  }
}

const NONE: ReadonlySet<string> = new Set();

const tickAt = (timeMs: number, tickMs: number): number => Math.ceil(timeMs / tickMs) * tickMs;

// Required affinity alone.
function hasAffinityTo(pod: PodInfo, other: PodInfo): boolean {
  return pod.requiredAffinity.some(
    (term) => term.namespaceSelector !== undefined || termMatches(term, other, undefined),
  );
}
