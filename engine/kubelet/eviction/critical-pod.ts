// Pods that the node cannot do without: static ones, their mirrors, and those of the system's priorities.
// Source: kubernetes v1.20.2 pkg/kubelet/types/pod_update.go, IsCriticalPod, IsStaticPod, IsMirrorPod;
// pkg/apis/scheduling/types.go, SystemCriticalPriority.

import type { Pod } from '../../api/objects.ts';

const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000;
const SOURCE_ANNOTATION = 'kubernetes.io/config.source';
const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

export function isCriticalPod({ metadata: { annotations = {} }, spec }: Pod): boolean {
  const source = annotations[SOURCE_ANNOTATION];
  if (source !== undefined && source !== 'api') return true;
  return MIRROR_ANNOTATION in annotations || (spec.priority ?? 0) >= SYSTEM_CRITICAL_PRIORITY;
}
