// The condition of a pod that the control plane is about to end, and why.
// Source: kubernetes v1.28.0 pkg/apis/core/types.go, DisruptionTarget; KEP-3329.

import type { Pod } from '../api/objects.ts';
import { formatTime } from '../api/time.ts';

export function withDisruptionTarget(pod: Pod, reason: string, message: string, nowEpochMs: number): Pod {
  const lastTransitionTime = formatTime(nowEpochMs);
  const condition = {
    type: 'DisruptionTarget',
    status: 'True' as const,
    reason,
    message,
    lastTransitionTime,
  };
  const others = (pod.status.conditions ?? []).filter(({ type }) => type !== condition.type);
  return { ...pod, status: { ...pod.status, conditions: [...others, condition] } } as Pod;
}
