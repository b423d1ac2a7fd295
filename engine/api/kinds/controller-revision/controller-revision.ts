// ControllerRevision: a snapshot of a StatefulSet's or DaemonSet's template. Its data never changes.
//
// Source: kubernetes v1.20.2 pkg/apis/apps/validation/validation.go, ValidateControllerRevision*;
// pkg/registry/apps/controllerrevision/strategy.go.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { ControllerRevision } from '../../objects.ts';
import { FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, validateNonnegative } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { controllerRevisionPrinter } from './printer.ts';

const META_RULES = { namespaced: true, nameCheck: nameIsDnsSubdomain };
const DATA = FieldPath.of('data');

function validateCreate(revision: ControllerRevision, problems: Problems): void {
  validateKubeObjectMeta(revision.metadata, META_RULES, METADATA, problems);
  if (revision.data === undefined) problems.required(DATA, 'data is mandatory');
  validateNonnegative(revision.revision ?? 0, FieldPath.of('revision'), problems);
}

function validateUpdate(revision: ControllerRevision, old: ControllerRevision, problems: Problems): void {
  validateKubeObjectMetaUpdate(revision.metadata, old.metadata, METADATA, problems);
  validateCreate(revision, problems);
  const raw = JSON.stringify(revision.data);
  const shown = raw === undefined ? null : new GoValue(`runtime.RawExtension{Raw:${raw}}`, revision.data);
  // Kept as raw text by upstream, so that a null is a difference here.
  const isSame = raw === JSON.stringify(old.data);
  if (!isSame) problems.invalid(DATA, shown, 'field is immutable');
}

export const controllerRevision = defineKind<ControllerRevision>({
  kind: 'ControllerRevision',
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  shortNames: [],
  categories: [],
  namespaced: true,
  versions: [
    { group: 'apps', version: 'v1' },
    { group: 'apps', version: 'v1beta2', until: 15 },
    { group: 'apps', version: 'v1beta1', until: 15 },
  ],
  statusSubresource: false,
  printer: controllerRevisionPrinter,
  rawFields: ['data'],
  setDefaults: (revision) => {
    revision.revision ??= 0;
  },
  validateCreate,
  validateUpdate,
});
