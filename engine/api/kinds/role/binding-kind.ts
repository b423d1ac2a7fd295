// What RoleBinding and ClusterRoleBinding have in common: all but where they are and which roles they may name.
//
// Source: kubernetes v1.20.2 pkg/registry/rbac/{rolebinding,clusterrolebinding}/strategy.go, which validate twice on update.

import type { KindTraits } from '../../kind.ts';
import type { ClusterRoleBinding, RoleBinding } from '../../objects.ts';
import { bindingPrinter } from '../../printing/binding-printer.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import {
  rbacNameCheck,
  rbacVersions,
  setBindingDefaults,
  validateRoleRef,
  validateRoleRefUnchanged,
  validateSubjects,
} from './rbac-rules.ts';

type Binding = RoleBinding | ClusterRoleBinding;

interface BindingTraits {
  readonly kind: Binding['kind'];
  readonly plural: string;
  readonly singular: string;
  readonly namespaced: boolean;
  /** Kinds that `roleRef` may name. */
  readonly roleKinds: readonly string[];
}

export function defineBinding({ roleKinds, ...traits }: BindingTraits): KindTraits {
  const { namespaced } = traits;
  const validate = ({ metadata, roleRef, subjects }: Binding, problems: Problems): void => {
    validateKubeObjectMeta(metadata, { namespaced, nameCheck: rbacNameCheck }, METADATA, problems);
    validateRoleRef(roleRef, roleKinds, problems);
    validateSubjects(subjects, namespaced, problems);
  };
  return defineKind<Binding>({
    ...traits,
    shortNames: [],
    categories: [],
    versions: rbacVersions(traits.kind),
    statusSubresource: false,
    printer: bindingPrinter,
    setDefaults: (object) => {
      dropZero(object, 'subjects');
      setBindingDefaults(object);
    },
    validateCreate: validate,
    validateUpdate: (object, old, problems) => {
      validate(object, problems);
      validate(object, problems);
      validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
      validateRoleRefUnchanged(object.roleRef, old.roleRef, problems);
    },
  });
}
