// What a budget's status says: who is healthy, whom an eviction has promised to take, and how many more may go.
//
// A pod whose eviction was granted counts as gone for two minutes, until its deletion is seen.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/disruption/disruption.go, buildDisruptedPodMap,
// countHealthyPods, updatePdbStatus, failSafe; component-helpers apps/poddisruptionbudget/helpers.go.

import type { Pod, PodDisruptionBudget } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { formatTime, parseTime } from '../../api/time.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isHealthy, type Members } from './members.ts';

/** Source: disruption.go, DeletionTimeout. */
export const DELETION_TIMEOUT_MS = 120_000;

export type BudgetStatus = PodDisruptionBudget['status'];
type Condition = NonNullable<BudgetStatus['conditions']>[number];
type DisruptedPods = Readonly<Record<string, string>>;

export interface At {
  readonly nowEpochMs: number;
  readonly version: VersionProfile;
}

export interface Disrupted {
  /** Those still expected to go. */
  readonly pods: DisruptedPods;
  /** Those that should have gone and did not. */
  readonly overdue: readonly Pod[];
  /** When the next one will be overdue. */
  readonly recheckEpochMs: number | undefined;
}

export function disruptedPods(
  { status }: PodDisruptionBudget,
  members: Pick<Members, 'get'>,
  nowEpochMs: number,
): Disrupted {
  const still: Record<string, string> = {};
  const overdue: Pod[] = [];
  let recheckEpochMs: number | undefined;
  for (const [name, since] of Object.entries((status.disruptedPods ?? {}) as DisruptedPods)) {
    const pod = members.get(name);
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) continue;
    const dueEpochMs = parseTime(since) + DELETION_TIMEOUT_MS;
    if (dueEpochMs < nowEpochMs) overdue.push(pod);
    else {
      still[name] = since;
      recheckEpochMs = Math.min(recheckEpochMs ?? dueEpochMs, dueEpochMs);
    }
  }
  return { pods: still, overdue, recheckEpochMs };
}

/** The healthy ones that are not about to go. */
export function countHealthy(
  members: Pick<Members, 'get' | 'healthy'>,
  disrupted: DisruptedPods,
  nowEpochMs: number,
): number {
  let { healthy } = members;
  for (const [name, since] of Object.entries(disrupted)) {
    const pod = members.get(name);
    const isAboutToGo = parseTime(since) + DELETION_TIMEOUT_MS > nowEpochMs;
    if (pod !== undefined && isAboutToGo && isHealthy(pod)) healthy -= 1;
  }
  return healthy;
}

export interface Counts {
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
  readonly disruptedPods: DisruptedPods;
}

/** The status that follows from the counts; undefined when the budget has it already. */
export function nextStatus(
  { metadata, status }: PodDisruptionBudget,
  { currentHealthy, desiredHealthy, expectedPods, disruptedPods }: Counts,
  at: At,
): BudgetStatus | undefined {
  // A budget that expects no pods allows nothing, for the moment in which its first ones come.
  const disruptionsAllowed = expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
  const observedGeneration = metadata.generation ?? 0;
  const hasConditions = at.version.has('budgetsHaveConditions');
  const isCurrent =
    status.currentHealthy === currentHealthy &&
    status.desiredHealthy === desiredHealthy &&
    status.expectedPods === expectedPods &&
    status.disruptionsAllowed === disruptionsAllowed &&
    equalPlain(status.disruptedPods ?? {}, disruptedPods) &&
    (status.observedGeneration ?? 0) === observedGeneration &&
    (!hasConditions || isConditionCurrent(status));
  if (isCurrent) return undefined;
  const counts = { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods };
  const disrupted = Object.keys(disruptedPods).length === 0 ? {} : { disruptedPods };
  const next = { observedGeneration, ...disrupted, ...counts } as BudgetStatus;
  if (!hasConditions) return next;
  const kept = at.version.has('budgetsKeepTheirConditions') ? status.conditions : undefined;
  return {
    ...next,
    conditions: withCondition(kept, allowedCondition(disruptionsAllowed), observedGeneration, at),
  };
}

/** The status of a budget that cannot be reckoned: nothing may go. Source: disruption.go, failSafe. */
export function failedStatus({ status }: PodDisruptionBudget, message: string, at: At): BudgetStatus {
  const failed = { ...status, disruptionsAllowed: 0 };
  if (!at.version.has('budgetsHaveConditions')) return failed;
  const verdict = { status: 'False', reason: 'SyncFailed', message } as const;
  return {
    ...failed,
    conditions: withCondition(status.conditions, verdict, status.observedGeneration, at),
  };
}

type Verdict = Pick<Condition, 'status' | 'reason' | 'message'>;

const TYPE = 'DisruptionAllowed';

const allowedCondition = (disruptionsAllowed: number): Verdict =>
  disruptionsAllowed > 0
    ? { status: 'True', reason: 'SufficientPods', message: '' }
    : { status: 'False', reason: 'InsufficientPods', message: '' };

function isConditionCurrent({ conditions, disruptionsAllowed = 0 }: BudgetStatus): boolean {
  const found = conditions?.find(({ type }) => type === TYPE);
  const { status, reason } = allowedCondition(disruptionsAllowed);
  return found?.status === status && found.reason === reason;
}

// Source: apimachinery pkg/api/meta/conditions.go, SetStatusCondition.
function withCondition(
  conditions: readonly Condition[] = [],
  verdict: Verdict,
  observedGeneration: number | undefined,
  { nowEpochMs }: At,
): Condition[] {
  const before = conditions.find(({ type }) => type === TYPE);
  const condition: Condition = {
    type: TYPE,
    status: verdict.status,
    ...(observedGeneration ? { observedGeneration } : {}),
    lastTransitionTime:
      before !== undefined && before.status === verdict.status
        ? before.lastTransitionTime
        : formatTime(nowEpochMs),
    reason: verdict.reason,
    message: verdict.message,
  };
  if (before === undefined) return [...conditions, condition];
  return conditions.map((one) => (one === before ? condition : one));
}
