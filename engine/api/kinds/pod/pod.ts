// Pod: containers that run together on one node.
//
// Source: kubernetes v1.20.2 pkg/registry/core/pod/strategy.go, storage/storage.go; pkg/apis/core/validation.

import type { AnyObject, Pod } from '../../objects.ts';
import { firstPodIP } from '../../pod/pod-ip.ts';
import { defineKind } from '../define-kind.ts';
import { setPodDefaults } from './defaults.ts';
import { podSpecSupport } from './field-support.ts';
import { podPrinter } from './printer.ts';
import { validatePodStatusUpdate } from './status-update.ts';
import { preparePodForCreate, preparePodForStatusUpdate, preparePodForUpdate } from './strategy.ts';
import { validatePodCreate, validatePodUpdate } from './validation.ts';

export const pod = defineKind<Pod>({
  kind: 'Pod',
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: true,
  printer: podPrinter,
  gracePeriodSeconds,
  setDefaults: setPodDefaults,
  prepareForCreate: preparePodForCreate,
  prepareForUpdate: preparePodForUpdate,
  prepareForStatusUpdate: preparePodForStatusUpdate,
  validateCreate: validatePodCreate,
  validateUpdate: validatePodUpdate,
  validateStatusUpdate: validatePodStatusUpdate,
  selectableFields,
  fieldSupport: podSpecSupport('spec'),
});

/**
 * Seconds that a deletion leaves the pod: as requested, else the pod's own. A pod without a node, or one that has ended,
 * goes at once. Source: strategy.go, CheckGracefulDelete.
 */
function gracePeriodSeconds(object: AnyObject, requested: number | undefined): number {
  const { spec, status } = object as unknown as Pod;
  if (!spec.nodeName || status.phase === 'Failed' || status.phase === 'Succeeded') return 0;
  return requested ?? spec.terminationGracePeriodSeconds ?? 0;
}

// Source: strategy.go, ToSelectableFields.
function selectableFields(pod: Pod): Record<string, string> {
  const { spec, status } = pod;
  return {
    'spec.nodeName': spec.nodeName ?? '',
    'spec.restartPolicy': spec.restartPolicy ?? '',
    'spec.schedulerName': spec.schedulerName ?? '',
    'spec.serviceAccountName': spec.serviceAccountName ?? '',
    'spec.hostNetwork': String(spec.hostNetwork === true),
    'status.phase': status.phase ?? '',
    'status.podIP': firstPodIP(pod),
    'status.nominatedNodeName': status.nominatedNodeName ?? '',
  };
}
