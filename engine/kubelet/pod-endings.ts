// Pods that the kubelet ends for another reason than its node's running short: to make room for a critical one, or because
// the machine goes down. Whoever asks for it waits until they have ended.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/pod_workers.go, killPodNow.

import type { Pod } from '../api/objects.ts';
import { type Routine, until } from '../kernel/routine.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { Eviction } from './eviction/eviction.ts';

export interface PodEnding {
  readonly reason: string;
  readonly message: string;
  /** What the condition DisruptionTarget says. */
  readonly target: string;
  /** Seconds in place of the pod's own grace period. */
  readonly graceSeconds?: number;
}

export class PodEndings {
  private readonly version: VersionProfile;
  private readonly askForPass: (uid: string) => void;
  private readonly byUid = new Map<string, Eviction>();
  private readonly waiting = new Map<string, (() => void)[]>();

  constructor(version: VersionProfile, askForPass: (uid: string) => void) {
    this.version = version;
    this.askForPass = askForPass;
  }

  of(uid: string): Eviction | undefined {
    return this.byUid.size === 0 ? undefined : this.byUid.get(uid);
  }

  /** Returns when nothing of the pod runs any more, or it is gone. */
  *end(pod: Pod, { reason, message, target, graceSeconds }: PodEnding): Routine<void> {
    const { uid } = pod.metadata;
    const condition = {
      ...{ type: 'DisruptionTarget', status: 'True' as const },
      ...{ reason: 'TerminationByKubelet', message: target },
    };
    this.byUid.set(uid, {
      pod,
      gracePeriodSeconds: graceSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 0,
      status: { phase: 'Failed', reason, message },
      ...(this.version.has('podDisruptionConditions') && { condition }),
    });
    yield until((wake) => {
      this.waiting.set(uid, [...(this.waiting.get(uid) ?? []), wake]);
      this.askForPass(uid);
    });
  }

  noteEnded(uid: string): void {
    const waiting = this.waiting.get(uid) ?? [];
    this.waiting.delete(uid);
    for (const wake of waiting) wake();
  }

  forget(uid: string): void {
    this.byUid.delete(uid);
    this.noteEnded(uid);
  }
}
