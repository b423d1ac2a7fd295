// Which pods nobody else will remove: too many finished ones, those bound to a node that is no more, those that were
// deleted before they got a node, and those stuck on a node that was said to be out of service.
//
// Pure. Source: kubernetes v1.28.0 pkg/controller/podgc/gc_controller.go, gcTerminated, gcOrphaned,
// gcUnscheduledTerminating, gcTerminating.

import type { Node, Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';

/** Source: pkg/controller/podgc/config/v1alpha1/defaults.go, TerminatedPodGCThreshold. */
export const FINISHED_PODS_MAX = 12_500;
/** Source: staging/src/k8s.io/api/core/v1/well_known_taints.go, TaintNodeOutOfService. */
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

export const isFinished = ({ status }: Pod): boolean =>
  status.phase !== 'Pending' && status.phase !== 'Running' && status.phase !== 'Unknown';

/** The oldest finished pods above the threshold; from 1.27 on evicted ones first. */
export function surplusFinished(
  finished: readonly Pod[],
  version: Pick<VersionProfile, 'has'>,
  max = FINISHED_PODS_MAX,
): Pod[] {
  const surplus = finished.length - max;
  if (surplus <= 0) return [];
  const evictedFirst = version.has('podGCDeletesEvictedFirst');
  const isEvicted = ({ status }: Pod): boolean =>
    evictedFirst && status.phase === 'Failed' && status.reason === 'Evicted';
  const age = (a: Pod, b: Pod): number => {
    const [left, right] = [a.metadata, b.metadata];
    if (left.creationTimestamp !== right.creationTimestamp)
      return left.creationTimestamp < right.creationTimestamp ? -1 : 1;
    return left.name < right.name ? -1 : 1;
  };
  const sorted = [...finished].sort((a, b) => Number(isEvicted(b)) - Number(isEvicted(a)) || age(a, b));
  return sorted.slice(0, surplus);
}

export const isDeletedUnscheduled = ({ metadata, spec }: Pod): boolean =>
  metadata.deletionTimestamp !== undefined && !spec.nodeName;

export function isStuckOutOfService(pod: Pod, node: Node | undefined, version: VersionProfile): boolean {
  if (!version.has('nodeOutOfServiceTaint') || pod.metadata.deletionTimestamp === undefined) return false;
  if (node === undefined || !node.spec.taints?.some(({ key }) => key === OUT_OF_SERVICE)) return false;
  return node.status.conditions?.find(({ type }) => type === 'Ready')?.status !== 'True';
}
