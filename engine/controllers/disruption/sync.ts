// One pass over one budget: counts its pods, writes its status, says what is wrong.
//
// A budget that cannot be reckoned allows nothing; it is reckoned again when a pod or the budget changes.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/disruption/disruption.go, sync, trySync, failSafe.

import type { PodDisruptionBudget } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import type { Component } from '../../client/component.ts';
import { countHealthy, disruptedPods, failedStatus, nextStatus } from './budget-status.ts';
import type { ControllerScales } from './controller-scale.ts';
import { expectedPods } from './expected-pods.ts';
import type { Members } from './members.ts';
import { selectorText } from './selector-text.ts';

export interface SyncContext {
  readonly component: Component;
  readonly scales: ControllerScales;
}

export interface Outcome {
  readonly isDone: boolean;
  /** Whether an Event was recorded: a pass over the same facts would record it again. */
  readonly hasSpoken: boolean;
  /** When to look again although nothing changes, in milliseconds from now. */
  readonly recheckMs?: number | undefined;
}

/** @param members  those whom the budget selects, or why its selector is none */
export function syncBudget(
  budget: PodDisruptionBudget,
  members: Members | string,
  context: SyncContext,
): Outcome {
  const { recorder } = context.component;
  let hasSpoken = false;
  const say = (reason: string, message: string, level: 'Normal' | 'Warning' = 'Warning'): void => {
    hasSpoken = true;
    recorder.event(budget, level, reason, message);
  };
  if (typeof members === 'string') {
    say('NoPods', `Failed to get pods: ${members}`);
    return { isDone: failSafe(budget, members, context), hasSpoken };
  }
  if (members.size === 0) say('NoPods', 'No matching pods found', 'Normal');
  const { version } = context.component;
  const expected = expectedPods(budget, members, context.scales, version);
  if ('error' in expected) {
    const { error, reason } = expected;
    if (reason !== undefined) say(reason, error);
    say('CalculateExpectedPodCountFailed', `Failed to calculate the number of expected pods: ${error}`);
    return { isDone: failSafe(budget, error, context), hasSpoken };
  }
  if (expected.hasUnmanaged && version.has('unmanagedPodsOfBudgetsAreTold'))
    say('UnmanagedPods', unmanagedText(budget));
  return { hasSpoken, ...writeCounts(budget, members, expected, context) };
}

function writeCounts(
  budget: PodDisruptionBudget,
  members: Members,
  expected: { readonly expectedPods: number; readonly desiredHealthy: number },
  context: SyncContext,
): Omit<Outcome, 'hasSpoken'> {
  const { kernel, version, recorder } = context.component;
  const { nowEpochMs } = kernel;
  const disrupted = disruptedPods(budget, members, nowEpochMs);
  const { namespace } = budget.metadata;
  for (const pod of disrupted.overdue) {
    // The namespace stands where the budget's name was meant, as upstream has it.
    const text = `Pod was expected by PDB ${namespace}/${namespace} to be deleted but it wasn't`;
    recorder.event(pod, 'Warning', 'NotDeleted', text);
  }
  const currentHealthy = countHealthy(members, disrupted.pods, nowEpochMs);
  const { expectedPods, desiredHealthy } = expected;
  const counts = { currentHealthy, expectedPods, desiredHealthy, disruptedPods: disrupted.pods };
  const status = nextStatus(budget, counts, { nowEpochMs, version });
  const refused = status === undefined ? undefined : write(budget, status, context);
  if (refused !== undefined)
    return { isDone: refused.reason !== 'Conflict' && failSafe(budget, refused.message, context) };
  const { recheckEpochMs } = disrupted;
  return { isDone: true, recheckMs: recheckEpochMs === undefined ? undefined : recheckEpochMs - nowEpochMs };
}

function failSafe(budget: PodDisruptionBudget, message: string, context: SyncContext): boolean {
  const { kernel, version } = context.component;
  const status = failedStatus(budget, message, { nowEpochMs: kernel.nowEpochMs, version });
  return write(budget, status, context) === undefined;
}

/** Undefined when it was written. */
function write(
  budget: PodDisruptionBudget,
  status: PodDisruptionBudget['status'],
  { component: { client } }: SyncContext,
): Status | undefined {
  const result = client.updateStatus({ ...budget, status });
  return result.ok ? undefined : result.status;
}

const unmanagedText = ({ spec }: PodDisruptionBudget): string =>
  `Pods selected by this PodDisruptionBudget (selector: ${selectorText(spec.selector)}) were found to be unmanaged. As a ` +
  'result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for ' +
  'these pods please set ".spec.minAvailable" field of the PDB to an integer value.';
