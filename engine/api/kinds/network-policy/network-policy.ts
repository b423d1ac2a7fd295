// NetworkPolicy: which peers may reach the pods it selects, and which they may reach.
//
// Source: kubernetes v1.20.2 pkg/registry/networking/networkpolicy/strategy.go, pkg/apis/networking/v1/defaults.go.

import type { NetworkPolicy } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { METADATA, validateObjectMetaUpdate } from '../../validation/object-meta.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { networkPolicyPrinter } from './printer.ts';
import { validateNetworkPolicy, validateNetworkPolicySpec } from './validation.ts';

function setNetworkPolicyDefaults(policy: NetworkPolicy): void {
  policy.spec ??= { podSelector: {} };
  const { spec } = policy;
  spec.podSelector ??= {};
  dropZero(spec, 'ingress', 'egress', 'policyTypes');
  const rules = [...(spec.ingress ?? []), ...(spec.egress ?? [])];
  for (const rule of rules) for (const port of rule.ports ?? []) port.protocol ??= 'TCP';
  spec.policyTypes ??= spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
}

function dropEndPorts({ spec }: NetworkPolicy): void {
  for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
    for (const port of rule.ports ?? []) delete port.endPort;
  }
}

export const networkPolicy = defineKind<NetworkPolicy>({
  kind: 'NetworkPolicy',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  shortNames: ['netpol'],
  categories: [],
  namespaced: true,
  versions: [
    { group: 'networking.k8s.io', version: 'v1' },
    {
      group: 'extensions',
      version: 'v1beta1',
      until: 15,
      deprecatedFrom: 9,
      replacement: 'networking.k8s.io/v1 NetworkPolicy',
    },
  ],
  // Upstream registers the internal type in extensions before networking.k8s.io; still so in 1.28.
  refusalGroup: 'extensions',
  statusSubresource: false,
  printer: networkPolicyPrinter,
  setDefaults: setNetworkPolicyDefaults,
  prepareForCreate: (object, { version }) => {
    object.metadata.generation = 1;
    if (!version.has('networkPolicyEndPort')) dropEndPorts(object);
  },
  prepareForUpdate: (object, old, { version }) => {
    if (!version.has('networkPolicyEndPort')) dropEndPorts(object);
    if (!semanticallyEqual(object.spec, old.spec)) {
      object.metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
  },
  validateCreate: validateNetworkPolicy,
  validateUpdate: (object, old, problems) => {
    validateNetworkPolicy(object, problems);
    validateObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    validateNetworkPolicySpec(object.spec, problems);
  },
});
