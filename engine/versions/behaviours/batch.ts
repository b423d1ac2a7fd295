// Jobs and CronJobs: their fields and what their controllers do.

import type { BehaviourRows } from './rows.ts';

export const BATCH_BEHAVIOURS = {
  // Jobs and CronJobs count the changes of their spec. Source: read in the 1.28 tree, pkg/registry/batch/{job,cronjob}/
  // strategy.go; not in 1.20.
  batchGenerations: { from: 22 },
  // CronJob controller v2 (informers and a delaying queue instead of a 10 s poll).
  // Source: KEP-19; beta and on by default in 1.21. Differs: taken from 1.20 on, because the facts that the
  // engine is held against were recorded on 1.20.2 with the gate CronJobControllerV2 switched on.
  cronJobControllerV2: { from: 20 },
  // The event of a completed Job names how it ended. Source: kubernetes pull 75712.
  cronJobEventNamesStatus: { from: 15 },
  // Schedules with uneven gaps get their exact last time, and TooManyMissedTimes no longer names a count.
  // Source: kubernetes pull 118724, v1.28.0 pkg/controller/cronjob/utils.go.
  cronJobExactMostRecentRun: { from: 28 },
  // A CronJob whose jobTemplate gets other labels keeps sight of its earlier Jobs. Source: kubernetes pull 107997 (1.24).
  cronJobFindsAllItsJobs: { from: 24 },
  // CronJob status.lastSuccessfulTime; the field of 1.21 was not filled. Source: kubernetes pull 102642, CHANGELOG-1.22.md.
  cronJobLastSuccessfulTime: { from: 22 },
  // The last missed time is computed instead of listing all that were missed. Source: kubernetes pull 97098.
  cronJobMostRecentRun: { from: 21 },
  // The requeue counts from the last scheduled time, for `@every`. Source: kubernetes pull 109250.
  cronJobRequeueFromLastRun: { from: 25 },
  // Jobs carry the scheduled time as annotation. Source: CronJobsScheduledAnnotation, on by default in 1.28.
  cronJobScheduledAnnotation: { from: 28 },
  // spec.timeZone. Source: KEP-3140, on by default in 1.25.
  cronJobTimeZone: { from: 25 },
  // The CronJob controller speaks batch/v1, where 1.20 and before spoke batch/v1beta1: the owner reference of its Jobs.
  // Source: KEP-19, batch/v1 CronJob from 1.21.
  cronJobV1: { from: 21 },
  // The status is written only when the pass changed it. Source: kubernetes v1.22.0 cronjob_controllerv2.go, updateStatus.
  cronJobWritesChangedStatusOnly: { from: 22 },
  // Indexed Jobs may change completions together with parallelism. Source: KEP-3715, on by default in 1.27.
  elasticIndexedJob: { from: 27 },
  // completionMode of Jobs. Source: KEP-2214, on by default in 1.22.
  indexedJob: { from: 22 },
  // A Job waits by its failures since the last success, not by its work queue, and its limit is the failed count alone.
  // Source: kubernetes pull 114768, v1.27.0 pkg/controller/job/backoff_utils.go.
  jobBackoffByPodFailures: { from: 27 },
  // A Job's back-off limit is held against its failed pods, not against the retries of the work queue.
  // Source: kubernetes v1.20.2 pkg/controller/job/job_controller.go, exceedsBackoffLimit.
  jobBackoffLimitCountsPods: { from: 20 },
  // Job spec.backoffLimitPerIndex and maxFailedIndexes. Source: KEP-3850, on by default in 1.29.
  jobBackoffLimitPerIndex: { from: 29 },
  // A Job with all its completions deletes the pods that still run, and ends when they are gone; before, it ended at once.
  // Source: kubernetes pull 99963, CHANGELOG-1.22.md.
  jobRemovesSurplusAtCompletion: { from: 22 },
  // Refused calls of the Job controller are tried again after 1 s, at most 1 min, before after 10 s, at most 6 min, and
  // failed pods back off for at most 10 min, before 6 min. Source: kubernetes pull 118615, CHANGELOG-1.28.md.
  jobShortApiBackoff: { from: 28 },
  // A Job that is done records the event Completed. Source: kubernetes pull 86142, in the tree of 1.20.
  jobCompletedEvent: { from: 20 },
  // Pods that a Job's pass deletes are no longer ready, and are terminating, in the status that the pass writes.
  // Source: kubernetes pull 125175, CHANGELOG-1.31.md.
  jobCountsDeletionsAtOnce: { from: 31 },
  // A Job ends with an interim condition (FailureTarget, SuccessCriteriaMet), and Failed or Complete follow when all pods
  // have ended. Source: kubernetes v1.31.0 pkg/controller/job/job_controller.go, delayTerminalCondition.
  jobDelaysTerminalCondition: { from: 31 },
  // Labels batch.kubernetes.io/job-name and .../controller-uid. Source: kubernetes #114930 (1.27).
  jobLabelsWithDomain: { from: 27 },
  // Job spec.managedBy. Source: KEP-4368, on by default in 1.32.
  jobManagedBy: { from: 32 },
  // A suspended Job that never ran may be scheduled elsewhere. Source: KEP-2926, on by default in 1.23.
  jobMutableSchedulingDirectives: { from: 23 },
  // Job spec.podFailurePolicy. Source: KEP-3329, on by default in 1.26.
  jobPodFailurePolicy: { from: 26 },
  // Job spec.podReplacementPolicy and status.terminating. Source: KEP-3939, on by default in 1.29.
  jobPodReplacementPolicy: { from: 29 },
  // Job status.ready. Source: KEP-2879 JobReadyPods, on by default in 1.24.
  jobReadyPods: { from: 24 },
  // restartPolicy Always of a Job is "Required value: valid values: ..." instead of "Unsupported value". Source:
  // kubernetes v1.20.2 pkg/apis/batch/validation/validation.go, validateJobSpec.
  jobRestartPolicyRequired: { from: 20 },
  // Job spec.successPolicy. Source: KEP-3998, on by default in 1.31.
  jobSuccessPolicy: { from: 31 },
  // Job spec.suspend. Source: KEP-2232, on by default in 1.22.
  jobSuspend: { from: 22 },
  // Pod changes reach a Job's pass in batches: half a second, since 1.26 one. Source: kubernetes v1.24.0
  // podUpdateBatchPeriod, v1.26.0 and v1.28.0 syncJobBatchPeriod in pkg/controller/job/job_controller.go.
  jobSyncBatches: { from: 24 },
  jobSyncBatchesOneSecond: { from: 26 },
  // A Job's results are counted in its status, and pods keep a finalizer until they are. Source: KEP-2307
  // JobTrackingWithFinalizers: on by default in 1.23, off in 1.24 (kubernetes pull 109487), on again from 1.25 (110948).
  jobTracksWithFinalizers: { from: 25 },
  jobTracksWithFinalizersAtFirst: { from: 23, until: 23 },
  // Finished Jobs go after ttlSecondsAfterFinished. Source: KEP-592; on by default in 1.21. Differs: taken from 1.20 on,
  // because the facts that the engine is held against were recorded on 1.20.2 with the gate switched on.
  ttlAfterFinished: { from: 20 },
} as const satisfies BehaviourRows;
