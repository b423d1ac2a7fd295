// ResourceQuota: what the objects of a namespace may use in all.
//
// Source: kubernetes v1.20.2 pkg/registry/core/resourcequota/strategy.go; pkg/apis/core/validation/validation.go,
// ValidateResourceQuota.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { ResourceQuota } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateResourceName } from '../../validation/resource-names.ts';
import { quantityOf, validateResourceQuantityValue } from '../../validation/resources.ts';
import { defineKind } from '../define-kind.ts';
import { setResourceListDefaults } from '../pod/resource-list.ts';
import { dropZero } from '../zero-values.ts';
import { resourceQuotaPrinter } from './printer.ts';
import { goScopes, isStandardQuotaResource, validateScopes } from './scopes.ts';

type ResourceList = Readonly<Record<string, number | string>>;

const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };
const SPEC = FieldPath.of('spec');
const STATUS = FieldPath.of('status');

function validateQuotaList(list: ResourceList | undefined, path: FieldPath, problems: Problems): void {
  for (const name of Object.keys(list ?? {}).sort()) {
    const at = path.key(name);
    validateResourceName(name, at, problems);
    if (!name.includes('/') && !isStandardQuotaResource(name)) {
      problems.invalid(at, name, 'must be a standard resource for quota');
    }
    validateResourceQuantityValue(name, quantityOf(list![name]!), at, problems);
  }
}

function validateSpec({ spec }: ResourceQuota, problems: Problems): void {
  validateQuotaList(spec.hard, SPEC.child('hard'), problems);
  validateScopes(spec, SPEC, problems);
}

function validateStatus({ status }: ResourceQuota, problems: Problems): void {
  validateQuotaList(status?.hard, STATUS.child('hard'), problems);
  validateQuotaList(status?.used, STATUS.child('used'), problems);
}

function validateQuota(quota: ResourceQuota, problems: Problems): void {
  validateKubeObjectMeta(quota.metadata, META_RULES, METADATA, problems);
  validateSpec(quota, problems);
  validateStatus(quota, problems);
}

function validateQuotaUpdate(quota: ResourceQuota, old: ResourceQuota, problems: Problems): void {
  validateQuota(quota, problems);
  validateKubeObjectMetaUpdate(quota.metadata, old.metadata, METADATA, problems);
  validateSpec(quota, problems);
  const [scopes, before] = [quota.spec.scopes ?? [], old.spec.scopes ?? []];
  if (scopes.every((one) => before.includes(one)) && before.every((one) => scopes.includes(one))) return;
  problems.invalid(SPEC.child('scopes'), goScopes(quota.spec.scopes), 'field is immutable');
}

export const resourceQuota = defineKind<ResourceQuota>({
  kind: 'ResourceQuota',
  plural: 'resourcequotas',
  singular: 'resourcequota',
  shortNames: ['quota'],
  categories: [],
  namespaced: true,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: true,
  printer: resourceQuotaPrinter,
  setDefaults: (object) => {
    object.spec ??= {};
    dropZero(object.spec, 'hard', 'scopes');
    object.status ??= {};
    setResourceListDefaults(object.spec.hard);
    setResourceListDefaults(object.status.hard);
    setResourceListDefaults(object.status.used);
  },
  prepareForCreate: (object) => {
    object.status = {};
  },
  prepareForUpdate: (object, old) => {
    object.status = old.status;
  },
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: validateQuota,
  validateUpdate: validateQuotaUpdate,
  validateStatusUpdate: (object, old, problems) => {
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    if (!object.metadata.resourceVersion) problems.required(FieldPath.of('resourceVersion'));
    validateStatus(object, problems);
  },
});
