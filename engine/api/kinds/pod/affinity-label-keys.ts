// matchLabelKeys and mismatchLabelKeys of pod affinity terms: creating a pod turns them, with the pod's own labels, into
// requirements of the term's labelSelector, which is all that the scheduler reads.
//
// Source: KEP-3633, on by default in 1.31: pkg/registry/core/pod/strategy.go, mutatePodAffinity;
// pkg/apis/core/validation/validation.go, validateMatchLabelKeysAndMismatchLabelKeys.

import type { VersionProfile } from '../../../versions/profile.ts';
import type { LabelSelector, Pod, PodSpec } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { validateLabelName } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { drop } from '../zero-values.ts';

type Affinity = NonNullable<PodSpec['affinity']>;
type PodAffinity = NonNullable<Affinity['podAffinity']>;
type PodAffinityTerm = NonNullable<PodAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number];

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

function* podTermsOf(affinity: Affinity | undefined): Iterable<PodAffinityTerm> {
  for (const side of [affinity?.podAffinity, affinity?.podAntiAffinity]) {
    yield* side?.[REQUIRED] ?? [];
    for (const { podAffinityTerm } of side?.[PREFERRED] ?? []) if (podAffinityTerm) yield podAffinityTerm;
  }
}

/** Takes from the terms what this release does not have. */
export function dropAffinityFields(affinity: Affinity | undefined, version: VersionProfile): void {
  if (version.has('podAffinityLabelKeys')) return;
  for (const term of podTermsOf(affinity)) {
    drop(term, 'matchLabelKeys', 'mismatchLabelKeys');
    if (!version.has('podAffinityNamespaceSelector')) drop(term, 'namespaceSelector');
  }
}

/** In place, on create. A term without a selector selects nothing and stays so; keys that the pod lacks are left out. */
export function mergeAffinityLabelKeys({ metadata, spec }: Pod): void {
  for (const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] } of podTermsOf(spec.affinity)) {
    if (labelSelector === undefined) continue;
    narrow(labelSelector, matchLabelKeys, 'In', metadata.labels ?? {});
    narrow(labelSelector, mismatchLabelKeys, 'NotIn', metadata.labels ?? {});
  }
}

function narrow(
  selector: LabelSelector,
  keys: readonly string[],
  operator: string,
  labels: Readonly<Record<string, string>>,
): void {
  for (const key of keys) {
    const value = labels[key];
    if (value === undefined) continue;
    selector.matchExpressions = [...(selector.matchExpressions ?? []), { key, operator, values: [value] }];
  }
}

/** Comes after the keys were merged: one that the selector had before stands in it twice. */
export function validateAffinityLabelKeys(term: PodAffinityTerm, path: FieldPath, problems: Problems): void {
  const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] } = term;
  validateKeys(matchLabelKeys, labelSelector, path.child('matchLabelKeys'), problems);
  validateKeys(mismatchLabelKeys, labelSelector, path.child('mismatchLabelKeys'), problems);
  const seen = new Set(Object.keys(labelSelector?.matchLabels ?? {}));
  for (const { key } of labelSelector?.matchExpressions ?? []) {
    const i = matchLabelKeys.lastIndexOf(key);
    if (i >= 0 && seen.has(key))
      problems.invalid(path.index(i), key, 'exists in both matchLabelKeys and labelSelector');
    seen.add(key);
  }
  matchLabelKeys.forEach((key, i) => {
    if (!mismatchLabelKeys.includes(key)) return;
    const at = path.child('matchLabelKeys').index(i);
    problems.invalid(at, key, 'exists in both matchLabelKeys and mismatchLabelKeys');
  });
}

function validateKeys(
  keys: readonly string[],
  selector: LabelSelector | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  if (keys.length === 0) return;
  if (selector === undefined) {
    problems.forbidden(path, 'must not be specified when labelSelector is not set');
    return;
  }
  keys.forEach((key, i) => {
    validateLabelName(key, path.index(i), problems);
  });
}
