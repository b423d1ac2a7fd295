// How a StatefulSet sees one of its pods: not yet made, pending, ready, available, on its way out.
//
// Pure. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/statefulset/stateful_set_utils.go.

import type { Pod } from '../../api/objects.ts';

/** A pod that only exists in the controller's plan has no phase; one from the API server always has. */
export const isCreated = (pod: Pod): boolean => Boolean(pod.status.phase);
export const isPending = (pod: Pod): boolean => pod.status.phase === 'Pending';
export const isFailed = (pod: Pod): boolean => pod.status.phase === 'Failed';
export const isTerminating = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

const readyCondition = (pod: Pod) => pod.status.conditions?.find((condition) => condition.type === 'Ready');

export const isReady = (pod: Pod): boolean => readyCondition(pod)?.status === 'True';
export const isRunningAndReady = (pod: Pod): boolean => pod.status.phase === 'Running' && isReady(pod);
export const isHealthy = (pod: Pod): boolean => isRunningAndReady(pod) && !isTerminating(pod);

/**
 * Ready for `minReadySeconds` or longer.
 * Source: kubernetes v1.28.0 pkg/api/v1/pod/util.go, IsPodAvailable.
 */
export function isAvailable(pod: Pod, minReadySeconds: number, nowEpochMs: number): boolean {
  if (!isReady(pod)) return false;
  const since = readyCondition(pod)?.lastTransitionTime;
  return (
    minReadySeconds === 0 || (since !== undefined && Date.parse(since) + minReadySeconds * 1000 <= nowEpochMs)
  );
}

// Source: kubernetes v1.20.2 staging/src/k8s.io/api/apps/v1/types.go, StatefulSetRevisionLabel.
export const REVISION_LABEL = 'controller-revision-hash';

export const revisionOf = (pod: Pod): string => pod.metadata.labels?.[REVISION_LABEL] ?? '';
