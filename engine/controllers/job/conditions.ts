// Conditions of a Job: making one and putting it into the list.
//
// Pure. Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, newCondition, ensureJobConditionStatus.

import type { Job } from '../../api/objects.ts';

export type JobCondition = NonNullable<Job['status']['conditions']>[number];

export interface ConditionFields {
  readonly type: 'Complete' | 'Failed' | 'Suspended' | 'FailureTarget' | 'SuccessCriteriaMet';
  readonly status?: 'True' | 'False';
  readonly reason?: string;
  readonly message?: string;
}

/** @param now RFC 3339. An empty reason or message is left out, as it is on the wire. */
export function newCondition(fields: ConditionFields, now: string): JobCondition {
  return {
    type: fields.type,
    status: fields.status ?? 'True',
    lastProbeTime: now,
    lastTransitionTime: now,
    ...(fields.reason ? { reason: fields.reason } : {}),
    ...(fields.message ? { message: fields.message } : {}),
  };
}

/**
 * The list with the condition set, or the same list when nothing changes. A condition that is not there and would be
 * False is not added: going from nothing to False says nothing.
 */
export function withCondition(
  list: readonly JobCondition[] | undefined,
  fields: ConditionFields,
  now: string,
): { readonly conditions: readonly JobCondition[]; readonly changed: boolean } {
  const conditions = list ?? [];
  const wanted = newCondition(fields, now);
  const at = conditions.findIndex((condition) => condition.type === fields.type);
  if (at < 0) {
    return wanted.status === 'False'
      ? { conditions, changed: false }
      : { conditions: [...conditions, wanted], changed: true };
  }
  const old = conditions[at] as JobCondition;
  const same =
    old.status === wanted.status &&
    (old.reason ?? '') === (wanted.reason ?? '') &&
    (old.message ?? '') === (wanted.message ?? '');
  return same ? { conditions, changed: false } : { conditions: conditions.with(at, wanted), changed: true };
}

export function findCondition(job: Job, type: ConditionFields['type']): JobCondition | undefined {
  return job.status.conditions?.find((condition) => condition.type === type);
}
