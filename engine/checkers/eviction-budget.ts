// An eviction takes from the budget what the budget had to give.
// Source: kubernetes v1.28.0 pkg/registry/core/pod/storage/eviction.go, checkAndDecrement.

import type { PodDisruptionBudget } from '../api/objects.ts';
import type { Checker } from './checker.ts';
import { nameOf } from './owners.ts';

const disruptedOf = ({ status }: PodDisruptionBudget): number =>
  Object.keys(status?.disruptedPods ?? {}).length;

export const evictionBudget: Checker = {
  name: 'eviction-budget',
  promise: 'an eviction is granted only by a budget that allows one more disruption, and takes it',
  kinds: ['PodDisruptionBudget'],
  begin: () => (change) => {
    if (change.op !== 'update' || change.actor === 'disruption-controller') return undefined;
    const before = change.before as PodDisruptionBudget;
    const after = change.object as PodDisruptionBudget;
    if (disruptedOf(after) <= disruptedOf(before)) return undefined;
    const had = before.status.disruptionsAllowed ?? 0;
    if (had >= 1 && after.status.disruptionsAllowed === had - 1) return undefined;
    return `budget ${nameOf(change)} granted an eviction with ${had} allowed, and then allowed ${after.status.disruptionsAllowed}`;
  },
};
