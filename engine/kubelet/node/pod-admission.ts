// Whether the node takes a pod: decided once for each, when it comes, and room made for it if need be.
//
// Source: kubernetes v1.28.0 pkg/kubelet/kubelet.go, HandlePodAdditions.

import type { Pod } from '../../api/objects.ts';
import type { Routine } from '../../kernel/routine.ts';
import { PREEMPTED } from '../eviction/preemption.ts';
import type { Kubelet } from '../kubelet.ts';
import type { StartFailure } from '../sync/start-container.ts';
import type { Verdict } from './admit-pod.ts';

export class PodAdmission {
  private readonly kubelet: Kubelet;
  private readonly admitted = new Set<string>();

  constructor(kubelet: Kubelet) {
    this.kubelet = kubelet;
  }

  /** Why not; undefined when the node takes it, once those that go for it have ended. */
  *admit({ metadata: { uid } }: Pod, decide: () => Verdict | undefined): Routine<StartFailure | undefined> {
    if (this.admitted.has(uid)) return undefined;
    const verdict = decide();
    if (verdict !== undefined && 'reason' in verdict) return verdict;
    this.admitted.add(uid);
    for (const each of verdict?.preempted ?? []) {
      this.kubelet.recorder.event(each, 'Warning', PREEMPTED.reason, PREEMPTED.message);
      yield* this.kubelet.endPod(each, PREEMPTED);
    }
    return undefined;
  }

  forget(uid: string): void {
    this.admitted.delete(uid);
  }
}
