// Metadata validation, shared by every kind.
//
// Upstream checks metadata twice: the kind's own validation with the kind's name rule, and, around every strategy, a
// common one that only asks for names usable in a URL path (strategy.ts does that one). Problems come in upstream's
// order; where upstream walks a Go map, in key order.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go and
// pkg/apis/meta/v1/validation/validation.go. Left out: clusterName, which the API server clears beforehand, and
// managedFields.

import { type NameCheck, nameIsDnsLabel } from '../names/dns.ts';
import { isPathSegmentName, isPathSegmentPrefix } from '../names/identifiers.ts';
import { isLabelValue, isQualifiedName } from '../names/labels.ts';
import { byteLength } from '../names/text.ts';
import type { ObjectMeta } from '../objects.ts';
import { FieldPath, GoValue, quoteGo } from './field-error.ts';
import { validateImmutableField } from './immutable.ts';
import { validateOwnerReferences } from './owner-references.ts';
import type { Problems } from './problems.ts';

export interface MetaRules {
  readonly namespaced: boolean;
  readonly nameCheck: NameCheck;
}

export const METADATA: FieldPath = FieldPath.of('metadata');

/** What may stand in a URL path. Source: apimachinery pkg/api/validation/path/name.go, ValidatePathSegmentName. */
export const nameIsPathSegment: NameCheck = (name, prefix) =>
  prefix ? isPathSegmentPrefix(name) : isPathSegmentName(name);

const NONE: readonly string[] = [];

/**
 * Metadata as a whole. Upstream's ValidateObjectMeta.
 *
 * @param old  what is stored, for an update
 */
export function validateObjectMeta(
  meta: ObjectMeta,
  rules: MetaRules,
  path: FieldPath,
  problems: Problems,
  old?: ObjectMeta,
): void {
  const { version } = problems;
  if (meta.generateName) {
    problems.invalidEach(
      path.child('generateName'),
      meta.generateName,
      rules.nameCheck(meta.generateName, true, version),
    );
  }
  if (!meta.name) problems.required(path.child('name'), 'name or generateName is required');
  else problems.invalidEach(path.child('name'), meta.name, rules.nameCheck(meta.name, false, version));
  validateNamespace(meta.namespace, rules.namespaced, path.child('namespace'), problems);
  if (meta.generation !== undefined) validateNonnegative(meta.generation, path.child('generation'), problems);
  validateSharedMeta(meta, path, problems, old);
  if (meta.finalizers !== undefined) validateFinalizers(meta.finalizers, path.child('finalizers'), problems);
}

const IMMUTABLE_TEXTS = ['name', 'namespace', 'uid'] as const;
const MANAGED_FIELDS_OPERATIONS: readonly unknown[] = ['Apply', 'Update'];
const IMMUTABLE_TIMES = ['creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const;

/** What an update may not change in metadata. Upstream's ValidateObjectMetaUpdate. */
export function validateObjectMetaUpdate(
  meta: ObjectMeta,
  old: ObjectMeta,
  path: FieldPath,
  problems: Problems,
): void {
  if (old.deletionTimestamp !== undefined) {
    validateNoNewFinalizers(
      meta.finalizers ?? NONE,
      old.finalizers ?? NONE,
      path.child('finalizers'),
      problems,
    );
  }
  if (!meta.resourceVersion)
    problems.invalid(path.child('resourceVersion'), '', 'must be specified for an update');
  const generation = meta.generation ?? 0;
  if (generation < (old.generation ?? 0))
    problems.invalid(path.child('generation'), generation, 'must not be decremented');
  for (const key of IMMUTABLE_TEXTS) {
    if (meta[key] === old[key]) continue;
    validateImmutableField(meta[key] ?? '', old[key] ?? '', path.child(key), problems);
  }
  for (const key of IMMUTABLE_TIMES) {
    if (meta[key] === old[key]) continue;
    validateImmutableField(meta[key], old[key], path.child(key), problems, showTime(meta[key]));
  }
  validateSharedMeta(meta, path, problems, old);
}

// metav1.Time has a String method, which prints Go's long form.
function showTime(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return new GoValue(`${value.replace('T', ' ').replace('Z', '')} +0000 UTC`, value);
}

// What an update leaves as it is stored, the very same list or map, was checked when it came.
function validateSharedMeta(
  { labels, annotations, ownerReferences, managedFields }: ObjectMeta,
  path: FieldPath,
  problems: Problems,
  old?: ObjectMeta,
): void {
  if (labels !== undefined && labels !== old?.labels) validateLabels(labels, path.child('labels'), problems);
  if (annotations !== undefined && annotations !== old?.annotations)
    validateAnnotations(annotations, path.child('annotations'), problems);
  if (ownerReferences !== undefined && ownerReferences !== old?.ownerReferences)
    validateOwnerReferences(ownerReferences, path.child('ownerReferences'), problems);
  if (managedFields !== undefined)
    validateManagedFields(managedFields as readonly object[], path.child('managedFields'), problems);
}

// Source: apimachinery v0.20.2 pkg/apis/meta/v1/validation/validation.go, ValidateManagedFields.
function validateManagedFields(
  entries: readonly { readonly operation?: string; readonly fieldsType?: string }[],
  path: FieldPath,
  problems: Problems,
): void {
  entries.forEach(({ operation = '', fieldsType }, i) => {
    const at = problems.has('managedFieldsIndexed') ? path.index(i) : path;
    if (!MANAGED_FIELDS_OPERATIONS.includes(operation))
      problems.invalid(at.child('operation'), operation, 'must be `Apply` or `Update`');
    if (fieldsType && fieldsType !== 'FieldsV1')
      problems.invalid(at.child('fieldsType'), fieldsType, 'must be `FieldsV1`');
  });
}

export function validateNonnegative(value: number, path: FieldPath, problems: Problems): void {
  if (value < 0) problems.invalid(path, value, 'must be greater than or equal to 0');
}

function validateNamespace(
  namespace: string | undefined,
  namespaced: boolean,
  path: FieldPath,
  problems: Problems,
): void {
  if (!namespaced) {
    if (namespace) problems.forbidden(path, 'not allowed on this type');
  } else if (!namespace) problems.required(path);
  else problems.invalidEach(path, namespace, nameIsDnsLabel(namespace, false, problems.version));
}

export function validateLabelName(name: string, path: FieldPath, problems: Problems): void {
  problems.invalidEach(path, name, isQualifiedName(name, problems.version));
}

/** Keys and values; all problems stand at `path` itself, as upstream has it. */
export function validateLabels(
  labels: Readonly<Record<string, string>>,
  path: FieldPath,
  problems: Problems,
): void {
  for (const key of sortedKeys(labels)) {
    validateLabelName(key, path, problems);
    problems.invalidEach(path, labels[key], isLabelValue(labels[key]!, problems.version));
  }
}

// Keys and values together. Source: objectmeta.go, totalAnnotationSizeLimitB.
export const TOTAL_ANNOTATION_SIZE_LIMIT_BYTES: number = 256 * 1024;

export function validateAnnotations(
  annotations: Readonly<Record<string, string>>,
  path: FieldPath,
  problems: Problems,
): void {
  let size = 0;
  for (const key of sortedKeys(annotations)) {
    problems.invalidEach(path, key, isQualifiedName(key.toLowerCase(), problems.version));
    size += byteLength(key) + byteLength(annotations[key]!);
  }
  if (size > TOTAL_ANNOTATION_SIZE_LIMIT_BYTES) problems.tooLong(path, TOTAL_ANNOTATION_SIZE_LIMIT_BYTES);
}

// Most objects have one label, which need not be sorted.
function sortedKeys(texts: Readonly<Record<string, string>>): string[] {
  const keys = Object.keys(texts);
  return keys.length > 1 ? keys.sort() : keys;
}

function validateFinalizers(finalizers: readonly string[], path: FieldPath, problems: Problems): void {
  for (const finalizer of finalizers)
    problems.invalidEach(path, finalizer, isQualifiedName(finalizer, problems.version));
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    problems.invalid(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set');
  }
}

function validateNoNewFinalizers(
  finalizers: readonly string[],
  old: readonly string[],
  path: FieldPath,
  problems: Problems,
): void {
  const extra = [...new Set(finalizers)].filter((finalizer) => !old.includes(finalizer)).sort();
  if (extra.length === 0) return;
  const list = `[]string{${extra.map(quoteGo).join(', ')}}`;
  problems.forbidden(
    path,
    `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`,
  );
}
