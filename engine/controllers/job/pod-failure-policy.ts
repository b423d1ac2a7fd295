// What a Job's podFailurePolicy says of one failed pod: count it, ignore it, give up its index, or fail the Job.
//
// Pure. The first rule that matches decides; without one the failure counts.
// Source: KEP-3329; kubernetes v1.28.0 pkg/controller/job/pod_failure_policy.go.

import type { ContainerStatus, Job, Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';

type Policy = NonNullable<Job['spec']['podFailurePolicy']>;
type ExitCodes = NonNullable<Policy['rules'][number]['onExitCodes']>;

export interface FailureVerdict {
  readonly action?: 'Ignore' | 'FailIndex' | 'Count' | 'FailJob';
  /** Whether the failure counts against the back-off limits. */
  readonly counts: boolean;
  /** Why the Job fails; set for `FailJob`. */
  readonly message?: string;
}

export function judgeFailure(policy: Policy | undefined, pod: Pod, version: VersionProfile): FailureVerdict {
  for (const [at, rule] of (policy?.rules ?? []).entries()) {
    const subject =
      rule.onExitCodes === undefined
        ? conditionSubject(rule.onPodConditions ?? [], pod)
        : exitCodeSubject(rule.onExitCodes, pod);
    if (subject === undefined) continue;
    switch (rule.action) {
      case 'Ignore':
        return { action: 'Ignore', counts: false };
      case 'Count':
        return { action: 'Count', counts: true };
      case 'FailIndex':
        if (version.has('jobBackoffLimitPerIndex')) return { action: 'FailIndex', counts: true };
        break;
      case 'FailJob':
        return {
          action: 'FailJob',
          counts: true,
          message: `${subject} matching FailJob rule at index ${at}`,
        };
    }
  }
  return { counts: true };
}

function exitCodeSubject(requirement: ExitCodes, pod: Pod): string | undefined {
  const found =
    failedContainer(pod.status.containerStatuses ?? [], requirement) ??
    failedContainer(pod.status.initContainerStatuses ?? [], requirement);
  if (found === undefined) return undefined;
  const { namespace, name } = pod.metadata;
  return `Container ${found.name} for pod ${namespace}/${name} failed with exit code ${found.state?.terminated?.exitCode}`;
}

function failedContainer(
  statuses: readonly ContainerStatus[],
  requirement: ExitCodes,
): ContainerStatus | undefined {
  return statuses.find(({ name, state }) => {
    const exitCode = state?.terminated?.exitCode;
    if (exitCode === undefined || exitCode === 0) return false;
    if (requirement.containerName !== undefined && requirement.containerName !== name) return false;
    return requirement.values.includes(exitCode) === (requirement.operator === 'In');
  });
}

function conditionSubject(
  patterns: NonNullable<Policy['rules'][number]['onPodConditions']>,
  pod: Pod,
): string | undefined {
  const found = pod.status.conditions?.find((condition) =>
    patterns.some(({ type, status }) => type === condition.type && (status ?? 'True') === condition.status),
  );
  return found && `Pod ${pod.metadata.namespace}/${pod.metadata.name} has condition ${found.type}`;
}
