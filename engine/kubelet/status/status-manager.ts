// The kubelet's pod statuses and their way to the API: at once when one changes, and every ten seconds for what is left,
// above all for pods that are over and may now be removed.
//
// Source: kubernetes v1.20.2 pkg/kubelet/status/status_manager.go. The ten-second round is an event only while some pod
// waits for it.

import type { Pod, PodStatus } from '../../api/objects.ts';
import { COPY_OF, equalPlain } from '../../api/plain.ts';
import { isMirrorPod } from '../../api/pod/static-pod.ts';
import { formatTime } from '../../api/time.ts';
import type { Client } from '../../client/client.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { PRIORITY } from '../../kernel/sim-event.ts';
import { nextTickMs } from '../ticks.ts';
import { KUBELET_CONDITIONS, withTransitionTimes } from './pod-conditions.ts';

/** Source: kubernetes v1.20.2 pkg/kubelet/status/status_manager.go, syncPeriod. */
export const STATUS_ROUND_MS = 10_000;

export interface StatusManagerOptions {
  readonly kernel: Kernel;
  readonly client: Client;
  /** When the node's ten-second rounds fall, 0 to 9,999 ms. */
  readonly phaseMs: number;
  /** From a change to its write, in milliseconds. */
  readonly writeMs: () => number;
  /** The pod as the kubelet's informer has it: of a static pod its mirror. */
  readonly podOf: (uid: string) => Pod | undefined;
  /** Whether nothing of a pod that is being deleted is left on the node. */
  readonly isReclaimed: (pod: Pod, status: PodStatus) => boolean;
  /** Whether the pod must not be told to be over yet. */
  readonly hasRunning: (uid: string) => boolean;
}

/** A status before the manager gives its conditions their times. */
export type StatusDraft = Omit<PodStatus, 'conditions'> & {
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
  }[];
};

interface Entry {
  status: PodStatus;
  version: number;
  written: number;
  /** What the API had right after the last write. */
  stored: PodStatus | undefined;
  isWriting: boolean;
  cause: number;
}

export class StatusManager {
  private readonly options: StatusManagerOptions;
  private readonly entries = new Map<string, Entry>();
  private isRoundScheduled = false;
  private isPaused = false;

  constructor(options: StatusManagerOptions) {
    this.options = options;
  }

  get(uid: string): PodStatus | undefined {
    return this.entries.get(uid)?.status;
  }

  /** The pod's status from now on. A pod that is being deleted is written even if nothing changed. */
  set(pod: Pod, draft: StatusDraft, isForced = pod.metadata.deletionTimestamp !== undefined): void {
    const { uid } = pod.metadata;
    const entry = this.entries.get(uid);
    const before = entry?.status ?? (this.options.podOf(uid) ?? pod).status;
    const now = formatTime(this.options.kernel.nowEpochMs);
    const conditions = withTransitionTimes(draft.conditions ?? [], before, now);
    const status = { ...COPY_OF, ...draft, conditions, startTime: before.startTime ?? now } as PodStatus;
    if (entry !== undefined && !isForced && equalPlain(entry.status, status)) return;
    const next = entry ?? { status, version: 0, written: -1, stored: undefined, isWriting: false, cause: 0 };
    next.status = status;
    next.version += 1;
    next.cause = this.options.kernel.cause();
    this.entries.set(uid, next);
    this.writeSoon(uid, next);
  }

  /**
   * The API shows the pod so. What somebody else wrote over the kubelet's own status, as the node controller does while
   * the node is silent, is put right in the next round. Source: status_manager.go, needsReconcile.
   */
  reconcile({ metadata, status }: Pod, uid = metadata.uid): void {
    const entry = this.entries.get(uid);
    if (entry === undefined || entry.written < entry.version) return;
    if (status === entry.stored || equalPlain(status, merge(status, entry.status))) return;
    entry.written = -1;
    this.armRound();
  }

  /** The API has a new object for the pod, which knows nothing of its status yet. */
  renew(uid: string): void {
    const entry = this.entries.get(uid);
    if (entry === undefined) return;
    entry.written = -1;
    this.armRound();
  }

  forget(uid: string): void {
    this.entries.delete(uid);
  }

  pause(): void {
    this.isPaused = true;
  }

  /** Writes what has changed meanwhile. */
  resume(): void {
    this.isPaused = false;
    for (const [uid, entry] of this.entries) if (entry.written < entry.version) this.writeSoon(uid, entry);
    this.armRound();
  }

  private writeSoon(uid: string, entry: Entry): void {
    if (entry.isWriting || this.isPaused) return;
    entry.isWriting = true;
    const { kernel, writeMs } = this.options;
    kernel.schedule({ delayMs: writeMs(), kind: 'kubelet status' }, () => {
      entry.isWriting = false;
      if (this.entries.get(uid) === entry && !this.isPaused)
        kernel.withCause(entry.cause, () => this.write(uid, entry));
    });
  }

  private write(uid: string, entry: Entry): void {
    const { client, podOf } = this.options;
    const known = podOf(uid);
    if (known === undefined) return;
    const { namespace, name } = known.metadata;
    const live = client.get('Pod', namespace, name);
    if (!live.ok || live.object.metadata.uid !== known.metadata.uid) return;
    const pod = live.object;
    const status = merge(pod.status, this.delayed(pod, entry.status));
    let stored = pod.status;
    if (!equalPlain(pod.status, status)) {
      const result = client.updateStatus({ ...COPY_OF, ...pod, status });
      if (!result.ok) return this.armRound();
      stored = result.object.status;
    }
    entry.stored = stored;
    entry.written = entry.version;
    this.removeIfOver(pod, entry);
  }

  // A pod is told to be over when none of its containers runs any more. Source: kubernetes v1.28.0
  // pkg/kubelet/status/status_manager.go, mergePodStatus.
  private delayed({ metadata: { uid }, status: live }: Pod, own: PodStatus): PodStatus {
    if (!isTerminal(own.phase) || isTerminal(live.phase) || !this.options.hasRunning(uid)) return own;
    const { phase: _, reason: __, message: ___, conditions = [], ...rest } = own;
    const { phase, reason, message } = live;
    return {
      ...{ phase },
      ...(reason !== undefined && { reason }),
      ...(message !== undefined && { message }),
      ...rest,
      conditions: conditions.filter(({ type }) => type !== DISRUPTION_TARGET),
    } as PodStatus;
  }

  private removeIfOver(pod: Pod, entry: Entry): void {
    // A mirror that is deleted says nothing of its pod.
    if (pod.metadata.deletionTimestamp === undefined || isMirrorPod(pod)) return;
    const { client, isReclaimed } = this.options;
    if (!isReclaimed(pod, entry.status)) return this.armRound();
    const { uid, namespace, name } = pod.metadata;
    const result = client.delete('Pod', namespace, name, { gracePeriodSeconds: 0, preconditions: { uid } });
    if (result.ok) this.entries.delete(uid);
  }

  private armRound(): void {
    if (this.isRoundScheduled || this.isPaused) return;
    this.isRoundScheduled = true;
    const { kernel, phaseMs } = this.options;
    const delayMs = nextTickMs(kernel.nowMs, phaseMs, STATUS_ROUND_MS) - kernel.nowMs;
    const label = 'kubelet status round: every 10s';
    kernel.schedule({ delayMs, kind: 'kubelet status round', priority: PRIORITY.period, label }, () =>
      this.round(),
    );
  }

  private round(): void {
    this.isRoundScheduled = false;
    if (this.isPaused) return;
    for (const [uid, entry] of [...this.entries]) {
      const pod = this.options.podOf(uid);
      if (pod === undefined) continue;
      const isGoing = pod.metadata.deletionTimestamp !== undefined && !isMirrorPod(pod);
      if (entry.written < entry.version || isGoing) this.write(uid, entry);
    }
  }
}

const DISRUPTION_TARGET = 'DisruptionTarget';

const isTerminal = (phase: string | undefined): boolean => phase === 'Failed' || phase === 'Succeeded';

// Conditions of others in the live status are kept; the kubelet's own replace theirs. One it shares with others: who is
// about to end the pod.
function merge(live: PodStatus, own: PodStatus): PodStatus {
  const kept = (own.conditions ?? []).filter(
    (c) => KUBELET_CONDITIONS.has(c.type) || c.type === DISRUPTION_TARGET,
  );
  const says = kept.some(({ type }) => type === DISRUPTION_TARGET);
  const foreign = (live.conditions ?? []).filter(
    (c) => !KUBELET_CONDITIONS.has(c.type) && !(says && c.type === DISRUPTION_TARGET),
  );
  const conditions = foreign.concat(kept);
  if (conditions.length > 0) return { ...COPY_OF, ...own, conditions };
  // An empty list is not written: the status of a pod that was turned away has none.
  const { conditions: _, ...bare } = own;
  return bare;
}
