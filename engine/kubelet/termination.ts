// The end of a pod on its node: when nothing of it is left, so that the API may forget it.
//
// Until 1.21 containers go when the relist has seen them dead, volumes and cgroups at a round of every 2 s, and the status
// manager's next round removes the pod. Since 1.22 the pod's worker does it all right after the last container.
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, PodResourcesAreReclaimed; kubelet.go, cleanUpContainersInPod,
// housekeepingPeriod; volumemanager/volume_manager.go, desiredStateOfWorldPopulatorGetPodStatusRetryDuration and
// reconcilerLoopSleepPeriod; v1.22 pod_workers.go, syncTerminatedPod.

import type { Pod, PodStatus } from '../api/objects.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Routine, run } from '../kernel/routine.ts';
import { PRIORITY } from '../kernel/sim-event.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { NodeRuntime } from './cri/node-runtime.ts';
import { type Pleg, RELIST_PERIOD_MS } from './pleg.ts';
import { nextTickMs } from './ticks.ts';

export const HOUSEKEEPING_MS = 2000;
/** From a pod's volumes being unwanted, which is found out as often, to their being unmounted. */
const UNMOUNT_MS = 100;

export interface TerminationOptions {
  readonly kernel: Kernel;
  readonly runtime: NodeRuntime;
  readonly pleg: Pleg;
  readonly version: VersionProfile;
  readonly housekeepingPhaseMs: number;
}

export class Termination {
  private readonly options: TerminationOptions;
  /** From when on nothing of the pod is left. */
  private readonly reclaimedMs = new Map<string, number>();
  /** Pods whose init containers the next housekeeping stops. */
  private readonly unwanted = new Set<string>();
  private readonly finishing = new Set<string>();

  constructor(options: TerminationOptions) {
    this.options = options;
  }

  /** All containers of the pod have ended, as the relist saw. */
  begin(pod: Pod): void {
    const { kernel, runtime, housekeepingPhaseMs, version } = this.options;
    const { uid } = pod.metadata;
    if (version.has('podWorkerTerminates') || this.reclaimedMs.has(uid)) return;
    if (runtime.look(uid).containers.some((c) => c.state === 'running')) return;
    this.unwanted.delete(uid);
    // The next relist sees the containers gone; the status round of that instant comes just before it.
    const relistedMs = runtime.hasSandbox(uid) ? kernel.nowMs + RELIST_PERIOD_MS + 1 : kernel.nowMs;
    const cleanedMs = nextTickMs(kernel.nowMs, housekeepingPhaseMs, HOUSEKEEPING_MS) + UNMOUNT_MS;
    this.reclaimedMs.set(uid, Math.max(relistedMs, cleanedMs));
  }

  /**
   * Until 1.21 a deleted pod none of whose own containers runs gets no pass any more. What still runs of it, an init
   * container, is stopped by the housekeeping. Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, HandlePodCleanups.
   */
  leaveToHousekeeping(pod: Pod, kill: () => Routine<void>): void {
    this.begin(pod);
    const { kernel, housekeepingPhaseMs } = this.options;
    const { uid } = pod.metadata;
    if (this.reclaimedMs.has(uid) || this.unwanted.has(uid)) return;
    this.unwanted.add(uid);
    const delayMs = nextTickMs(kernel.nowMs, housekeepingPhaseMs, HOUSEKEEPING_MS) - kernel.nowMs;
    kernel.schedule({ delayMs, kind: 'kubelet housekeeping', priority: PRIORITY.period }, () => {
      if (this.unwanted.has(uid)) run(kernel, 'kubelet kill', kill(), () => {});
    });
  }

  /**
   * The kill of a pod that is being deleted has returned. `tell` writes what its containers have come to, `letGo` the last
   * word on it, with which it leaves the API.
   */
  afterKill(pod: Pod, { tell, letGo }: { readonly tell: () => void; readonly letGo: () => void }): void {
    const { kernel, pleg, version } = this.options;
    const { uid } = pod.metadata;
    if (!version.has('podWorkerTerminates')) {
      // What has just ended is cleaned up once the relist has seen it.
      if (pleg.cached(uid).containers.some((c) => c.state === 'running')) return;
      return this.begin(pod);
    }
    if (this.finishing.has(uid)) return;
    this.finishing.add(uid);
    tell();
    pleg.whenNewerThan(kernel.nowMs, () => {
      this.reclaimedMs.set(uid, kernel.nowMs);
      letGo();
    });
  }

  /** The containers of an evicted pod have been stopped; `cleanedUp` comes when nothing of it is left. */
  afterEviction(cleanedUp: () => void): void {
    const { kernel, pleg, version, housekeepingPhaseMs } = this.options;
    const now = kernel.nowMs;
    if (version.has('podWorkerTerminates')) return pleg.whenNewerThan(now, cleanedUp);
    const cleanedMs = nextTickMs(now, housekeepingPhaseMs, HOUSEKEEPING_MS) + UNMOUNT_MS;
    const delayMs = Math.max(RELIST_PERIOD_MS + 1, cleanedMs - now);
    kernel.schedule({ delayMs, kind: 'kubelet housekeeping', priority: PRIORITY.period }, cleanedUp);
  }

  isDone(uid: string): boolean {
    return this.finishing.has(uid);
  }

  /** Whether the API may forget the pod now. */
  isReclaimed({ metadata }: Pod, status: PodStatus): boolean {
    const isRunning = (status.containerStatuses ?? []).some((c) => c.state?.running !== undefined);
    const at = this.reclaimedMs.get(metadata.uid);
    return !isRunning && at !== undefined && at <= this.options.kernel.nowMs;
  }

  /** The pod is gone from the API: what still runs is stopped, then everything is dropped. */
  afterRemoval(kill: Routine<void>, uid: string, done: () => void): void {
    const { kernel, runtime, pleg } = this.options;
    run(kernel, 'kubelet kill', kill, () => {
      runtime.removePod(uid);
      pleg.forget(uid);
      this.reclaimedMs.delete(uid);
      this.unwanted.delete(uid);
      this.finishing.delete(uid);
      done();
    });
  }
}
