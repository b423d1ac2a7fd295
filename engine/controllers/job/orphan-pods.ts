// Pods that still carry the tracking finalizer although no running Job counts them any more: the finalizer comes off, or
// they could never go.
//
// Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, orphanWorker, syncOrphanPod.

import type { Job, Pod } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { isJobFinished } from '../job-finished.ts';
import { API_BACKOFF_BASE_MS, API_BACKOFF_MAX_MS } from './backoff.ts';
import { removeFinalizer } from './settle-status.ts';

export function startOrphanQueue(
  component: Component,
  { resolve }: { readonly resolve: (pod: Pod) => Job | undefined },
): WorkQueue {
  const pods = component.informers.of('Pod');
  const queue: WorkQueue = component.queue(
    'job orphan pod',
    (key) => {
      const pod = pods.getByKey(key);
      const job = pod && resolve(pod);
      const isAdopted = job !== undefined && !isJobFinished(job);
      const refusal = pod === undefined || isAdopted ? undefined : removeFinalizer(pod, { component });
      if (refusal === undefined || refusal.status?.reason === 'NotFound') queue.forget(key);
      else queue.addRateLimited(key);
    },
    {
      workers: 1,
      failureBaseMs: API_BACKOFF_BASE_MS,
      failureMaxMs: API_BACKOFF_MAX_MS,
      retryBurst: Number.POSITIVE_INFINITY,
    },
  );
  return queue;
}
