// One pass over one budget: counts its pods, writes its status, says what is wrong.
//
// A budget that cannot be reckoned allows nothing; it is reckoned again when a pod or the budget changes.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/disruption/disruption.go, sync, trySync, failSafe.

import type { Pod, PodDisruptionBudget } from '../../api/objects.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import { SelectorError } from '../../api/selectors/requirement.ts';
import type { Status } from '../../api/status.ts';
import type { Component } from '../../client/component.ts';
import type { Informer } from '../../client/informer.ts';
import { countHealthy, disruptedPods, failedStatus, nextStatus } from './budget-status.ts';
import type { ControllerScales } from './controller-scale.ts';
import { expectedPods } from './expected-pods.ts';
import { selectorText } from './selector-text.ts';

export const BY_NAMESPACE = 'namespace';

export interface SyncContext {
  readonly component: Component;
  readonly pods: Informer<'Pod', Pod>;
  readonly scales: ControllerScales;
}

export interface Outcome {
  readonly isDone: boolean;
  /** Whether an Event was recorded: a pass over the same facts would record it again. */
  readonly hasSpoken: boolean;
  /** When to look again although nothing changes, in milliseconds from now. */
  readonly recheckMs?: number | undefined;
}

export function syncBudget(budget: PodDisruptionBudget, context: SyncContext): Outcome {
  const { recorder } = context.component;
  let hasSpoken = false;
  const say = (reason: string, message: string, level: 'Normal' | 'Warning' = 'Warning'): void => {
    hasSpoken = true;
    recorder.event(budget, level, reason, message);
  };
  const pods = selectedPods(budget, context);
  if (typeof pods === 'string') {
    say('NoPods', `Failed to get pods: ${pods}`);
    return { isDone: failSafe(budget, pods, context), hasSpoken };
  }
  if (pods.length === 0) say('NoPods', 'No matching pods found', 'Normal');
  const { version } = context.component;
  const expected = expectedPods(budget, pods, context.scales, version);
  if ('error' in expected) {
    const { error, reason } = expected;
    if (reason !== undefined) say(reason, error);
    say('CalculateExpectedPodCountFailed', `Failed to calculate the number of expected pods: ${error}`);
    return { isDone: failSafe(budget, error, context), hasSpoken };
  }
  if (expected.hasUnmanaged && version.has('unmanagedPodsOfBudgetsAreTold'))
    say('UnmanagedPods', unmanagedText(budget));
  return { hasSpoken, ...writeCounts(budget, pods, expected, context) };
}

/** The pods, or why the selector is not one. */
function selectedPods({ metadata, spec }: PodDisruptionBudget, context: SyncContext): Pod[] | string {
  try {
    const selector = labelSelectorAsSelector(spec.selector, context.component.version);
    const all: Pod[] = context.pods.byIndex(BY_NAMESPACE, metadata.namespace ?? '');
    return all.filter((pod) => selector.matches(pod.metadata.labels));
  } catch (error) {
    if (error instanceof SelectorError) return error.message;
    throw error;
  }
}

function writeCounts(
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
  expected: { readonly expectedPods: number; readonly desiredHealthy: number },
  context: SyncContext,
): Omit<Outcome, 'hasSpoken'> {
  const { kernel, version, recorder } = context.component;
  const { nowEpochMs } = kernel;
  const disrupted = disruptedPods(budget, pods, nowEpochMs);
  const { namespace } = budget.metadata;
  for (const pod of disrupted.overdue) {
    // The namespace stands where the budget's name was meant, as upstream has it.
    const text = `Pod was expected by PDB ${namespace}/${namespace} to be deleted but it wasn't`;
    recorder.event(pod, 'Warning', 'NotDeleted', text);
  }
  const currentHealthy = countHealthy(pods, disrupted.pods, nowEpochMs);
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
