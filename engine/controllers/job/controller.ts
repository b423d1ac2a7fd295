// The Job controller: which changes put a Job into the queue, how soon, and what a pass remembers.
//
// Its passes: sync-counted.ts before 1.23, sync-tracked.ts since.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/job/job_controller.go.

import type { Job, Pod } from '../../api/objects.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import type { Component } from '../../client/component.ts';
import { keyOf } from '../../client/informer.ts';
import { candidatesOf, indexByController } from '../controller-index.ts';
import { claimObjects, controllerOf } from '../controller-ref-manager.ts';
import { isJobFinished } from '../job-finished.ts';
import { PodControl } from '../pod-control.ts';
import {
  API_BACKOFF_BASE_MS,
  API_BACKOFF_MAX_MS,
  QUEUE_BACKOFF_BASE_MS,
  QUEUE_BACKOFF_MAX_MS,
  queueBackoffMs,
} from './backoff.ts';
import { isTracked, TRACKING_FINALIZER } from './job-state.ts';
import { JobMemory } from './memory.ts';
import { startOrphanQueue } from './orphan-pods.ts';
import { type JobMeans, type PassOutcome, syncCountedByPods } from './sync-counted.ts';
import { syncTracked } from './sync-tracked.ts';

// Source: kubernetes v1.32.0 staging/src/k8s.io/api/batch/v1/types.go, JobControllerName.
const MANAGER_NAME = 'kubernetes.io/job-controller';

/** @param component its name is `job-controller` */
export function startJobController(component: Component): void {
  const { kernel, version, informers } = component;
  const jobs = informers.of('Job');
  const pods = informers.of('Pod');
  indexByController(pods);
  const memory = new JobMemory(() => kernel.nowMs);
  const means: JobMeans = { component, control: new PodControl(component), memory };
  const isByPodFailures = version.has('jobBackoffByPodFailures');
  const batchMs = version.has('jobSyncBatchesOneSecond') ? 1000 : version.has('jobSyncBatches') ? 500 : 0;

  const queue = component.queue('job', (key) => finishPass(key, syncJob(key)), {
    failureBaseMs: isByPodFailures ? API_BACKOFF_BASE_MS : QUEUE_BACKOFF_BASE_MS,
    failureMaxMs: isByPodFailures ? API_BACKOFF_MAX_MS : QUEUE_BACKOFF_MAX_MS,
  });

  function finishPass(key: string, { forget, refusal, requeueAfterMs }: PassOutcome): void {
    if (requeueAfterMs !== undefined)
      queue.addAfter(key, Math.max(requeueAfterMs, batchMs), `Job ${key} waits`);
    if (refusal !== undefined) queue.addRateLimited(key);
    else if (forget) queue.forget(key);
  }

  function syncJob(key: string): PassOutcome {
    const job = jobs.getByKey(key);
    if (job === undefined) {
      memory.forget(key);
      return { forget: true };
    }
    const { managedBy } = job.spec;
    if (version.has('jobManagedBy') && managedBy !== undefined && managedBy !== MANAGER_NAME)
      return { forget: true };
    if (isJobFinished(job)) {
      memory.forgetBackoff(key);
      return { forget: true };
    }
    const expectationsSatisfied = memory.expectations.satisfied(key);
    const selector = labelSelectorAsSelector(job.spec.selector, version);
    const tracks = version.has('jobTracksWithFinalizers');
    const { claimed, refusal } = claimObjects<'Pod', Pod>(candidatesOf(pods, job), {
      client: component.client,
      owner: job,
      kind: 'Pod',
      matches: (pod) => selector.matches(pod.metadata.labels ?? {}),
      ...(tracks ? { finalizers: [TRACKING_FINALIZER] } : {}),
    });
    if (refusal !== undefined) return { forget: false, refusal };
    const view = {
      job,
      pods: tracks ? claimed.map(asAdopted) : claimed,
      nowEpochMs: kernel.nowEpochMs,
      expectationsSatisfied,
      previousRetries: queue.numRequeues(key),
      version,
    };
    if (!tracks) return syncCountedByPods(view, means);
    return syncTracked(
      { ...view, awaitedRemovals: memory.awaitedRemovals(key), backoff: memory.backoff(key) },
      means,
    );
  }

  // Until 1.26 a failed pod makes its Job wait out the queue's back-off; any other change of a pod is looked at soon.
  function enqueueForPod(job: Job, isFailure: boolean): void {
    const key = keyOf(job);
    const backoffMs = isFailure && !isByPodFailures ? queueBackoffMs(queue.numRequeues(key)) : 0;
    const delayMs = Math.max(backoffMs, batchMs);
    queue.addAfter(
      key,
      delayMs,
      backoffMs > 0 ? `Job ${key} backs off ${backoffMs / 1000}s after a failed pod` : undefined,
    );
  }

  const orphans = version.has('jobTracksWithFinalizers')
    ? startOrphanQueue(component, { resolve: jobOf })
    : undefined;

  function jobOf(pod: Pod): Job | undefined {
    const owner = controllerOf(pod);
    if (owner?.kind !== 'Job') return undefined;
    const job = jobs.get(pod.metadata.namespace, owner.name);
    return job?.metadata.uid === owner.uid ? job : undefined;
  }

  function enqueueAdopters(pod: Pod): void {
    if (isTracked(pod)) orphans?.add(keyOf(pod));
    for (const job of jobs.list(pod.metadata.namespace)) {
      if (labelSelectorAsSelector(job.spec.selector, version).matches(pod.metadata.labels ?? {}))
        enqueueForPod(job, false);
    }
  }

  function deletePod(pod: Pod, isFinal: boolean): void {
    const job = jobOf(pod);
    if (job === undefined || (orphans !== undefined && isJobFinished(job))) {
      if (isTracked(pod) && !isFinal) orphans?.add(keyOf(pod));
      return;
    }
    const key = keyOf(job);
    memory.expectations.deletionObserved(key, keyOf(pod));
    if (isFinal || !isTracked(pod)) memory.removalObserved(key, pod.metadata.uid);
    enqueueForPod(job, false);
  }

  pods.addHandler({
    add: (pod) => {
      if (pod.metadata.deletionTimestamp !== undefined) return deletePod(pod, false);
      if (controllerOf(pod) === undefined) return enqueueAdopters(pod);
      const job = jobOf(pod);
      if (job === undefined) return undefined;
      memory.expectations.creationObserved(keyOf(job));
      return enqueueForPod(job, false);
    },
    update: (pod, before) => {
      if (pod.metadata.deletionTimestamp !== undefined) return deletePod(pod, false);
      const owner = controllerOf(pod);
      const hasNewOwner = owner?.uid !== controllerOf(before)?.uid;
      const isFailure = pod.status.phase === 'Failed';
      for (const job of [hasNewOwner ? jobOf(before) : undefined, jobOf(pod)]) {
        if (job === undefined) continue;
        if (!isTracked(pod)) memory.removalObserved(keyOf(job), pod.metadata.uid);
        enqueueForPod(job, isFailure);
      }
      if (owner === undefined && (hasNewOwner || pod.metadata.labels !== before.metadata.labels))
        enqueueAdopters(pod);
      return undefined;
    },
    delete: (pod) => deletePod(pod, true),
  });

  jobs.addHandler({
    add: (job) => queue.add(keyOf(job)),
    update: (job, before) => {
      const key = keyOf(job);
      const isStatusOnly = job.metadata.generation === before.metadata.generation;
      queue.addAfter(key, isByPodFailures && isStatusOnly ? batchMs : 0);
      const deadline = job.spec.activeDeadlineSeconds;
      if (
        deadline === undefined ||
        deadline === before.spec.activeDeadlineSeconds ||
        job.status.startTime === undefined
      )
        return;
      const passedMs = kernel.nowEpochMs - Date.parse(job.status.startTime);
      queue.addAfter(key, Math.max(0, deadline * 1000 - passedMs), `Job ${key} waits for its deadline`);
    },
    delete: (job) => {
      queue.add(keyOf(job));
      for (const pod of candidatesOf(pods, job)) {
        if (controllerOf(pod)?.uid === job.metadata.uid && isTracked(pod)) orphans?.add(keyOf(pod));
      }
    },
  });
}

// A pod just adopted comes as the cache had it, but has its finalizer by now.
function asAdopted(pod: Pod): Pod {
  if (controllerOf(pod) !== undefined || isTracked(pod)) return pod;
  const finalizers = [...(pod.metadata.finalizers ?? []), TRACKING_FINALIZER];
  return { ...pod, metadata: { ...pod.metadata, finalizers } };
}
