// How long a Job waits before it makes pods anew after failures.
//
// Until 1.26 the work queue's back-off says so, and it grows with each pass that finds a new failure; since 1.27 the
// failures since the last success do, counted from when the last of them ended.
// Source: kubernetes v1.20.2 pkg/controller/job/job_controller.go, getBackoff; v1.28.0 pkg/controller/job/backoff_utils.go.

import type { Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { finishedEpochMs } from './pod-counts.ts';

// Source: kubernetes v1.20.2 pkg/controller/job/job_controller.go, DefaultJobBackOff and MaxJobBackOff.
export const QUEUE_BACKOFF_BASE_MS = 10_000;
export const QUEUE_BACKOFF_MAX_MS = 360_000;

// Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, DefaultJobPodFailureBackOff and MaxJobPodFailureBackOff.
export const POD_FAILURE_BACKOFF_BASE_MS = 10_000;
export const POD_FAILURE_BACKOFF_MAX_MS = 600_000;

// Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, DefaultJobApiBackOff and MaxJobApiBackOff.
export const API_BACKOFF_BASE_MS = 1_000;
export const API_BACKOFF_MAX_MS = 60_000;

/** The wait after a pod has failed: 0, 10 s, 20 s, 40 s ... at most 6 min, by how often the queue has put the Job back. */
export function queueBackoffMs(requeues: number): number {
  return requeues <= 0 ? 0 : Math.min(QUEUE_BACKOFF_BASE_MS * 2 ** (requeues - 1), QUEUE_BACKOFF_MAX_MS);
}

/** Failures of a Job since its last success. */
export interface BackoffRecord {
  readonly failures: number;
  readonly lastFailureEpochMs?: number | undefined;
}

export const NO_FAILURES: BackoffRecord = { failures: 0 };

/** The record after pods have newly ended. A success forgives the failures before it, not those after. */
export function nextRecord(
  record: BackoffRecord,
  newSucceeded: readonly Pod[],
  newFailed: readonly Pod[],
): BackoffRecord {
  const failures = newFailed.map(finishedEpochMs).sort((a, b) => a - b);
  if (newSucceeded.length === 0) {
    if (failures.length === 0) return record;
    return { failures: record.failures + failures.length, lastFailureEpochMs: failures.at(-1) };
  }
  const lastSuccess = Math.max(...newSucceeded.map(finishedEpochMs));
  const after = failures.filter((epochMs) => epochMs > lastSuccess);
  return after.length === 0 ? NO_FAILURES : { failures: after.length, lastFailureEpochMs: after.at(-1) };
}

/** The longest wait after failed pods. */
export const podFailureBackoffMaxMs = (version: Pick<VersionProfile, 'has'>): number =>
  version.has('jobShortApiBackoff') ? POD_FAILURE_BACKOFF_MAX_MS : QUEUE_BACKOFF_MAX_MS;

/** What is left of the wait, 0 when it is over: 10 s after one failure, doubled with each further one, up to `maxMs`. */
export function remainingBackoffMs(
  { failures, lastFailureEpochMs }: BackoffRecord,
  nowEpochMs: number,
  maxMs: number,
): number {
  if (failures === 0 || lastFailureEpochMs === undefined) return 0;
  const backoffMs = Math.min(POD_FAILURE_BACKOFF_BASE_MS * 2 ** (failures - 1), maxMs);
  return Math.max(0, backoffMs - (nowEpochMs - lastFailureEpochMs));
}
