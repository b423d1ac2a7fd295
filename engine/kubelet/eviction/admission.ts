// Which new pods a node under pressure takes: under memory pressure alone those that asked for something, else none.
// Source: kubernetes v1.20.2 pkg/kubelet/eviction/eviction_manager.go, Admit.

import type { Pod } from '../../api/objects.ts';
import { qosClass } from '../../api/pod/qos.ts';
import { tolerationsTolerate } from '../../api/taints/tolerations.ts';
import { isCriticalPod } from './critical-pod.ts';
import type { PressureCondition } from './signals.ts';

export interface AdmissionRefusal {
  readonly reason: 'Evicted';
  readonly message: string;
}

const MEMORY_PRESSURE_TAINT = { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' } as const;

/** Why the node does not take the pod; undefined when it does. */
export function refusalUnderPressure(
  pod: Pod,
  conditions: readonly PressureCondition[],
): AdmissionRefusal | undefined {
  if (conditions.length === 0 || isCriticalPod(pod)) return undefined;
  if (conditions.length === 1 && conditions[0] === 'MemoryPressure') {
    if (qosClass(pod.spec) !== 'BestEffort') return undefined;
    if (tolerationsTolerate(pod.spec.tolerations, MEMORY_PRESSURE_TAINT)) return undefined;
  }
  return { reason: 'Evicted', message: `The node had condition: [${conditions.join(' ')}]. ` };
}
