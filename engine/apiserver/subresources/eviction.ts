// pods/eviction: a deletion that asks the pod's disruption budget first.
//
// The budget's own numbers are its controller's work; here one disruption is taken from what it allows.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/registry/core/pod/storage/eviction.go, EvictionREST.Create,
// checkAndDecrement. Left out: retries on conflicts, which a store without concurrent writers does not have.

import type { AnyObject, Pod } from '../../api/objects.ts';
import { type LabelSelector, labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import {
  forbidden,
  internalFailure,
  notFound,
  type Result,
  refusal,
  type Status,
  success,
  tooManyRequests,
} from '../../api/status.ts';
import { formatTime } from '../../api/time.ts';
import type { DeleteOptions, RequestContext } from '../request.ts';
import type { AnyResult, ServerCore } from '../server-core.ts';
import { remove } from '../verbs/delete.ts';
import { update } from '../verbs/update.ts';

interface Budget extends AnyObject {
  readonly spec: {
    readonly selector?: LabelSelector | null;
    readonly unhealthyPodEvictionPolicy?: string;
  };
  readonly status: {
    readonly observedGeneration?: number;
    readonly disruptionsAllowed: number;
    readonly currentHealthy: number;
    readonly desiredHealthy: number;
    readonly disruptedPods?: Readonly<Record<string, string>>;
    readonly conditions?: readonly BudgetCondition[];
  };
}

interface BudgetCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number;
}

const MAX_DISRUPTED_PODS = 2000;
const VIOLATES = "Cannot evict pod as it would violate the pod's disruption budget.";
const BUDGETS = { group: 'policy', resource: 'poddisruptionbudget' };

/** @returns the pod as it is after the request */
export function evict(
  server: ServerCore,
  namespace: string,
  name: string,
  options: DeleteOptions,
  request: RequestContext,
): AnyResult {
  const pod = server.store.get('Pod', namespace, name) as Pod | undefined;
  if (pod === undefined) return refusal(notFound({ group: '', resource: 'pods' }, name));
  const refused = isBudgetIgnored(pod) ? undefined : askBudget(server, pod, request);
  if (refused !== undefined) return refusal(refused);
  const marked = markAsTarget(server, pod, request);
  if (!marked.ok) return marked;
  return remove(server, server.traits('Pod')!, namespace, name, options, request);
}

// What has ended, has not begun or is going already disrupts nothing.
function isBudgetIgnored({ metadata, status }: Pod): boolean {
  const { phase } = status;
  return (
    phase === 'Succeeded' ||
    phase === 'Failed' ||
    phase === 'Pending' ||
    metadata.deletionTimestamp !== undefined
  );
}

function askBudget(server: ServerCore, pod: Pod, request: RequestContext): Status | undefined {
  const budgets = budgetsOf(server, pod);
  if (budgets.length > 1) {
    const message =
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';
    const { details: _, ...status } = internalFailure(message);
    return { ...status, message, reason: '' };
  }
  const [budget] = budgets;
  if (budget === undefined || isUnhealthyAndMayGo(server, pod, budget)) return undefined;
  return checkAndDecrement(server, pod.metadata.name, budget, request);
}

function budgetsOf({ store, version }: ServerCore, { metadata }: Pod): Budget[] {
  const all = store.list('PodDisruptionBudget', metadata.namespace) as unknown as readonly Budget[];
  return all.filter(({ spec }) => {
    try {
      return labelSelectorAsSelector(spec.selector, version).matches(metadata.labels);
    } catch {
      return false; // an invalid selector matches no pod
    }
  });
}

function isUnhealthyAndMayGo({ version }: ServerCore, pod: Pod, { spec, status }: Budget): boolean {
  if (!version.has('unhealthyPodsLeaveHealthyBudgets')) return false;
  if (pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')) return false;
  if (version.has('unhealthyPodEvictionPolicy') && spec.unhealthyPodEvictionPolicy === 'AlwaysAllow')
    return true;
  return status.currentHealthy >= status.desiredHealthy && status.desiredHealthy > 0;
}

function checkAndDecrement(
  server: ServerCore,
  podName: string,
  budget: Budget,
  request: RequestContext,
): Status | undefined {
  const { metadata, status } = budget;
  const { name } = metadata;
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0))
    return violates(`The disruption budget ${name} is still being processed by the server.`, 10);
  if (status.disruptionsAllowed < 0) return forbidden(BUDGETS, name, 'pdb disruptions allowed is negative');
  if (Object.keys(status.disruptedPods ?? {}).length > MAX_DISRUPTED_PODS) {
    const why = 'DisruptedPods map too big - too many evictions not confirmed by PDB controller';
    return forbidden(BUDGETS, name, why);
  }
  if (status.disruptionsAllowed === 0) {
    const { desiredHealthy, currentHealthy } = status;
    return violates(
      `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
      0,
    );
  }
  if (request.dryRun === true) return undefined;
  const changed = decremented(server, budget, podName);
  const written = update(server, server.traits('PodDisruptionBudget')!, changed, 'status', request);
  return written.ok ? undefined : written.status;
}

function decremented({ kernel, version }: ServerCore, budget: Budget, podName: string): Budget {
  const { status } = budget;
  const now = formatTime(kernel.nowEpochMs);
  const disruptionsAllowed = status.disruptionsAllowed - 1;
  const disruptedPods = { ...status.disruptedPods, [podName]: now };
  const next = { ...status, disruptionsAllowed, disruptedPods };
  if (disruptionsAllowed > 0 || !version.has('budgetsHaveConditions')) return { ...budget, status: next };
  const observed =
    status.observedGeneration === undefined ? {} : { observedGeneration: status.observedGeneration };
  const condition: BudgetCondition = {
    type: 'DisruptionAllowed',
    status: 'False',
    reason: 'InsufficientPods',
    message: '',
    lastTransitionTime: now,
    ...observed,
  };
  const others = (status.conditions ?? []).filter(({ type }) => type !== condition.type);
  return { ...budget, status: { ...next, conditions: [...others, condition] } };
}

function violates(message: string, retryAfterSeconds: number): Status {
  const status = tooManyRequests(VIOLATES, retryAfterSeconds);
  const causes = [{ reason: 'DisruptionBudget', message, field: '' }];
  return { ...status, details: { ...status.details, causes } };
}

// Source: v1.28.0 eviction.go, addConditionAndDeletePod.
function markAsTarget(server: ServerCore, pod: Pod, request: RequestContext): Result<AnyObject> {
  if (request.dryRun === true || !server.version.has('podDisruptionConditions'))
    return success(pod as unknown as AnyObject);
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastProbeTime: null,
    lastTransitionTime: formatTime(server.kernel.nowEpochMs),
  };
  const others = (pod.status.conditions ?? []).filter(({ type }) => type !== condition.type);
  const marked = { ...pod, status: { ...pod.status, conditions: [...others, condition] } };
  return update(server, server.traits('Pod')!, marked as unknown as AnyObject, 'status', request);
}
