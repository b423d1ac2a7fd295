// The Job controller: which changes put a Job into the queue, and how soon.
//
// A pass is in sync-job.ts. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/job/job_controller.go, NewController
// and the event handlers.

import type { Job, Pod } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import type { Component } from '../../client/component.ts';
import { keyOf } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { controlledBy, indexByController } from '../controller-index.ts';
import { controllerIn, controllerOf } from '../controller-ref-manager.ts';
import { isJobFinished } from '../job-finished.ts';
import { PodControl } from '../pod-control.ts';
import {
  API_BACKOFF_BASE_MS,
  API_BACKOFF_MAX_MS,
  QUEUE_BACKOFF_BASE_MS,
  QUEUE_BACKOFF_MAX_MS,
  queueBackoffMs,
} from './backoff.ts';
import { isTracked, tracksWithFinalizers } from './job-state.ts';
import { JobMemory } from './memory.ts';
import { startOrphanQueue } from './orphan-pods.ts';
import type { JobMeans, PassOutcome } from './pass.ts';
import { syncJob } from './sync-job.ts';

// Source: kubernetes v1.24.0 and v1.28.0 pkg/controller/job/job_controller.go, podUpdateBatchPeriod, syncJobBatchPeriod.
const FIRST_BATCH_MS = 500;
const BATCH_MS = 1000;

/** @param component its name is `job-controller` */
export function startJobController(component: Component): void {
  indexByController(component.informers.of('Pod'));
  new JobController(component).listen();
}

class JobController {
  private readonly component: Component;
  private readonly means: JobMeans;
  private readonly queue: WorkQueue;
  /** Pods to free of the tracking finalizer; absent before there was one. */
  private readonly orphans: WorkQueue | undefined;
  private readonly isBackoffByPodFailures: boolean;
  /** How long changes of pods are gathered before their Job is looked at. */
  private readonly batchMs: number;

  constructor(component: Component) {
    const { kernel, version } = component;
    this.component = component;
    const memory = new JobMemory(() => kernel.nowMs);
    this.means = { component, control: new PodControl(component), memory };
    this.isBackoffByPodFailures = version.has('jobBackoffByPodFailures');
    this.batchMs = !version.has('jobSyncBatches')
      ? 0
      : version.has('jobSyncBatchesOneSecond')
        ? BATCH_MS
        : FIRST_BATCH_MS;
    const pass = (key: string): void =>
      this.finish(key, syncJob(key, this.queue.numRequeues(key), this.means));
    const isShort = version.has('jobShortApiBackoff');
    this.queue = component.queue('job', pass, {
      failureBaseMs: isShort ? API_BACKOFF_BASE_MS : QUEUE_BACKOFF_BASE_MS,
      failureMaxMs: isShort ? API_BACKOFF_MAX_MS : QUEUE_BACKOFF_MAX_MS,
      retryBurst: Number.POSITIVE_INFINITY,
    });
    this.orphans = tracksWithFinalizers(version)
      ? startOrphanQueue(component, { resolve: (pod) => this.jobOf(pod) })
      : undefined;
  }

  listen(): void {
    const { informers } = this.component;
    informers.of('Pod').addHandler({
      add: (pod) => this.podAdded(pod),
      update: (pod, before) => this.podUpdated(pod, before),
      delete: (pod) => this.podDeleted(pod, { isGone: true }),
    });
    informers.of('Job').addHandler({
      add: (job) => this.queue.add(keyOf(job)),
      update: (job, before) => this.jobUpdated(job, before),
      delete: (job) => this.jobDeleted(job),
    });
  }

  private finish(key: string, { forget, refusal, requeueAfterMs }: PassOutcome): void {
    if (requeueAfterMs !== undefined) {
      const delayMs = Math.max(requeueAfterMs, this.batchMs);
      this.queue.addAfter(key, delayMs, `Job ${key} waits ${delayMs / 1000}s for its back-off or deadline`);
    }
    if (refusal !== undefined) this.queue.addRateLimited(key);
    else if (forget) this.queue.forget(key);
  }

  private podAdded(pod: Pod): void {
    const job = this.jobOf(pod);
    if (pod.metadata.deletionTimestamp !== undefined) this.podDeleted(pod, { isGone: false });
    else if (controllerOf(pod) === undefined) this.enqueueAdopters(pod);
    else if (job !== undefined) {
      this.means.memory.expectations.creationObserved(keyOf(job));
      this.enqueueForPod(job);
    }
  }

  private podUpdated(pod: Pod, before: Pod): void {
    if (pod.metadata.deletionTimestamp !== undefined) {
      this.podDeleted(pod, { isGone: false });
      return;
    }
    const hasNewOwner = !equalPlain(controllerOf(pod), controllerOf(before));
    for (const job of [hasNewOwner ? this.jobOf(before) : undefined, this.jobOf(pod)]) {
      if (job === undefined) continue;
      if (!isTracked(pod)) this.means.memory.removalObserved(keyOf(job), pod.metadata.uid);
      this.enqueueForPod(job, pod);
    }
    if (controllerOf(pod) !== undefined) return;
    if (hasNewOwner || !equalPlain(pod.metadata.labels, before.metadata.labels)) this.enqueueAdopters(pod);
  }

  /** A deletion that was asked for is seen as one that was made: the pod may take its time to end. */
  private podDeleted(pod: Pod, { isGone }: { readonly isGone: boolean }): void {
    const job = this.jobOf(pod);
    if (job === undefined || (this.orphans !== undefined && isJobFinished(job))) {
      if (isTracked(pod) && !isGone) this.orphans?.add(keyOf(pod));
      return;
    }
    const key = keyOf(job);
    this.means.memory.expectations.deletionObserved(key, keyOf(pod));
    if (isGone || !isTracked(pod)) this.means.memory.removalObserved(key, pod.metadata.uid);
    this.enqueueForPod(job);
  }

  private jobUpdated(job: Job, before: Job): void {
    const key = keyOf(job);
    const isStatusOnly = job.metadata.generation === before.metadata.generation;
    this.queue.addAfter(key, this.isBackoffByPodFailures && isStatusOnly ? this.batchMs : 0);
    const deadline = job.spec.activeDeadlineSeconds;
    const { startTime } = job.status;
    if (deadline === undefined || deadline === before.spec.activeDeadlineSeconds || startTime === undefined)
      return;
    const leftMs = Math.max(0, Date.parse(startTime) + deadline * 1000 - this.component.kernel.nowEpochMs);
    this.queue.addAfter(key, leftMs, `Job ${key} waits ${leftMs / 1000}s for its new deadline`);
  }

  private jobDeleted(job: Job): void {
    this.queue.add(keyOf(job));
    for (const pod of controlledBy(this.component.informers.of('Pod'), job.metadata.uid)) {
      if (isTracked(pod)) this.orphans?.add(keyOf(pod));
    }
  }

  /** Until 1.26 a failed pod makes its Job wait out the queue's back-off; anything else is looked at soon. */
  private enqueueForPod(job: Job, changed?: Pod): void {
    const key = keyOf(job);
    const isFailure = changed?.status.phase === 'Failed' && !this.isBackoffByPodFailures;
    const backoffMs = isFailure ? queueBackoffMs(this.queue.numRequeues(key)) : 0;
    const label = backoffMs > 0 ? `Job ${key} backs off ${backoffMs / 1000}s after a failed pod` : undefined;
    this.queue.addAfter(key, Math.max(backoffMs, this.batchMs), label);
  }

  private enqueueAdopters(pod: Pod): void {
    if (isTracked(pod)) this.orphans?.add(keyOf(pod));
    const { informers, version } = this.component;
    for (const job of informers.of('Job').list(pod.metadata.namespace)) {
      const selector = labelSelectorAsSelector(job.spec.selector, version);
      if (selector.matches(pod.metadata.labels ?? {})) this.enqueueForPod(job);
    }
  }

  private jobOf(pod: Pod): Job | undefined {
    return controllerIn(this.component.informers.of('Job'), 'Job', pod);
  }
}
