// Whether an Indexed Job has succeeded by its successPolicy before all its indexes have.
//
// Pure. Source: KEP-3998; kubernetes v1.31.0 pkg/controller/job/success_policy.go, matchSuccessPolicy.

import type { Job } from '../../api/objects.ts';
import { countShared, type Intervals, parseIntervals, total } from './index-intervals.ts';

/** Says which rule is met; undefined while none is. */
export function metSuccessRule(job: Job, succeeded: Intervals): string | undefined {
  for (const [at, rule] of (job.spec.successPolicy?.rules ?? []).entries()) {
    const wanted =
      rule.succeededIndexes === undefined
        ? undefined
        : parseIntervals(rule.succeededIndexes, job.spec.completions ?? 0);
    const done = wanted === undefined ? total(succeeded) : countShared(wanted, succeeded);
    const needed = rule.succeededCount ?? (wanted === undefined ? undefined : total(wanted));
    if (needed !== undefined && done >= needed) return `Matched rules at index ${at}`;
  }
  return undefined;
}
