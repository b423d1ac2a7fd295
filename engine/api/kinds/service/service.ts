// Service: a stable address in front of pods.
//
// Source: kubernetes v1.20.2 pkg/registry/core/service/strategy.go. Cluster IPs and node ports come from the registry
// (apiserver/service).

import type { Service } from '../../objects.ts';
import { defineKind } from '../define-kind.ts';
import { setServiceDefaults } from './defaults.ts';
import { servicePrinter } from './printer.ts';
import { prepareServiceForCreate, prepareServiceForUpdate } from './strategy.ts';
import { validateServiceCreate, validateServiceStatusUpdate, validateServiceUpdate } from './validation.ts';

export const service = defineKind<Service>({
  kind: 'Service',
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: true,
  printer: servicePrinter,
  setDefaults: setServiceDefaults,
  prepareForCreate: prepareServiceForCreate,
  prepareForUpdate: prepareServiceForUpdate,
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: validateServiceCreate,
  validateUpdate: validateServiceUpdate,
  validateStatusUpdate: validateServiceStatusUpdate,
  // Since 1.31 (kubernetes #123905).
  selectableFields: ({ spec }) => ({
    'spec.clusterIP': spec.clusterIP ?? '',
    'spec.type': spec.type ?? '',
  }),
  fieldSupport: {
    'spec.sessionAffinityConfig': 'acts',
    'spec.loadBalancerIP': 'acts',
    'spec.loadBalancerClass': 'acts',
    'spec.ports[*].appProtocol': 'describes',
    'spec.trafficDistribution': 'acts',
  },
});
