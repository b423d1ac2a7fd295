// Whether a volume's node affinity is still what it was, but for label keys that have become GA.
//
// Source: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, validatePvNodeAffinity, betaToGALabel.

import type { PersistentVolume } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';

type Affinity = PersistentVolume['spec']['nodeAffinity'];

const GA_LABELS: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
};

export function isOnlyLabelUpgrade(affinity: Affinity, old: Affinity): boolean {
  return semanticallyEqual(affinity, renamed(old, affinity));
}

/** The old affinity with each key renamed where the new one has its GA name at the same place. */
function renamed(old: Affinity, affinity: Affinity): Affinity {
  const terms = affinity?.required?.nodeSelectorTerms ?? [];
  if (old?.required == null) return old;
  const nodeSelectorTerms = old.required.nodeSelectorTerms.map((term, i) => {
    if (term.matchExpressions == null) return term;
    const matchExpressions = term.matchExpressions.map((requirement, j) => {
      const key = terms[i]?.matchExpressions?.[j]?.key;
      return key !== undefined && GA_LABELS[requirement.key] === key ? { ...requirement, key } : requirement;
    });
    return { ...term, matchExpressions };
  });
  return { ...old, required: { ...old.required, nodeSelectorTerms } };
}
