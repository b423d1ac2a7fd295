// Node labels that have newer names, and what is said where one is used.
//
// Source: kubernetes v1.28.0 pkg/api/node/util.go.

import type { FieldPath } from '../validation/field-error.ts';

const DEPRECATED: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region':
    'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone':
    'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type':
    'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
};

export const labelDeprecation = (label: string): string | undefined =>
  Object.hasOwn(DEPRECATED, label) ? DEPRECATED[label] : undefined;

interface Term {
  readonly matchExpressions?: readonly { readonly key: string }[];
}

export function termWarnings(term: Term | undefined, path: FieldPath): string[] {
  return (term?.matchExpressions ?? []).flatMap(({ key }, i) => {
    const text = labelDeprecation(key);
    return text === undefined
      ? []
      : [`${path.child('matchExpressions').index(i).child('key')}: ${key} is ${text}`];
  });
}
