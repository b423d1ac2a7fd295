// How a StatefulSet sees one of its pods: not yet made, pending, ready, available, on its way out.
//
// Pure. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/statefulset/stateful_set_utils.go.

import type { Pod } from '../../api/objects.ts';
import { isPodReady } from '../pod-condition.ts';

/** A pod that only exists in the controller's plan has no phase; one from the API server always has. */
export const isCreated = (pod: Pod): boolean => Boolean(pod.status.phase);
export const isPending = (pod: Pod): boolean => pod.status.phase === 'Pending';
export const isFailed = (pod: Pod): boolean => pod.status.phase === 'Failed';
export const isSucceeded = (pod: Pod): boolean => pod.status.phase === 'Succeeded';
export const isTerminating = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

export const isRunningAndReady = (pod: Pod): boolean => pod.status.phase === 'Running' && isPodReady(pod);
export const isHealthy = (pod: Pod): boolean => isRunningAndReady(pod) && !isTerminating(pod);

// Source: kubernetes v1.20.2 staging/src/k8s.io/api/apps/v1/types.go, StatefulSetRevisionLabel.
export const REVISION_LABEL = 'controller-revision-hash';

export const revisionOf = (pod: Pod): string => pod.metadata.labels?.[REVISION_LABEL] ?? '';
