// Creating and deleting a Job's pods with the expectations kept: what is asked for is expected first, and what was refused
// is no longer.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/job/job_controller.go, manageJob, deleteJobPods, deleteActivePods.

import type { Job, Pod } from '../../api/objects.ts';
import { keyOf } from '../../client/informer.ts';
import type { PodControl } from '../pod-control.ts';
import type { NewPod } from '../pod-from-template.ts';
import { isNamespaceTerminating, type Refusal } from '../refusal.ts';
import { slowStart } from '../slow-start.ts';
import type { JobMemory } from './memory.ts';

export interface CallOutcome {
  /** How many went through. */
  readonly done: number;
  readonly refusal?: Refusal | undefined;
}

const isGone = (refusal: Refusal): boolean => refusal.status?.reason === 'NotFound';

/** A pod that is gone already counts as deleted. */
export function deletePods(
  job: Job,
  pods: readonly Pod[],
  control: Pick<PodControl, 'delete'>,
  prepare: (pod: Pod) => Refusal | undefined = () => undefined,
): CallOutcome {
  let done = 0;
  let refusal: Refusal | undefined;
  for (const pod of pods) {
    const failed = prepare(pod) ?? control.delete(pod, job);
    if (failed === undefined || isGone(failed)) done++;
    else refusal ??= failed;
  }
  return { done, refusal };
}

export function deleteExpectedPods(
  job: Job,
  pods: readonly Pod[],
  control: Pick<PodControl, 'delete'>,
  { expectations }: JobMemory,
  prepare?: (pod: Pod) => Refusal | undefined,
): CallOutcome {
  const key = keyOf(job);
  expectations.expectDeletions(key, pods.map(keyOf));
  const observing = {
    delete: (pod: Pod, owner: Job) => {
      const refusal = control.delete(pod, owner);
      if (refusal !== undefined) expectations.deletionObserved(key, keyOf(pod));
      return refusal;
    },
  };
  return deletePods(job, pods, observing as Pick<PodControl, 'delete'>, prepare);
}

/** In slow-start batches. In a namespace that is going, a refused pod counts as made: there is nothing to retry. */
export function createExpectedPods(
  job: Job,
  newPods: readonly NewPod[],
  control: Pick<PodControl, 'create'>,
  { expectations }: JobMemory,
): CallOutcome {
  const key = keyOf(job);
  expectations.expectCreations(key, newPods.length);
  let next = 0;
  const { created, failure } = slowStart(newPods.length, () => {
    const refusal = control.create(newPods[next++] as NewPod, job);
    return isNamespaceTerminating(refusal?.status) ? undefined : refusal;
  });
  for (let missed = newPods.length - created; missed > 0; missed--) expectations.creationObserved(key);
  return { done: created, refusal: failure };
}
