// Validation of PersistentVolumeClaims: the spec is fixed, but for the volume bound once and for growth.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimUpdate.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { PersistentVolumeClaim } from '../../objects.ts';
import { compareQuantities } from '../../quantity/arithmetic.ts';
import { newQuantity, type Quantity } from '../../quantity/quantity.ts';
import { scaledValue } from '../../quantity/values.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { validateClaimSpec } from '../../validation/claim-spec.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { quantityOf } from '../../validation/resources.ts';

type Claim = PersistentVolumeClaim;

const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };
const SPEC = FieldPath.of('spec');
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

export function validateClaimCreate({ metadata, spec }: Claim, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validateClaimSpec(spec, SPEC, problems);
}

export function validateClaimUpdate(claim: Claim, old: Claim, problems: Problems): void {
  validateClaimCreate(claim, problems);
  validateKubeObjectMetaUpdate(claim.metadata, old.metadata, METADATA, problems);
  validateClaimCreate(claim, problems);
  const isUpgrade = isClassUpgrade(claim, old);
  if (!isUpgrade) validateClassAnnotation(claim, old, problems);
  const spec = comparable(claim, old, isUpgrade, problems);
  if (!semanticallyEqual(spec, old.spec)) {
    // Upstream appends a dump of what differs, by Go's field names.
    const text = 'spec is immutable after creation except resources.requests for bound claims';
    problems.forbidden(SPEC, text);
  }
  validateSize(claim, old, problems);
  validateImmutableField(claim.spec.volumeMode, old.spec.volumeMode, FieldPath.of('volumeMode'), problems);
}

export function validateClaimStatusUpdate(claim: Claim, old: Claim, problems: Problems): void {
  validateKubeObjectMetaUpdate(claim.metadata, old.metadata, METADATA, problems);
  if (!claim.metadata.resourceVersion) problems.required(FieldPath.of('resourceVersion'));
  if ((claim.spec.accessModes ?? []).length === 0) problems.required(FieldPath.of('Spec', 'accessModes'));
  const capacity = claim.status.capacity ?? {};
  for (const name of Object.keys(capacity).sort()) {
    const value = scaledValue(quantityOf(capacity[name]!), 0);
    const path = FieldPath.of('status', 'capacity').key(name);
    if (value < 0n) problems.invalid(path, value, 'must be a valid resource quantity');
  }
}

/** The class moves from the beta annotation to the field, unchanged. Source: validateStorageClassUpgrade. */
function isClassUpgrade(claim: Claim, old: Claim): boolean {
  const before = old.metadata.annotations?.[CLASS_ANNOTATION];
  const after = claim.metadata.annotations?.[CLASS_ANNOTATION];
  if (before === undefined || old.spec.storageClassName != null) return false;
  return claim.spec.storageClassName === before && (after === undefined || after === before);
}

function validateClassAnnotation(claim: Claim, old: Claim, problems: Problems): void {
  const [value, before] = [claim, old].map(({ metadata }) => metadata.annotations?.[CLASS_ANNOTATION] ?? '');
  if (value === before) return;
  problems.invalid(METADATA.child('annotations', CLASS_ANNOTATION), value, 'field is immutable');
}

/** The new spec with every permitted change undone. */
function comparable(claim: Claim, old: Claim, isUpgrade: boolean, problems: Problems): Claim['spec'] {
  const spec = { ...claim.spec };
  if (!old.spec.volumeName) spec.volumeName = old.spec.volumeName;
  const annotation = old.metadata.annotations?.[CLASS_ANNOTATION];
  const isLateClass =
    problems.has('pvcRetroactiveStorageClass') &&
    old.spec.storageClassName == null &&
    (annotation === undefined || annotation === spec.storageClassName);
  if (isUpgrade || isLateClass) spec.storageClassName = old.spec.storageClassName;
  if (claim.status?.phase === 'Bound' && spec.resources?.requests != null) {
    const { storage = '0' } = old.spec.resources?.requests ?? {};
    spec.resources = { ...spec.resources, requests: { ...spec.resources.requests, storage } };
  }
  if (problems.has('volumeAttributesClass')) {
    spec.volumeAttributesClassName = old.spec.volumeAttributesClassName;
  }
  return spec;
}

const NO_SIZE = newQuantity(0, 'DecimalSI');

function sizeOf(list: Readonly<Record<string, number | string>> | undefined): Quantity {
  return list?.storage === undefined ? NO_SIZE : quantityOf(list.storage);
}

function validateSize(claim: Claim, old: Claim, problems: Problems): void {
  const size = sizeOf(claim.spec.resources?.requests);
  if (compareQuantities(size, sizeOf(old.spec.resources?.requests)) >= 0) return;
  const path = SPEC.child('resources', 'requests', 'storage');
  if (!problems.has('pvcRecoverFromExpansionFailure')) {
    problems.forbidden(path, 'field can not be less than previous value');
  } else if (compareQuantities(size, sizeOf(old.status?.capacity)) <= 0) {
    problems.forbidden(path, 'field can not be less than status.capacity');
  }
}
