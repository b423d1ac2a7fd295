// One pass over a Job in releases before 1.23, with its calls; the decisions are in counted-by-pods.ts.
//
// Source: kubernetes v1.20.2 pkg/controller/job/job_controller.go, syncJob, updateJobStatus.

import type { Job } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { type Refusal, refusedBy } from '../refusal.ts';
import { completionIndexOf, indexesOf } from './completion-index.ts';
import { concludePass, type JobView, type PassPlan, planPass } from './counted-by-pods.ts';
import { firstFree, withIndexes } from './index-intervals.ts';
import { newJobPod } from './new-pod.ts';
import type { JobMeans, PassOutcome } from './pass.ts';
import { createExpectedPods, deleteExpectedPods, deletePods } from './pod-calls.ts';
import { isIndexed } from './pod-counts.ts';

// How often a refused status update is tried again. Source: job_controller.go, statusUpdateRetries.
const STATUS_UPDATE_RETRIES = 3;

export function syncCountedByPods(view: JobView, means: JobMeans): PassOutcome {
  const plan = planPass(view);
  const calls = makeCalls(view, plan, means);
  const end = concludePass(view, plan, calls.active);
  const { recorder } = means.component;
  for (const { type, reason, message } of end.events) recorder.event(view.job, type, reason, message);
  const { requeueAfterMs } = plan;
  if (end.status === undefined) return { forget: end.succeededMore, refusal: calls.refusal, requeueAfterMs };
  const refusal = writeStatus(view.job, end.status, means.component);
  if (refusal !== undefined) return { forget: end.succeededMore, refusal, requeueAfterMs };
  if (end.requeueWithBackoff) {
    const message = `failed pod(s) detected for job key "${view.job.metadata.namespace}/${view.job.metadata.name}"`;
    return { forget: end.succeededMore, refusal: { message }, requeueAfterMs };
  }
  return { forget: true, refusal: calls.refusal, requeueAfterMs };
}

function makeCalls(
  view: JobView,
  plan: PassPlan,
  means: JobMeans,
): { active: number; refusal?: Refusal | undefined } {
  const { job } = view;
  const { control, memory } = means;
  if (plan.failure !== undefined)
    return { active: 0, refusal: deletePods(job, plan.deletes, control).refusal };
  if (plan.deletes.length > 0) {
    const { done, refusal } = deleteExpectedPods(job, plan.deletes, control, memory);
    return { active: plan.active - done, refusal };
  }
  if (plan.creates === 0) return { active: plan.active };
  const pods = newIndexes(view, plan.creates).map((index) =>
    newJobPod(job, { index, version: view.version }),
  );
  const { done, refusal } = createExpectedPods(job, pods, control, memory);
  return { active: plan.active + done, refusal };
}

function newIndexes({ job, pods }: JobView, count: number): (number | undefined)[] {
  if (!isIndexed(job)) return Array.from({ length: count }, () => undefined);
  const taken = pods.filter((pod) => completionIndexOf(pod) !== undefined && pod.status.phase !== 'Failed');
  return firstFree(withIndexes([], indexesOf(taken)), count, job.spec.completions ?? 0);
}

// The status goes onto the Job as it is on the server now, so that an old cache does not get in the way.
function writeStatus(job: Job, status: Job['status'], { client }: Component): Refusal | undefined {
  let refusal: Refusal | undefined;
  for (let tries = 0; tries <= STATUS_UPDATE_RETRIES; tries++) {
    const fresh = client.get('Job', job.metadata.namespace, job.metadata.name);
    if (!fresh.ok) return refusedBy(fresh.status);
    const written = client.updateStatus({ ...fresh.object, status });
    if (written.ok) return undefined;
    refusal = refusedBy(written.status);
  }
  return refusal;
}
