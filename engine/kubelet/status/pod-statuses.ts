// What the kubelet says of its pods: puts together what a status is made of and hands it to the status manager.

import type { Pod } from '../../api/objects.ts';
import type { EventRecorder } from '../../client/event-recorder.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { type ActiveDeadlines, PAST_DEADLINE } from '../active-deadline.ts';
import type { RuntimePodStatus } from '../cri/container-record.ts';
import type { NodeRuntime } from '../cri/node-runtime.ts';
import type { Eviction } from '../eviction/eviction.ts';
import type { Prober } from '../prober/prober.ts';
import type { PodStartFailures } from '../sync/pod-start-failures.ts';
import { type ApiStatusInput, apiPodStatus, type PodEnding } from './api-pod-status.ts';
import { statusAfterVerdict } from './probe-verdict.ts';
import type { StatusDraft, StatusManager } from './status-manager.ts';
import { leftStatus, terminatedStatus } from './terminated-status.ts';

export interface PodStatusesOptions {
  readonly version: VersionProfile;
  readonly hostIp: string;
  readonly manager: StatusManager;
  readonly runtime: NodeRuntime;
  readonly prober: Prober;
  readonly failures: PodStartFailures;
  readonly deadlines: ActiveDeadlines;
  readonly recorder: EventRecorder;
  /** Why the kubelet ends the pod before its time. */
  readonly evictionOf: (pod: Pod) => Eviction | undefined;
}

export class PodStatuses {
  private readonly options: PodStatusesOptions;

  constructor(options: PodStatusesOptions) {
    this.options = options;
  }

  /** The pod's status with its containers as they are shown. */
  of(pod: Pod, runtime: RuntimePodStatus): StatusDraft {
    return apiPodStatus(this.input(pod, runtime));
  }

  /** Its last one. Since 1.22 the worker itself tells it, and lets the pod go. */
  tellTheEnd(pod: Pod): void {
    const { manager, runtime } = this.options;
    const input = this.input(pod, runtime.look(pod.metadata.uid));
    manager.set(pod, apiPodStatus({ ...input, isAtItsEnd: true }), true);
  }

  letGo(pod: Pod): void {
    const { manager, version } = this.options;
    this.tellTheEnd(pod);
    const status = manager.get(pod.metadata.uid);
    if (status === undefined || !version.has('endedPodsAreTerminal')) return;
    manager.set(pod, terminatedStatus(pod, status) as StatusDraft, true);
  }

  /** A pod that has ended is left as it is: nobody looks at its containers any more. */
  leave(pod: Pod): void {
    const { manager } = this.options;
    const status = manager.get(pod.metadata.uid) ?? pod.status;
    manager.set(pod, leftStatus(status) as StatusDraft, true);
  }

  /** A probe's verdict stands in the status before any pass. */
  applyVerdict(pod: Pod, containerId: string): void {
    const { manager, prober, version } = this.options;
    const { uid } = pod.metadata;
    const status = manager.get(uid);
    const renewed = status && statusAfterVerdict({ pod, status, containerId, prober, version });
    if (renewed === undefined) return;
    manager.set(pod, renewed, false);
    prober.statusChanged(uid);
  }

  private input(pod: Pod, runtime: RuntimePodStatus): ApiStatusInput {
    const { manager, failures, prober, hostIp, version } = this.options;
    const { uid } = pod.metadata;
    return {
      pod,
      runtime,
      previous: manager.get(uid) ?? pod.status,
      failures: failures.of(uid),
      prober,
      hostIp,
      version,
      ending: this.endingOf(pod),
    };
  }

  private endingOf(pod: Pod): PodEnding | undefined {
    const { evictionOf, deadlines, recorder } = this.options;
    const eviction = evictionOf(pod);
    if (eviction !== undefined) {
      const { reason, message } = eviction.status;
      return { reason, message, ...(eviction.condition && { condition: eviction.condition }) };
    }
    if (!deadlines.isPast(pod)) return undefined;
    recorder.event(pod, 'Normal', PAST_DEADLINE.reason, PAST_DEADLINE.message);
    return PAST_DEADLINE;
  }
}
