// ComponentStatus: whether a part of the control plane answers the API server's question for its health.
//
// Nothing of it is stored and nobody can write one, so there is nothing to default or to validate. How the objects come
// about: apiserver/registry/component-statuses.ts.
// Source: kubernetes v1.28.0 pkg/registry/core/componentstatus/rest.go; staging/src/k8s.io/api/core/v1/types.go.

import type { ComponentStatus } from '../../objects.ts';
import { defineKind } from '../define-kind.ts';
import { componentStatusPrinter } from './printer.ts';

export const componentStatus = defineKind<ComponentStatus>({
  kind: 'ComponentStatus',
  plural: 'componentstatuses',
  singular: 'componentstatus',
  shortNames: ['cs'],
  categories: [],
  namespaced: false,
  verbs: ['get', 'list'],
  versions: [{ group: '', version: 'v1', deprecatedFrom: 19 }],
  statusSubresource: false,
  printer: componentStatusPrinter,
  validateCreate: () => {},
  validateUpdate: () => {},
});
