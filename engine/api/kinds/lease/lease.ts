// Lease: who holds a role, and until when. Nodes renew one each; controllers elect their leader with one.
//
// Source: kubernetes v1.20.2 pkg/apis/coordination/validation/validation.go.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { Lease } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { leasePrinter } from './printer.ts';

const SPEC = FieldPath.of('spec');
const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };

function validateSpec({ spec }: Lease, problems: Problems): void {
  const { leaseDurationSeconds, leaseTransitions } = spec;
  if (leaseDurationSeconds != null && leaseDurationSeconds <= 0) {
    problems.invalid(SPEC.child('leaseDurationSeconds'), leaseDurationSeconds, 'must be greater than 0');
  }
  if (leaseTransitions != null && leaseTransitions < 0) {
    const text = problems.has('leaseTransitionsText')
      ? 'must be greater than or equal to 0'
      : 'must to greater or equal than 0';
    problems.invalid(SPEC.child('leaseTransitions'), leaseTransitions, text);
  }
}

export const lease = defineKind<Lease>({
  kind: 'Lease',
  plural: 'leases',
  singular: 'lease',
  shortNames: [],
  categories: [],
  namespaced: true,
  versions: [
    { group: 'coordination.k8s.io', version: 'v1', from: 14 },
    {
      group: 'coordination.k8s.io',
      version: 'v1beta1',
      until: 21,
      deprecatedFrom: 19,
      replacement: 'coordination.k8s.io/v1 Lease',
    },
  ],
  statusSubresource: false,
  printer: leasePrinter,
  setDefaults: (object) => {
    object.spec ??= {};
  },
  validateCreate: (object, problems) => {
    validateKubeObjectMeta(object.metadata, META_RULES, METADATA, problems);
    validateSpec(object, problems);
  },
  validateUpdate: (object, old, problems) => {
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    validateSpec(object, problems);
  },
});
