// HorizontalPodAutoscaler: keeps a workload's replicas in step with metrics.
//
// Source: kubernetes v1.20.2 pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go.

import type { HorizontalPodAutoscaler } from '../../objects.ts';
import { defineKind } from '../define-kind.ts';
import { v1ToV2, v2beta1ToV2, v2ToV1, v2ToV2beta1, v2ToV2beta2 } from './conversion.ts';
import { dropDisabledHpaFields, emptyHpaStatus, setHpaDefaults } from './defaults.ts';
import { horizontalPodAutoscalerPrinter } from './printer.ts';
import { validateHpaCreate, validateHpaStatusUpdate, validateHpaUpdate } from './validation.ts';

const GROUP = 'autoscaling';
const REPLACEMENT = 'autoscaling/v2 HorizontalPodAutoscaler';

export const horizontalPodAutoscaler = defineKind<HorizontalPodAutoscaler>({
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  singular: 'horizontalpodautoscaler',
  shortNames: ['hpa'],
  categories: ['all'],
  namespaced: true,
  versions: [
    { group: GROUP, version: 'v2', from: 23 },
    { group: GROUP, version: 'v1', toStorage: v1ToV2, fromStorage: v2ToV1 },
    {
      group: GROUP,
      version: 'v2beta1',
      until: 24,
      deprecatedFrom: 22,
      replacement: REPLACEMENT,
      toStorage: v2beta1ToV2,
      fromStorage: v2ToV2beta1,
    },
    {
      group: GROUP,
      version: 'v2beta2',
      until: 25,
      deprecatedFrom: 23,
      replacement: REPLACEMENT,
      fromStorage: v2ToV2beta2,
    },
  ],
  statusSubresource: true,
  printer: horizontalPodAutoscalerPrinter,
  setDefaults: setHpaDefaults,
  prepareForCreate: (object, context) => {
    object.status = emptyHpaStatus();
    dropDisabledHpaFields(object, undefined, context);
  },
  prepareForUpdate: (object, old, context) => {
    object.status = old.status;
    dropDisabledHpaFields(object, old, context);
  },
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: validateHpaCreate,
  validateUpdate: validateHpaUpdate,
  validateStatusUpdate: validateHpaStatusUpdate,
});
