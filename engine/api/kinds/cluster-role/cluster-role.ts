// ClusterRole: what may be done everywhere; may be put together from others by label.
//
// Source: kubernetes v1.20.2 pkg/registry/rbac/clusterrole/strategy.go, which validates twice on update;
// pkg/apis/rbac/validation/validation.go, ValidateClusterRole.

import type { ClusterRole } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { goLabelSelector, validateLabelSelector } from '../../validation/label-selector.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { rbacNameCheck, rbacVersions, validatePolicyRules } from '../role/rbac-rules.ts';

const META_RULES: MetaRules = { namespaced: false, nameCheck: rbacNameCheck };
const SELECTORS = FieldPath.of('aggregationRule', 'clusterRoleSelectors');

function validateClusterRole(object: ClusterRole, problems: Problems): void {
  validateKubeObjectMeta(object.metadata, META_RULES, METADATA, problems);
  validatePolicyRules(object.rules, false, problems);
  if (object.aggregationRule == null) return;
  const selectors = object.aggregationRule.clusterRoleSelectors ?? [];
  if (selectors.length === 0) {
    const text = 'at least one clusterRoleSelector required if aggregationRule is non-nil';
    problems.required(SELECTORS, text);
  }
  selectors.forEach((selector, i) => {
    const found = new Problems(problems.context);
    validateLabelSelector(selector, SELECTORS.index(i), found);
    problems.add(...found.list);
    // Upstream then also fails to build the selector.
    if (found.list.length > 0) {
      problems.invalid(SELECTORS.index(i), goLabelSelector(selector), 'invalid label selector.');
    }
  });
}

export const clusterRole = defineKind<ClusterRole>({
  kind: 'ClusterRole',
  plural: 'clusterroles',
  singular: 'clusterrole',
  shortNames: [],
  categories: [],
  namespaced: false,
  versions: rbacVersions('ClusterRole'),
  statusSubresource: false,
  // The one list that upstream prints even when there is none.
  setDefaults: (object) => {
    (object as { rules?: unknown }).rules ??= null;
  },
  validateCreate: validateClusterRole,
  validateUpdate: (object, old, problems) => {
    validateClusterRole(object, problems);
    validateClusterRole(object, problems);
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
  },
});
