// Which pods would have to go so that a pod fits on a node: the fewest and least important that make room.
//
// All less important pods are taken away first; if the pod fits then, they are given back one by one, the most important
// first and those protected by a budget before the others, as long as it still fits.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go, selectVictimsOnNode
// and filterPodsWithPDBViolation; pkg/scheduler/util/utils.go, MoreImportantPod.

import type { PodDisruptionBudget } from '../../api/objects.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import { SelectorError } from '../../api/selectors/requirement.ts';
import { checkWithNominated } from '../cycle.ts';
import type { Filters } from '../framework/filters.ts';
import type { NodeInfo } from '../framework/node-info.ts';
import type { PodInfo } from '../framework/pod-info.ts';
import { type Status, unresolvable } from '../framework/status.ts';
import type { Nominator } from '../queue/nominator.ts';

export interface Victims {
  /** Most important first; those whose budget it breaks before the others. At least one. */
  readonly pods: readonly PodInfo[];
  readonly violations: number;
}

const NO_VICTIMS = unresolvable('DefaultPreemption', 'No preemption victims found for incoming pod');

export interface DryRun {
  readonly pod: PodInfo;
  readonly filters: Filters;
  readonly nominator: Nominator;
  readonly budgets: readonly PodDisruptionBudget[];
}

/** The victims on a node, or why none would do. Plays on copies. */
export function selectVictims(
  { pod, filters, nominator, budgets }: DryRun,
  node: NodeInfo,
): Victims | Status {
  const scene = node.clone();
  const fork = filters.fork();
  const candidates = scene.pods.filter(({ priority }) => priority < pod.priority);
  if (candidates.length === 0) return NO_VICTIMS;
  const check = (): Status | undefined => checkWithNominated(fork, pod, scene, nominator);
  const remove = (candidate: PodInfo): void => {
    scene.removePod(candidate);
    fork.removePod(candidate, scene);
  };
  for (const candidate of candidates) remove(candidate);
  const status = check();
  if (status !== undefined) return status;
  candidates.sort(byImportance);
  const { violating, others } = splitByBudgets(candidates, budgets);
  const pods: PodInfo[] = [];
  const reprieve = (candidate: PodInfo): boolean => {
    scene.addPod(candidate);
    fork.addPod(candidate, scene);
    if (check() === undefined) return true;
    remove(candidate);
    pods.push(candidate);
    return false;
  };
  const violations = violating.filter((candidate) => !reprieve(candidate)).length;
  for (const candidate of others) reprieve(candidate);
  return pods.length === 0 ? NO_VICTIMS : { pods, violations };
}

/** Higher priority first, then the one that started earlier. */
export function byImportance(a: PodInfo, b: PodInfo): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  const [started, other] = [startTime(a), startTime(b)];
  return started < other ? -1 : started > other ? 1 : 0;
}

// RFC 3339 in UTC sorts as text. A pod that has not started counts as starting now. Source: util.GetPodStartTime.
const NOT_STARTED = '9999';

export function startTime({ pod }: PodInfo): string {
  return pod.status.startTime ?? NOT_STARTED;
}

interface Split {
  readonly violating: readonly PodInfo[];
  readonly others: readonly PodInfo[];
}

// Each pod in turn uses up its budgets; those that find one used up would break it.
function splitByBudgets(pods: readonly PodInfo[], budgets: readonly PodDisruptionBudget[]): Split {
  const allowed = budgets.map(({ status }) => status.disruptionsAllowed ?? 0);
  const violating: PodInfo[] = [];
  const others: PodInfo[] = [];
  for (const pod of pods) {
    let isViolated = false;
    for (const [i, budget] of budgets.entries()) {
      // A disruption that the API server already counted is not counted again.
      if (!covers(budget, pod) || budget.status.disruptedPods?.[pod.name] !== undefined) continue;
      allowed[i]! -= 1;
      if (allowed[i]! < 0) isViolated = true;
    }
    (isViolated ? violating : others).push(pod);
  }
  return { violating, others };
}

// An empty selector covers nothing here, and a pod without labels is covered by nothing.
function covers({ metadata, spec }: PodDisruptionBudget, pod: PodInfo): boolean {
  if (metadata.namespace !== pod.namespace || Object.keys(pod.labels).length === 0) return false;
  try {
    const selector = labelSelectorAsSelector(spec.selector);
    return !selector.isEmpty && selector.matches(pod.labels);
  } catch (error) {
    if (error instanceof SelectorError) return false;
    throw error;
  }
}
