// Role: what may be done to the resources of one namespace.
//
// Source: kubernetes v1.20.2 pkg/registry/rbac/role/strategy.go, which validates twice on update.

import type { Role } from '../../objects.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { rbacNameCheck, rbacVersions, validatePolicyRules } from './rbac-rules.ts';

const META_RULES: MetaRules = { namespaced: true, nameCheck: rbacNameCheck };

function validateRole({ metadata, rules }: Role, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validatePolicyRules(rules, true, problems);
}

export const role = defineKind<Role>({
  kind: 'Role',
  plural: 'roles',
  singular: 'role',
  shortNames: [],
  categories: [],
  namespaced: true,
  versions: rbacVersions('Role'),
  statusSubresource: false,
  // The one list that upstream prints even when there is none.
  setDefaults: (object) => {
    (object as { rules?: unknown }).rules ??= null;
  },
  validateCreate: validateRole,
  validateUpdate: (object, old, problems) => {
    validateRole(object, problems);
    validateRole(object, problems);
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
  },
});
