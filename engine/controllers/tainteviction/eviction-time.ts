// How long a pod may stay on a node with NoExecute taints.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/scheduler/taint_manager.go, processPodOnNode and
// getMinTolerationTime.

import type { Node, Pod, Taint } from '../../api/objects.ts';
import { matchingTolerations } from '../../api/taints/tolerations.ts';

export const noExecuteTaints = ({ spec }: Node): Taint[] =>
  (spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');

/** Milliseconds, counted from when the taints came; undefined for ever. The shortest of the tolerations needed decides. */
export function tolerationMs(taints: readonly Taint[], pod: Pod): number | 'untolerated' | undefined {
  if (taints.length === 0) return undefined;
  const used = matchingTolerations(taints, pod.spec.tolerations ?? []);
  if (used === undefined) return 'untolerated';
  const seconds = used.flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
  return seconds.length === 0 ? undefined : Math.max(0, Math.min(...seconds)) * 1000;
}
