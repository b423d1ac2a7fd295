// What a kubelet does for its static pods besides running them: their mirrors follow them, and they follow their mirrors;
// a pod that is gone from its source is ended, and its mirror goes after it.
//
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, handleMirrorPod; v1.20.2 and v1.28.0 pkg/kubelet/kubelet_pods.go,
// HandlePodCleanups; v1.28.0 pkg/kubelet/pod_workers.go, completeTerminated.

import type { Pod } from '../../api/objects.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Routine } from '../../kernel/routine.ts';
import { PRIORITY } from '../../kernel/sim-event.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { PodWorkers } from '../pod-workers.ts';
import type { StatusDraft, StatusManager } from '../status/status-manager.ts';
import { HOUSEKEEPING_MS } from '../termination.ts';
import { nextTickMs } from '../ticks.ts';
import type { StaticPods } from './static-pods.ts';

export interface StaticPodWorkOptions {
  readonly kernel: Kernel;
  readonly version: VersionProfile;
  readonly housekeepingPhaseMs: number;
  readonly statics: StaticPods;
  readonly status: StatusManager;
  readonly workers: PodWorkers;
  /** Whether the API server can be asked. */
  readonly isApiThere: () => boolean;
  /** Whether something of a pod changed that asks for a pass. */
  readonly needsPass: (pod: Pod, before: Pod) => boolean;
  /** The pod's own part in the kubelet is dropped. */
  readonly leave: (uid: string) => void;
  readonly kill: (pod: Pod) => Routine<void>;
  /** The status by what the runtime shows now. */
  readonly statusOf: (pod: Pod) => StatusDraft;
  /** Runs the end of the pod, drops what is left of it on the node, and calls back. */
  readonly afterRemoval: (end: Routine<void>, uid: string, done: () => void) => void;
}

export class StaticPodWork {
  private readonly options: StaticPodWorkOptions;
  /** By uid of a static pod, its mirror as it was last heard of. */
  private readonly mirrorSeen = new Map<string, Pod>();
  private isCleaningUp = false;

  constructor(options: StaticPodWorkOptions) {
    this.options = options;
  }

  /** What happens to a mirror is an update of its pod, and its status is the pod's. */
  onMirror(mirror: Pod): void {
    const { statics, status, workers, needsPass } = this.options;
    const pod = statics.showMirror(mirror);
    if (pod === undefined) return this.cleanUpSoon();
    const { uid } = pod.metadata;
    const before = this.mirrorSeen.get(uid);
    this.mirrorSeen.set(uid, mirror);
    if (before?.metadata.uid === mirror.metadata.uid) status.reconcile(mirror, uid);
    else status.renew(uid);
    if (before === undefined || needsPass(mirror, before)) workers.update(uid);
  }

  onMirrorGone(mirror: Pod): void {
    const pod = this.options.statics.dropMirror(mirror);
    if (pod !== undefined) this.options.workers.update(pod.metadata.uid);
  }

  keepMirror(pod: Pod): void {
    const { isApiThere, statics, workers } = this.options;
    if (isApiThere() && statics.keepMirror(pod)) return;
    workers.atNextResync(pod.metadata.uid, 'resync makes the mirror pod');
  }

  /** The pod is gone from its source. */
  onGone(pod: Pod): void {
    const { uid } = pod.metadata;
    const { leave, afterRemoval, statics } = this.options;
    leave(uid);
    this.mirrorSeen.delete(uid);
    afterRemoval(this.end(pod), uid, () => {
      statics.terminated(pod);
      this.cleanUpSoon();
    });
  }

  // Since 1.22 the mirror shows how the pod ended, if only until it goes itself.
  private *end(pod: Pod): Routine<void> {
    const { kill, version, status, statusOf } = this.options;
    yield* kill(pod);
    if (version.has('podWorkerTerminates')) status.set(pod, statusOf(pod));
  }

  private cleanUpSoon(): void {
    if (this.isCleaningUp) return;
    this.isCleaningUp = true;
    const { kernel, housekeepingPhaseMs } = this.options;
    const delayMs = nextTickMs(kernel.nowMs, housekeepingPhaseMs, HOUSEKEEPING_MS) - kernel.nowMs;
    const options = { delayMs, kind: 'kubelet housekeeping', priority: PRIORITY.period };
    kernel.schedule(options, () => {
      this.isCleaningUp = false;
      this.cleanUp();
    });
  }

  // Differs: without the API server the orphans' mirrors wait; upstream tries each time, in vain.
  private cleanUp(): void {
    const { statics, status, isApiThere } = this.options;
    for (const uid of statics.forgetEnded()) status.forget(uid);
    if (isApiThere()) statics.dropOrphans();
    else this.cleanUpSoon();
  }
}
