// policy/v1beta1 PodDisruptionBudget and back: an empty selector selects nothing there, everything in v1.
//
// Until 1.20 there was no v1, and nothing to keep apart but the meaning.
// Source: kubernetes v1.28.0 pkg/apis/policy/v1beta1/conversion.go, pkg/apis/policy/helper.go.

import type { AnyObject, LabelSelector } from '../../objects.ts';
import { isEmptySelector } from '../../validation/label-selector.ts';

export const V1BETA1 = 'policy/v1beta1';
/** Stands in selectors only, never on a pod. Source: PDBV1beta1Label. */
const MARK = 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match';

const selecting = (operator: 'Exists' | 'DoesNotExist'): LabelSelector => ({
  matchExpressions: [{ key: MARK, operator }],
});

function isMarked({ matchLabels, matchExpressions = [] }: LabelSelector, operator: string): boolean {
  if (Object.keys(matchLabels ?? {}).length > 0 || matchExpressions.length !== 1) return false;
  return matchExpressions[0]!.key === MARK && matchExpressions[0]!.operator === operator;
}

function withSelector(object: AnyObject, rewrite: (selector: LabelSelector) => LabelSelector): AnyObject {
  const spec = object.spec as { readonly selector?: LabelSelector } | undefined;
  if (spec?.selector == null) return object;
  return { ...object, spec: { ...spec, selector: rewrite(spec.selector) } } as AnyObject;
}

export function toV1(object: AnyObject): AnyObject {
  return withSelector(object, (selector) => {
    if (isEmptySelector(selector)) return selecting('Exists');
    if (isMarked(selector, 'DoesNotExist')) return {};
    const { matchExpressions } = selector;
    if (!matchExpressions?.some(({ key }) => key === MARK)) return selector;
    return { ...selector, matchExpressions: matchExpressions.filter(({ key }) => key !== MARK) };
  });
}

export function fromV1(object: AnyObject): AnyObject {
  return withSelector(object, (selector) => {
    if (isMarked(selector, 'Exists')) return {};
    return isEmptySelector(selector) ? selecting('DoesNotExist') : selector;
  });
}
