// Which sizes a Deployment's ReplicaSets should get in one step: rolling update, proportional scaling, Recreate.
//
// Pure: each function returns the changes in the order in which upstream writes them. A set may appear twice, first
// to shed pods that are not available, then within what availability allows; both are writes, and both are events.
// Source: kubernetes v1.20.2 pkg/controller/deployment/rolling.go; sync.go, scale; util/deployment_util.go.

import type { Deployment, ReplicaSet } from '../../api/objects.ts';
import { desiredReplicasNoted, maxReplicasNoted, sizesAreNoted } from './annotations.ts';
import { isRollingUpdate, maxReplicas, maxUnavailable, wantedReplicas } from './fenceposts.ts';
import {
  availableReplicas,
  compareByAge,
  compareBySizeNewer,
  compareBySizeOlder,
  isActiveSet,
  sizeOf,
  specReplicas,
} from './replica-sets.ts';

export interface Scaling {
  readonly set: ReplicaSet;
  /** The size it should get; its present one where only the sizes noted in annotations change. */
  readonly replicas: number;
  /** What the event says; without it, what the sizes say. In proportional scaling it is the direction of the whole. */
  readonly direction?: 'up' | 'down';
}

export class UnsupportedStrategyError extends Error {}

const resized = (set: ReplicaSet, replicas: number): Scaling[] =>
  sizeOf(set) === replicas ? [] : [{ set, replicas }];

const withSize = (set: ReplicaSet, replicas: number): ReplicaSet => ({
  ...set,
  spec: { ...set.spec, replicas },
});

/** The size of a new ReplicaSet that has `newReplicas` now, among `totalReplicas` of all sets. */
export function newSetReplicas(deployment: Deployment, totalReplicas: number, newReplicas: number): number {
  const wanted = wantedReplicas(deployment);
  const type = deployment.spec.strategy?.type;
  if (type === 'Recreate') return wanted;
  if (type !== 'RollingUpdate') throw new UnsupportedStrategyError(`deployment type ${type} isn't supported`);
  const room = maxReplicas(deployment) - totalReplicas;
  return room <= 0 ? newReplicas : newReplicas + Math.min(room, wanted - newReplicas);
}

/** Grows the new set as far as maxSurge allows, or cuts it to the wanted size. */
export function reconcileNewSet(
  deployment: Deployment,
  newSet: ReplicaSet,
  oldSets: readonly ReplicaSet[],
): Scaling[] {
  const wanted = wantedReplicas(deployment);
  if (sizeOf(newSet) >= wanted) return resized(newSet, wanted);
  return resized(newSet, newSetReplicas(deployment, specReplicas([...oldSets, newSet]), sizeOf(newSet)));
}

/**
 * Shrinks old sets as far as maxUnavailable allows. `isRefused`: the step does not count as scaling, though the
 * changes before the refusal stand.
 *
 * Worked example: 10 replicas, maxUnavailable 2, maxSurge 3. The new set has 5 pods, none available, the old one 8.
 * 13 pods - 8 that must be available - 5 unavailable new ones = 0: nothing goes, however many old pods are broken.
 */
export function reconcileOldSets(
  deployment: Deployment,
  newSet: ReplicaSet,
  oldSets: readonly ReplicaSet[],
): { readonly changes: readonly Scaling[]; readonly isRefused: boolean } {
  const active = oldSets.filter(isActiveSet).sort(compareByAge);
  const minAvailable = wantedReplicas(deployment) - maxUnavailable(deployment);
  const newUnavailable = sizeOf(newSet) - (newSet.status?.availableReplicas ?? 0);
  const cutMax = specReplicas([...oldSets, newSet]) - minAvailable - newUnavailable;
  if (specReplicas(active) === 0 || cutMax <= 0) return { changes: [], isRefused: false };
  const { cleanUps, isRefused } = unhealthyCuts(active, cutMax);
  if (isRefused) return { changes: cleanUps, isRefused };
  const cleaned = active.map((set) => {
    const cut = cleanUps.find((change) => change.set === set);
    return cut === undefined ? set : withSize(set, cut.replicas);
  });
  const cuts = availableCuts(cleaned, availableReplicas([...active, newSet]) - minAvailable);
  return { changes: [...cleanUps, ...cuts], isRefused };
}

/**
 * Pods that are not available anyway: oldest set first.
 *
 * A set just cut may still count more available pods than it asks for. Upstream takes that for an attempt to grow it,
 * refuses, and leaves the old sets alone until its status has caught up.
 */
function unhealthyCuts(
  sets: readonly ReplicaSet[],
  cutMax: number,
): { cleanUps: Scaling[]; isRefused: boolean } {
  const cleanUps: Scaling[] = [];
  let left = cutMax;
  for (const set of sets) {
    if (left <= 0) break;
    const unhealthy = sizeOf(set) - (set.status?.availableReplicas ?? 0);
    if (unhealthy === 0) continue;
    if (unhealthy < 0) return { cleanUps, isRefused: true };
    const cut = Math.min(left, unhealthy);
    left -= cut;
    cleanUps.push({ set, replicas: sizeOf(set) - cut });
  }
  return { cleanUps, isRefused: false };
}

/** Pods beyond what must stay available: oldest set first. */
function availableCuts(sets: readonly ReplicaSet[], spare: number): Scaling[] {
  let left = spare;
  return sets.flatMap((set) => {
    if (left <= 0 || sizeOf(set) === 0) return [];
    const cut = Math.min(sizeOf(set), left);
    left -= cut;
    return [{ set, replicas: sizeOf(set) - cut }];
  });
}

/** Whether the Deployment was scaled since its sets were: then sizes follow in proportion, and no rollout goes on. */
export function isScalingEvent(deployment: Deployment, sets: readonly ReplicaSet[]): boolean {
  return sets.filter(isActiveSet).some((set) => {
    const desired = desiredReplicasNoted(set);
    return desired !== undefined && desired !== wantedReplicas(deployment);
  });
}

function isSaturated(deployment: Deployment, set: ReplicaSet): boolean {
  const wanted = wantedReplicas(deployment);
  return (
    sizeOf(set) === wanted &&
    desiredReplicasNoted(set) === wanted &&
    (set.status?.availableReplicas ?? 0) === wanted
  );
}

/** Sizes after the Deployment itself was scaled, or while it is paused. */
export function scaleSets(
  deployment: Deployment,
  newSet: ReplicaSet | undefined,
  oldSets: readonly ReplicaSet[],
): Scaling[] {
  const newestOldFirst = [...oldSets].sort((a, b) => compareByAge(b, a));
  const active = [...newestOldFirst, ...(newSet === undefined ? [] : [newSet])].filter(isActiveSet);
  const only = active[0] ?? newSet ?? newestOldFirst[0];
  if (active.length <= 1) return only === undefined ? [] : resized(only, wantedReplicas(deployment));
  if (newSet !== undefined && isSaturated(deployment, newSet)) {
    return newestOldFirst.filter(isActiveSet).map((set) => ({ set, replicas: 0 }));
  }
  return isRollingUpdate(deployment) ? scaleProportionally(deployment, active) : [];
}

/**
 * Larger sets first take their share of what is added or removed; the largest takes what rounding leaves.
 * Arithmetic is that of 32 bits, as upstream's: a set noted with 0 as its maximum overflows it.
 */
function scaleProportionally(deployment: Deployment, active: readonly ReplicaSet[]): Scaling[] {
  const allowed = wantedReplicas(deployment) > 0 ? maxReplicas(deployment) : 0;
  const toAdd = allowed - specReplicas(active);
  const sets = [...active];
  if (toAdd !== 0) sets.sort(toAdd > 0 ? compareBySizeNewer : compareBySizeOlder);
  let added = 0;
  const sizes = sets.map((set) => {
    const share = proportion(set, deployment, toAdd, (toAdd - added) | 0);
    added = (added + share) | 0;
    return (sizeOf(set) + share) | 0;
  });
  if (sizes[0] !== undefined && toAdd !== 0) sizes[0] = Math.max(0, (sizes[0] + toAdd - added) | 0);
  const direction = toAdd > 0 ? 'up' : 'down';
  return sets
    .map((set, i) => ({ set, replicas: sizes[i]!, direction }) as const)
    .filter(({ set, replicas }) => sizeOf(set) !== replicas || !sizesAreNoted(set, deployment));
}

function proportion(set: ReplicaSet, deployment: Deployment, toAdd: number, left: number): number {
  if (sizeOf(set) === 0 || toAdd === 0 || left === 0) return 0;
  const share = fraction(set, deployment);
  return toAdd > 0 ? Math.min(share, left) : Math.max(share, left);
}

function fraction(set: ReplicaSet, deployment: Deployment): number {
  if (wantedReplicas(deployment) === 0) return -sizeOf(set);
  const of = maxReplicasNoted(set) ?? deployment.status?.replicas ?? 0;
  return (roundToInt32((sizeOf(set) * maxReplicas(deployment)) / of) - sizeOf(set)) | 0;
}

// Away from zero at halves; what is no number becomes what Go makes of it on amd64.
// Source: vendor/k8s.io/utils/integer/integer.go, RoundToInt32.
function roundToInt32(value: number): number {
  if (!Number.isFinite(value)) return -(2 ** 31);
  return value < 0 ? Math.ceil(value - 0.5) : Math.floor(value + 0.5);
}
