// What objects of a kind use up of a quota: one evaluator a kind; kinds without one of their own are merely counted.
//
// Source: kubernetes v1.20.2 pkg/quota/v1/interfaces.go, Evaluator; pkg/quota/v1/generic/evaluator.go,
// objectCountEvaluator; pkg/quota/v1/evaluator/core/registry.go.

import type { VersionProfile } from '../../versions/profile.ts';
import type { KindTraits } from '../kind.ts';
import type { AnyObject, ResourceQuota } from '../objects.ts';
import { claimEvaluator } from './claim-evaluator.ts';
import { podEvaluator } from './pod-evaluator.ts';
import { addLists, count, EMPTY, type ResourceList } from './resource-list.ts';
import { serviceEvaluator } from './service-evaluator.ts';

export type ScopeSelector = {
  readonly scopeName: string;
  readonly operator?: string;
  readonly values?: readonly string[];
};

export interface EvaluatorContext {
  readonly version: VersionProfile;
  /** Milliseconds since the Unix epoch. */
  readonly nowEpochMs: number;
}

export interface Evaluator {
  readonly operations: readonly ('create' | 'update')[];
  /** Those of the resources that the kind counts towards. */
  readonly matching: (resources: readonly string[]) => string[];
  readonly matchesScope: (scope: ScopeSelector, object: AnyObject, context: EvaluatorContext) => boolean;
  readonly usage: (object: AnyObject, context: EvaluatorContext) => ResourceList;
  /** What the object lacks that the quota's resources make it name: upstream's words, or undefined. */
  readonly problem?: (
    required: readonly string[],
    object: AnyObject,
    context: EvaluatorContext,
  ) => string | undefined;
}

// Source: registry.go, legacyObjectCountAliases.
const ALIASES: ReadonlySet<string> = new Set([
  'configmaps',
  'resourcequotas',
  'replicationcontrollers',
  'secrets',
]);
// Source: pkg/quota/v1/install/registry.go, DefaultIgnoredResources.
const IGNORED: ReadonlySet<string> = new Set(['Event']);

/** `count/pods`, `count/deployments.apps`. Source: ObjectCountQuotaResourceNameFor. */
export function countName({ plural, versions }: Pick<KindTraits, 'plural' | 'versions'>): string {
  const group = versions[0]?.group ?? '';
  return group === '' ? `count/${plural}` : `count/${plural}.${group}`;
}

function countEvaluator(traits: KindTraits): Evaluator {
  const counted = [countName(traits), ...(ALIASES.has(traits.plural) ? [traits.plural] : [])];
  const usage = new Map(counted.map((name) => [name, count(1)]));
  return {
    operations: ['create'],
    matching: (resources) => resources.filter((name) => counted.includes(name)).sort(),
    matchesScope: () => false,
    usage: () => usage,
  };
}

const OWN: Readonly<Record<string, Evaluator>> = {
  Pod: podEvaluator,
  Service: serviceEvaluator,
  PersistentVolumeClaim: claimEvaluator,
};
const counters = new WeakMap<KindTraits, Evaluator>();

/** Undefined for kinds that quotas leave alone: cluster-scoped ones, Events. */
export function evaluatorOf(traits: KindTraits): Evaluator | undefined {
  if (!traits.namespaced || IGNORED.has(traits.kind)) return undefined;
  if (Object.hasOwn(OWN, traits.kind)) return OWN[traits.kind];
  const known = counters.get(traits);
  if (known !== undefined) return known;
  const counter = countEvaluator(traits);
  counters.set(traits, counter);
  return counter;
}

/** Whether all scopes of the quota take the object. Its resources are another matter. */
export function matchesScopes(
  quota: ResourceQuota,
  evaluator: Evaluator,
  object: AnyObject,
  context: EvaluatorContext,
): boolean {
  return scopesOf(quota).every((scope) => evaluator.matchesScope(scope, object, context));
}

/** Scopes and scope selector as one list. Source: getScopeSelectorsFromQuota. */
export function scopesOf({ spec }: ResourceQuota): ScopeSelector[] {
  const scopes = (spec.scopes ?? []).map((scopeName) => ({ scopeName, operator: 'Exists' }));
  return [...scopes, ...((spec.scopeSelector?.matchExpressions ?? []) as ScopeSelector[])];
}

/**
 * What the objects of one kind in a namespace use of the given resources; zero where none counts.
 * Source: generic/evaluator.go, CalculateUsageStats.
 */
export function usageOf(
  quota: ResourceQuota,
  evaluator: Evaluator,
  resources: readonly string[],
  objects: Iterable<AnyObject>,
  context: EvaluatorContext,
): ResourceList {
  let used: ResourceList =
    resources.length === 0 ? EMPTY : new Map(resources.map((name) => [name, count(0)]));
  for (const object of objects) {
    if (matchesScopes(quota, evaluator, object, context))
      used = addLists(used, evaluator.usage(object, context));
  }
  return used;
}
