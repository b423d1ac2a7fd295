// Namespace: a scope of names. Its `kubernetes` finalizer keeps it until the controller has emptied it.
//
// Source: kubernetes v1.20.2 pkg/registry/core/namespace/strategy.go; pkg/apis/core/validation/validation.go,
// ValidateNamespace; v1.28.0 pkg/apis/core/v1/defaults.go, SetDefaults_Namespace.

import { nameIsDnsLabel } from '../../names/dns.ts';
import { isQualifiedName } from '../../names/labels.ts';
import type { Namespace } from '../../objects.ts';
import { COPY_OF } from '../../plain.ts';
import { FieldPath } from '../../validation/field-error.ts';
import {
  METADATA,
  type MetaRules,
  validateObjectMeta,
  validateObjectMetaUpdate,
} from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { namespacePrinter } from './printer.ts';

const META_RULES: MetaRules = { namespaced: false, nameCheck: nameIsDnsLabel };
const FINALIZERS = FieldPath.of('spec', 'finalizers');
const KUBERNETES_FINALIZER = 'kubernetes';
const NAME_LABEL = 'kubernetes.io/metadata.name';
// helper.IsStandardFinalizerName.
const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

function validateFinalizer(finalizer: string, path: FieldPath, problems: Problems): void {
  problems.invalidEach(path, finalizer, isQualifiedName(finalizer, problems.version));
  if (finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) return;
  const text = 'name is neither a standard finalizer name nor is it fully qualified';
  problems.invalid(path, finalizer, text);
}

function validateNamespace(namespace: Namespace, problems: Problems): void {
  validateObjectMeta(namespace.metadata, META_RULES, METADATA, problems);
  for (const finalizer of namespace.spec.finalizers ?? []) {
    validateFinalizer(finalizer, FINALIZERS, problems);
  }
}

/** An update through the `finalize` subresource, which alone may change spec.finalizers. */
export function validateNamespaceFinalizeUpdate(
  namespace: Namespace,
  old: Namespace,
  problems: Problems,
): void {
  validateObjectMetaUpdate(namespace.metadata, old.metadata, METADATA, problems);
  (namespace.spec.finalizers ?? []).forEach((finalizer, i) => {
    validateFinalizer(finalizer, FINALIZERS.index(i), problems);
  });
}

function validateStatusUpdate(object: Namespace, old: Namespace, problems: Problems): void {
  validateObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
  const isDeleted = object.metadata.deletionTimestamp !== undefined;
  const phase = object.status.phase ?? '';
  if (phase === (isDeleted ? 'Terminating' : 'Active')) return;
  const text = isDeleted
    ? "may only be 'Terminating' if `deletionTimestamp` is not empty"
    : "may only be 'Active' if `deletionTimestamp` is empty";
  problems.invalid(FieldPath.of('status', 'Phase'), phase, text);
}

export const namespace = defineKind<Namespace>({
  kind: 'Namespace',
  plural: 'namespaces',
  singular: 'namespace',
  shortNames: ['ns'],
  categories: [],
  namespaced: false,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: true,
  printer: namespacePrinter,
  setDefaults: (object, { version }) => {
    object.spec ??= {};
    dropZero(object.spec, 'finalizers');
    object.status ??= {};
    object.status.phase ||= 'Active';
    if (version.has('namespaceDefaultLabelName') && object.metadata.name) {
      object.metadata.labels = { ...COPY_OF, ...object.metadata.labels, [NAME_LABEL]: object.metadata.name };
    }
  },
  prepareForCreate: (object) => {
    object.status = { phase: 'Active' };
    const finalizers = object.spec.finalizers ?? [];
    if (!finalizers.includes(KUBERNETES_FINALIZER)) {
      object.spec.finalizers = [...finalizers, KUBERNETES_FINALIZER];
    }
  },
  prepareForUpdate: (object, old) => {
    object.spec = { ...object.spec, finalizers: old.spec.finalizers };
    object.status = old.status;
  },
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: validateNamespace,
  validateUpdate: (object, old, problems) => {
    validateNamespace(object, problems);
    validateObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
  },
  validateStatusUpdate,
  selectableFields: ({ metadata, status }) => ({
    name: metadata.name,
    'status.phase': status?.phase ?? '',
  }),
});
