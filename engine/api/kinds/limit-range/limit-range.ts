// LimitRange: bounds and defaults for the resources of single containers, pods and claims.
//
// Source: kubernetes v1.20.2 pkg/registry/core/limitrange/strategy.go; pkg/apis/core/v1/defaults.go,
// SetDefaults_LimitRangeItem. Differs: one without a name is called by its own uid; upstream draws another uuid.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { LimitRange } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { setResourceListDefaults } from '../pod/resource-list.ts';
import { dropZero } from '../zero-values.ts';
import { type LimitRangeItem, validateLimits } from './limits.ts';

const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };

function setItemDefaults(item: LimitRangeItem): void {
  for (const field of ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const) {
    setResourceListDefaults(item[field]);
  }
  if (item.type === 'Container') {
    item.default = { ...item.max, ...item.default };
    item.defaultRequest = { ...item.min, ...item.default, ...item.defaultRequest };
  }
  dropZero(item, 'max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio');
}

function validateLimitRange({ metadata, spec }: LimitRange, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validateLimits(spec.limits ?? [], FieldPath.of('spec', 'limits'), problems);
}

export const limitRange = defineKind<LimitRange>({
  kind: 'LimitRange',
  plural: 'limitranges',
  singular: 'limitrange',
  shortNames: ['limits'],
  categories: [],
  namespaced: true,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: false,
  setDefaults: (object) => {
    object.spec ??= { limits: [] };
    for (const item of object.spec.limits ?? []) setItemDefaults(item);
  },
  prepareForCreate: ({ metadata }) => {
    metadata.name ||= metadata.uid;
  },
  validateCreate: validateLimitRange,
  validateUpdate: (object, _old, problems) => validateLimitRange(object, problems),
});
