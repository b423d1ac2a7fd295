// The Job that a CronJob starts for one scheduled time: its name, its metadata and its spec.
//
// The name is a function of the scheduled time alone, so that two passes that race for the same time meet at the
// API server and the second is refused. Knows no client.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/cronjob/utils.go, getJobFromTemplate, getJobFromTemplate2.

import type { CronJob, Job, OwnerReference } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';

/** A Job before the API server has filled in the rest of its metadata. */
export type NewJob = Omit<Job, 'metadata' | 'status'> & {
  metadata: {
    name: string;
    namespace: string;
    labels: Record<string, string>;
    annotations: Record<string, string>;
    ownerReferences: OwnerReference[];
  };
};

// Source: kubernetes v1.28.0 staging/src/k8s.io/api/batch/v1/types.go, CronJobScheduledTimestampAnnotation.
const SCHEDULED_TIMESTAMP_ANNOTATION = 'batch.kubernetes.io/cronjob-scheduled-timestamp';

/** Controller v2 counts minutes, its finest grain; v1 counted seconds. */
export function jobName(cronJob: CronJob, scheduledEpochMs: number, version: VersionProfile): string {
  const unitMs = version.has('cronJobControllerV2') ? 60_000 : 1000;
  return `${cronJob.metadata.name}-${Math.floor(scheduledEpochMs / unitMs)}`;
}

/**
 * @param scheduledTimestamp the scheduled time as RFC 3339 in the CronJob's time zone; read by releases that annotate it
 */
export function jobFromTemplate(
  cronJob: CronJob,
  scheduledEpochMs: number,
  scheduledTimestamp: string,
  version: VersionProfile,
): NewJob {
  const { metadata, spec } = cronJob.spec.jobTemplate;
  const annotations = { ...(metadata?.annotations as Record<string, string> | undefined) };
  if (version.has('cronJobScheduledAnnotation'))
    annotations[SCHEDULED_TIMESTAMP_ANNOTATION] = scheduledTimestamp;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: jobName(cronJob, scheduledEpochMs, version),
      namespace: cronJob.metadata.namespace,
      labels: { ...(metadata?.labels as Record<string, string> | undefined) },
      annotations,
      ownerReferences: [
        {
          apiVersion: version.has('cronJobV1') ? 'batch/v1' : 'batch/v1beta1',
          kind: 'CronJob',
          name: cronJob.metadata.name,
          uid: cronJob.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: spec as Job['spec'],
  };
}
