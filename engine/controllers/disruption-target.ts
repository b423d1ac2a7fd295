// The condition of a pod that the control plane is about to end, and why.
// Source: kubernetes v1.28.0 pkg/apis/core/types.go, DisruptionTarget; KEP-3329.

import type { Pod } from '../api/objects.ts';
import { observedGeneration } from '../api/pod/observed-generation.ts';
import { formatTime } from '../api/time.ts';
import type { World } from '../client/component.ts';

export interface Disruption {
  readonly reason: string;
  readonly message: string;
}

export function withDisruptionTarget(
  pod: Pod,
  { reason, message }: Disruption,
  { kernel, version }: Pick<World, 'kernel' | 'version'>,
): Pod {
  const lastTransitionTime = formatTime(kernel.nowEpochMs);
  const condition = {
    type: 'DisruptionTarget',
    status: 'True' as const,
    reason,
    message,
    lastProbeTime: null,
    lastTransitionTime,
    ...observedGeneration(pod, version),
  };
  const others = (pod.status.conditions ?? []).filter(({ type }) => type !== condition.type);
  return { ...pod, status: { ...pod.status, conditions: [...others, condition] } } as unknown as Pod;
}
