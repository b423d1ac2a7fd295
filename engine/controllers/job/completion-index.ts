// What the pod of an Indexed Job carries: its completion index and how often that index has failed.
//
// Pure. Source: kubernetes v1.28.0 pkg/controller/job/indexed_job_utils.go; annotation names from
// staging/src/k8s.io/api/batch/v1/types.go.

import type { Pod } from '../../api/objects.ts';

export const COMPLETION_INDEX_KEY = 'batch.kubernetes.io/job-completion-index';
export const FAILURE_COUNT_KEY = 'batch.kubernetes.io/job-index-failure-count';
export const IGNORED_FAILURE_COUNT_KEY = 'batch.kubernetes.io/job-index-ignored-failure-count';
export const COMPLETION_INDEX_ENV = 'JOB_COMPLETION_INDEX';

/** Undefined where the pod has none that can be read. */
export function completionIndexOf(pod: Pod): number | undefined {
  return counter(pod, COMPLETION_INDEX_KEY);
}

/** Failures of the index before this pod that count against its limit. */
export const failureCountOf = (pod: Pod): number => counter(pod, FAILURE_COUNT_KEY) ?? 0;
export const ignoredFailureCountOf = (pod: Pod): number => counter(pod, IGNORED_FAILURE_COUNT_KEY) ?? 0;
export const allFailuresOf = (pod: Pod): number => failureCountOf(pod) + ignoredFailureCountOf(pod);

export function indexesOf(pods: readonly Pod[]): Set<number> {
  return new Set(pods.map(completionIndexOf).filter((index) => index !== undefined));
}

/** Ascending by index, those without one first; pods of one index keep their order. */
export const byCompletionIndex = (pods: readonly Pod[]): Pod[] =>
  [...pods].sort((a, b) => (completionIndexOf(a) ?? -1) - (completionIndexOf(b) ?? -1));

function counter(pod: Pod, key: string): number | undefined {
  const text = pod.metadata.annotations?.[key];
  return text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : undefined;
}
