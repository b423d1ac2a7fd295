// What may change on a pod that its scheduling gates still hold back.
//
// Source: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidatePodUpdate (AllowMutableNodeSelectorAndNodeAffinity),
// validateOnlyDeletedSchedulingGates, validateNodeSelectorMutation, validateNodeAffinityMutation.

import type { PodSpec } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import type { NodeAffinity, NodeSelector } from '../../validation/node-selector.ts';
import type { Problems } from '../../validation/problems.ts';

const SPEC: FieldPath = FieldPath.of('spec');
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
type Term = NodeSelector['nodeSelectorTerms'][number];

/** @param munged the new spec without its allowed changes; those of a gated pod are set back in it */
export function validateGatedPodUpdate(
  munged: PodSpec,
  spec: PodSpec,
  old: PodSpec,
  problems: Problems,
): void {
  const oldGates = (old.schedulingGates ?? []).map((gate) => gate.name);
  (spec.schedulingGates ?? []).forEach(({ name }, i) => {
    if (oldGates.includes(name)) return;
    const text = `only deletion is allowed, but found new scheduling gate '${name}'`;
    problems.forbidden(SPEC.child('schedulingGates').index(i).child('name'), text);
  });
  if (oldGates.length === 0 || !problems.has('schedulingGates')) return;
  validateNodeSelectorChange(munged, old, problems);
  validateNodeAffinityChange(munged, old, problems);
}

function validateNodeSelectorChange(munged: PodSpec, old: PodSpec, problems: Problems): void {
  const before = old.nodeSelector ?? {};
  const now = munged.nodeSelector ?? {};
  if (Object.keys(before).some((key) => now[key] !== before[key])) {
    const text = 'only additions to spec.nodeSelector are allowed (no mutations or deletions)';
    problems.invalid(SPEC.child('nodeSelector'), now, text);
  }
  if (old.nodeSelector === undefined) delete munged.nodeSelector;
  else munged.nodeSelector = old.nodeSelector;
}

function validateNodeAffinityChange(munged: PodSpec, old: PodSpec, problems: Problems): void {
  const before = old.affinity?.nodeAffinity;
  const now = munged.affinity?.nodeAffinity;
  if (semanticallyEqual(before, now)) return;
  validateTerms(now, before, problems);
  const { nodeAffinity: _, ...others } = munged.affinity ?? {};
  if (before === undefined && Object.keys(others).length === 0 && old.affinity === undefined)
    delete munged.affinity;
  else munged.affinity = before === undefined ? others : { ...others, nodeAffinity: before };
}

function validateTerms(
  now: NodeAffinity | undefined,
  before: NodeAffinity | undefined,
  problems: Problems,
): void {
  const oldTerms = before?.[REQUIRED]?.nodeSelectorTerms ?? [];
  if (oldTerms.length === 0) return;
  const terms = now?.[REQUIRED]?.nodeSelectorTerms ?? [];
  const path = SPEC.child('affinity', 'nodeAffinity', REQUIRED, 'nodeSelectorTerms');
  if (terms.length !== oldTerms.length) {
    const shown = new GoValue(`[]core.NodeSelectorTerm{${terms.map(goTerm).join(', ')}}`, terms);
    problems.invalid(path, shown, 'no additions/deletions to non-empty NodeSelectorTerms list are allowed');
    return;
  }
  oldTerms.forEach((term, i) => {
    if (hasOnlyAdditions(terms[i]!, term)) return;
    const shown = new GoValue(goTerm(terms[i]!), terms[i]);
    problems.invalid(path.index(i), shown, 'only additions are allowed (no mutations or deletions)');
  });
}

const goTerm = ({ matchExpressions, matchFields }: Term): string =>
  `core.NodeSelectorTerm{MatchExpressions:${goRequirements(matchExpressions)}, MatchFields:${goRequirements(matchFields)}}`;

function goRequirements(requirements: Term['matchExpressions']): string {
  if (requirements === undefined) return '[]core.NodeSelectorRequirement(nil)';
  const texts = requirements.map(({ key, operator, values }) => {
    const list = values === undefined ? '(nil)' : `{${values.map(quoteGo).join(', ')}}`;
    return `core.NodeSelectorRequirement{Key:${quoteGo(key)}, Operator:${quoteGo(operator)}, Values:[]string${list}}`;
  });
  return `[]core.NodeSelectorRequirement{${texts.join(', ')}}`;
}

function hasOnlyAdditions(term: Term, old: Term): boolean {
  const fields = ['matchExpressions', 'matchFields'] as const;
  const lengths = (t: Term): number => fields.reduce((sum, field) => sum + (t[field]?.length ?? 0), 0);
  if (lengths(old) === 0) return lengths(term) === 0;
  return fields.every((field) => {
    const before = old[field] ?? [];
    return semanticallyEqual((term[field] ?? []).slice(0, before.length), before);
  });
}
