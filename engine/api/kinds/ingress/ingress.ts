// Ingress: HTTP hosts and paths in front of Services.
//
// Source: kubernetes v1.20.2 pkg/registry/networking/ingress/strategy.go.

import type { Ingress } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { fromV1, toV1 } from './conversion.ts';
import { ingressPrinter } from './printer.ts';
import { validateIngressCreate, validateIngressStatusUpdate, validateIngressUpdate } from './validation.ts';

function setIngressDefaults(ingress: Ingress): void {
  ingress.spec ??= {};
  dropZero(ingress.spec, 'rules', 'tls');
  ingress.status = { ...ingress.status, loadBalancer: ingress.status?.loadBalancer ?? {} };
  dropZero(ingress.status.loadBalancer, 'ingress');
}

const BETA = {
  version: 'v1beta1',
  until: 21,
  replacement: 'networking.k8s.io/v1 Ingress',
  toStorage: toV1,
  fromStorage: fromV1,
};

export const ingress = defineKind<Ingress>({
  kind: 'Ingress',
  plural: 'ingresses',
  singular: 'ingress',
  shortNames: ['ing'],
  categories: [],
  namespaced: true,
  versions: [
    { group: 'networking.k8s.io', version: 'v1', from: 19 },
    { group: 'networking.k8s.io', from: 14, deprecatedFrom: 19, ...BETA },
    { group: 'extensions', deprecatedFrom: 14, ...BETA },
  ],
  // Upstream registers the internal type in extensions before networking.k8s.io; still so in 1.28.
  refusalGroup: 'extensions',
  statusSubresource: true,
  printer: ingressPrinter,
  setDefaults: setIngressDefaults,
  prepareForCreate: (object) => {
    object.status = { loadBalancer: {} };
    object.metadata.generation = 1;
  },
  prepareForUpdate: (object, old) => {
    object.status = old.status;
    if (semanticallyEqual(object.spec, old.spec)) return;
    object.metadata.generation = (old.metadata.generation ?? 0) + 1;
  },
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: validateIngressCreate,
  validateUpdate: validateIngressUpdate,
  validateStatusUpdate: validateIngressStatusUpdate,
});
