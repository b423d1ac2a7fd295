// One pass over one Job: is there anything to do, which pods are its own, and the pass of the release at hand.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/job/job_controller.go, syncJob, getPodsForJob.

import type { Job, Pod } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import { candidatesOf } from '../controller-index.ts';
import { type Claimed, claimObjects, controllerOf } from '../controller-ref-manager.ts';
import { isJobFinished } from '../job-finished.ts';
import { isTracked, TRACKING_FINALIZER, tracksWithFinalizers } from './job-state.ts';
import type { JobMeans, PassOutcome } from './pass.ts';
import { syncCountedByPods } from './sync-counted.ts';
import { syncTracked } from './sync-tracked.ts';

// Source: kubernetes v1.32.0 staging/src/k8s.io/api/batch/v1/types.go, JobControllerName.
const MANAGER_NAME = 'kubernetes.io/job-controller';

const DONE: PassOutcome = { forget: true };

/** @param previousRetries how often the work queue has put the Job back since it last forgot it */
export function syncJob(key: string, previousRetries: number, means: JobMeans): PassOutcome {
  const { component, memory } = means;
  const { kernel, version } = component;
  const job = component.informers.of('Job').getByKey(key);
  if (job === undefined) {
    memory.forget(key);
    return DONE;
  }
  if (version.has('jobManagedBy') && (job.spec.managedBy ?? MANAGER_NAME) !== MANAGER_NAME) return DONE;
  if (isJobFinished(job)) {
    memory.forgetBackoff(key);
    return DONE;
  }
  // Asked before the pods are read: one that turns up in between must not be taken for one that was awaited.
  const expectationsSatisfied = memory.expectations.satisfied(key);
  const { claimed, refusal } = claimPods(job, means);
  if (refusal !== undefined) return { forget: false, refusal };
  const view = { job, nowEpochMs: kernel.nowEpochMs, expectationsSatisfied, previousRetries, version };
  if (!tracksWithFinalizers(version)) return syncCountedByPods({ ...view, pods: claimed }, means);
  const awaitedRemovals = memory.awaitedRemovals(key);
  const backoff = memory.backoff(key);
  return syncTracked({ ...COPY_OF, ...view, pods: claimed.map(asAdopted), awaitedRemovals, backoff }, means);
}

function claimPods(job: Job, { component }: JobMeans): Claimed<Pod> {
  const { client, informers, version } = component;
  const selector = labelSelectorAsSelector(job.spec.selector, version);
  return claimObjects<'Pod', Pod>(candidatesOf(informers.of('Pod'), job), {
    client,
    owner: job,
    kind: 'Pod',
    matches: (pod) => selector.matches(pod.metadata.labels ?? {}),
    ...(tracksWithFinalizers(version) ? { finalizers: [TRACKING_FINALIZER] } : {}),
  });
}

// A pod just adopted comes as the cache had it, but has its finalizer by now.
function asAdopted(pod: Pod): Pod {
  if (controllerOf(pod) !== undefined || isTracked(pod)) return pod;
  const finalizers = [...(pod.metadata.finalizers ?? []), TRACKING_FINALIZER];
  return { ...pod, metadata: { ...pod.metadata, finalizers } };
}
