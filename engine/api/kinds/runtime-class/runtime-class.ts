// RuntimeClass: a way to run containers, what it costs each pod, and on which nodes it is to be had.
//
// Source: kubernetes v1.20.2 pkg/registry/node/runtimeclass/strategy.go; pkg/apis/node/validation/validation.go (equal in
// v1.28.0).

import { nameIsDnsLabel, nameIsDnsSubdomain } from '../../names/dns.ts';
import type { RuntimeClass } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules, validateLabels } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateResourceRequirements } from '../../validation/resources.ts';
import { defineKind } from '../define-kind.ts';
import { setResourceListDefaults } from '../pod/resource-list.ts';
import { validateTolerations } from '../pod/tolerations.ts';
import { runtimeClassPrinter } from './printer.ts';

const META_RULES: MetaRules = { namespaced: false, nameCheck: nameIsDnsSubdomain };
const HANDLER = FieldPath.of('handler');

function validateRuntimeClass(
  { metadata, handler, overhead, scheduling }: RuntimeClass,
  problems: Problems,
): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  problems.invalidEach(HANDLER, handler ?? '', nameIsDnsLabel(handler ?? '', false, problems.version));
  if (overhead !== undefined)
    validateResourceRequirements({ limits: overhead.podFixed ?? {} }, FieldPath.of('overhead'), problems);
  if (scheduling === undefined) return;
  const path = FieldPath.of('scheduling');
  validateLabels(scheduling.nodeSelector ?? {}, path.child('nodeSelector'), problems);
  validateTolerations(scheduling.tolerations ?? [], path.child('tolerations'), problems);
}

export const runtimeClass = defineKind<RuntimeClass>({
  kind: 'RuntimeClass',
  plural: 'runtimeclasses',
  singular: 'runtimeclass',
  shortNames: [],
  categories: [],
  namespaced: false,
  versions: [
    { group: 'node.k8s.io', version: 'v1', from: 20 },
    {
      group: 'node.k8s.io',
      version: 'v1beta1',
      from: 14,
      until: 24,
      // Upstream names no replacement.
      deprecatedFrom: 22,
    },
  ],
  statusSubresource: false,
  printer: runtimeClassPrinter,
  setDefaults: ({ overhead }) => setResourceListDefaults(overhead?.podFixed),
  validateCreate: validateRuntimeClass,
  validateUpdate: (object, old, problems) => {
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    validateImmutableField(object.handler, old.handler, HANDLER, problems);
  },
});
