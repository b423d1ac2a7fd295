// The taints that say of a node what its conditions say, and how a node's taints are changed.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/node_lifecycle_controller.go, doNoScheduleTaintingPass;
// staging/src/k8s.io/api/core/v1/well_known_taints.go.

import type { Node, Taint } from '../../api/objects.ts';

export const NOT_READY = 'node.kubernetes.io/not-ready';
export const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/** By condition, then by its status. Source: nodeConditionToTaintKeyStatusMap. */
const KEY_BY_CONDITION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: NOT_READY, Unknown: UNREACHABLE },
  MemoryPressure: { True: 'node.kubernetes.io/memory-pressure' },
  DiskPressure: { True: 'node.kubernetes.io/disk-pressure' },
  NetworkUnavailable: { True: 'node.kubernetes.io/network-unavailable' },
  PIDPressure: { True: 'node.kubernetes.io/pid-pressure' },
};
const CONDITION_KEYS = new Set([
  UNSCHEDULABLE,
  ...Object.values(KEY_BY_CONDITION).flatMap((byStatus) => Object.values(byStatus)),
]);

export const readyCondition = ({ status }: Node) => status.conditions?.find(({ type }) => type === 'Ready');

export const hasTaint = ({ spec }: Node, key: string, effect: string): boolean =>
  spec.taints?.some((taint) => taint.key === key && taint.effect === effect) ?? false;

/** Which NoSchedule taints the node lacks and which it has for no reason any more. */
export function noScheduleChanges({ spec, status }: Node): {
  readonly add: readonly string[];
  readonly remove: readonly string[];
} {
  const wanted = (status.conditions ?? []).flatMap(({ type, status: value }) => {
    const key = KEY_BY_CONDITION[type]?.[value];
    return key === undefined ? [] : [key];
  });
  if (spec.unschedulable === true) wanted.push(UNSCHEDULABLE);
  const present = (spec.taints ?? [])
    .filter(({ key, effect }) => effect === 'NoSchedule' && CONDITION_KEYS.has(key))
    .map(({ key }) => key);
  return {
    add: wanted.filter((key) => !present.includes(key)),
    remove: present.filter((key) => !wanted.includes(key)),
  };
}

interface TaintChange {
  readonly effect: 'NoSchedule' | 'NoExecute';
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly timeAdded: string;
}

/** The node's taints after the change, or undefined if it changes nothing. */
export function changedTaints(
  { spec }: Node,
  { effect, add, remove, timeAdded }: TaintChange,
): Taint[] | undefined {
  const taints = spec.taints ?? [];
  const concerns = (taint: Taint, keys: readonly string[]): boolean =>
    taint.effect === effect && keys.includes(taint.key);
  const kept = taints.filter((taint) => !concerns(taint, remove));
  const missing = add.filter((key) => !taints.some((taint) => taint.key === key && taint.effect === effect));
  if (kept.length === taints.length && missing.length === 0) return undefined;
  return [...kept, ...missing.map((key) => ({ key, effect, timeAdded }))];
}
