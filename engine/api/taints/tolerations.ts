// Which taints a pod tolerates. Shared by everything that looks at taints: scheduler, kubelet, daemon sets, eviction.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/api/core/v1/toleration.go, ToleratesTaint;
// pkg/apis/core/v1/helper/helpers.go, FindMatchingUntoleratedTaint and GetMatchingTolerations.

import type { Taint, Toleration } from '../objects.ts';

/** An empty effect or key of the toleration stands for all; the operator defaults to Equal. */
export function toleratesTaint(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  switch (toleration.operator || 'Equal') {
    case 'Equal':
      return (toleration.value ?? '') === (taint.value ?? '');
    case 'Exists':
      return true;
    default:
      return false;
  }
}

export function tolerationsTolerate(tolerations: readonly Toleration[] | undefined, taint: Taint): boolean {
  return tolerations?.some((toleration) => toleratesTaint(toleration, taint)) ?? false;
}

/** Effects that keep a pod off a node, in contrast to PreferNoSchedule. */
export function forbidsScheduling(taint: Taint): boolean {
  return taint.effect === 'NoSchedule' || taint.effect === 'NoExecute';
}

/** The first taint, among those that `concerns` names, which nothing tolerates; in the node's order. */
export function findUntoleratedTaint(
  taints: readonly Taint[] | undefined,
  tolerations: readonly Toleration[] | undefined,
  concerns: (taint: Taint) => boolean,
): Taint | undefined {
  return taints?.find((taint) => concerns(taint) && !tolerationsTolerate(tolerations, taint));
}

/** For each taint the first toleration that covers it, in order; `undefined` when one taint is not tolerated. */
export function matchingTolerations(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
): Toleration[] | undefined {
  const used: Toleration[] = [];
  for (const taint of taints) {
    const toleration = tolerations.find((candidate) => toleratesTaint(candidate, taint));
    if (toleration === undefined) return undefined;
    used.push(toleration);
  }
  return used;
}
