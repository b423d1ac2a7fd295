// The TTL controller: deletes finished Jobs `ttlSecondsAfterFinished` after they ended, their pods with them.
//
// Before it deletes it reads the Job live, for the TTL may have been raised meanwhile.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/ttlafterfinished/ttlafterfinished_controller.go.

import type { Job } from '../../api/objects.ts';
import { parseTime } from '../../api/time.ts';
import type { Component } from '../../client/component.ts';
import { keyOf } from '../../client/informer.ts';
import { finishedCondition } from '../job-finished.ts';

/**
 * Milliseconds until the Job expires, 0 or less when it has; undefined when it never will: it runs, it is being deleted,
 * or it has no TTL.
 */
export function timeLeftMs(job: Job, nowEpochMs: number): number | undefined {
  const finishedAt = finishedCondition(job)?.lastTransitionTime;
  const { ttlSecondsAfterFinished } = job.spec;
  if (finishedAt === undefined || ttlSecondsAfterFinished === undefined) return undefined;
  if (job.metadata.deletionTimestamp !== undefined) return undefined;
  return parseTime(finishedAt) + ttlSecondsAfterFinished * 1000 - nowEpochMs;
}

/** @param component its name is `ttl-after-finished-controller` */
export function startTtlAfterFinishedController(component: Component): void {
  if (!component.version.has('ttlAfterFinished')) return;
  const { client, kernel } = component;
  const jobs = component.informers.of('Job');

  /** Whether the Job has expired; if it only will, the key comes back then. */
  const hasExpired = (key: string, job: Job): boolean => {
    const leftMs = timeLeftMs(job, kernel.nowEpochMs);
    if (leftMs === undefined) return false;
    if (leftMs > 0)
      queue.addAfter(
        key,
        leftMs,
        `ttlSecondsAfterFinished ${job.spec.ttlSecondsAfterFinished}s of Job ${key}`,
      );
    return leftMs <= 0;
  };
  const queue = component.queue('ttl_jobs_to_delete', (key) => {
    const job = jobs.getByKey(key);
    if (job === undefined || !hasExpired(key, job)) return;
    const { namespace, name } = job.metadata;
    const fresh = client.get('Job', namespace, name);
    if (!fresh.ok || !hasExpired(key, fresh.object)) return;
    const { uid } = fresh.object.metadata;
    const deleted = client.delete('Job', namespace, name, {
      propagationPolicy: 'Foreground',
      preconditions: { uid },
    });
    if (deleted.ok || deleted.status.reason === 'NotFound') queue.forget(key);
    else queue.addRateLimited(key);
  });

  const add = (job: Job): void => {
    if (timeLeftMs(job, kernel.nowEpochMs) !== undefined) queue.add(keyOf(job));
  };
  jobs.addHandler({ add, update: add });
}
