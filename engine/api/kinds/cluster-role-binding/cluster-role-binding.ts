// ClusterRoleBinding: grants a ClusterRole's rules everywhere.
//
// Source: kubernetes v1.20.2 pkg/registry/rbac/clusterrolebinding/strategy.go, which validates twice on update.

import type { ClusterRoleBinding } from '../../objects.ts';
import { bindingPrinter } from '../../printing/binding-printer.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import {
  rbacNameCheck,
  rbacVersions,
  setBindingDefaults,
  validateRoleRef,
  validateRoleRefUnchanged,
  validateSubjects,
} from '../role/rbac-rules.ts';
import { dropZero } from '../zero-values.ts';

const META_RULES: MetaRules = { namespaced: false, nameCheck: rbacNameCheck };
const ROLE_KINDS = ['ClusterRole'];

function validateBinding({ metadata, roleRef, subjects }: ClusterRoleBinding, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validateRoleRef(roleRef, ROLE_KINDS, problems);
  validateSubjects(subjects, false, problems);
}

export const clusterRoleBinding = defineKind<ClusterRoleBinding>({
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  singular: 'clusterrolebinding',
  shortNames: [],
  categories: [],
  namespaced: false,
  versions: rbacVersions('ClusterRoleBinding'),
  statusSubresource: false,
  printer: bindingPrinter,
  setDefaults: (object) => {
    dropZero(object, 'subjects');
    setBindingDefaults(object);
  },
  validateCreate: validateBinding,
  validateUpdate: (object, old, problems) => {
    validateBinding(object, problems);
    validateBinding(object, problems);
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    validateRoleRefUnchanged(object.roleRef, old.roleRef, problems);
  },
});
