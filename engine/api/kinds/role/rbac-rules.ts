// Validation that roles and bindings share: names, rules, the role referred to, the subjects.
//
// Source: kubernetes v1.20.2 pkg/apis/rbac/validation/validation.go; pkg/apis/rbac/v1/defaults.go.

import type { ServedVersion } from '../../kind.ts';
import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { isPathSegmentName } from '../../names/identifiers.ts';
import type { Role, RoleBinding } from '../../objects.ts';
import { FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';

export type PolicyRule = NonNullable<Role['rules']>[number];
type RoleRef = RoleBinding['roleRef'];
type Subject = NonNullable<RoleBinding['subjects']>[number];

export const RBAC_GROUP = 'rbac.authorization.k8s.io';
/** Names of roles and bindings may hold colons and capitals: `system:node`. */
export const rbacNameCheck = (name: string): string[] => isPathSegmentName(name);

export const rbacVersions = (kind: string): readonly ServedVersion[] => [
  { group: RBAC_GROUP, version: 'v1' },
  {
    group: RBAC_GROUP,
    version: 'v1beta1',
    until: 21,
    deprecatedFrom: 17,
    replacement: `${RBAC_GROUP}/v1 ${kind}`,
  },
  { group: RBAC_GROUP, version: 'v1alpha1', until: 22, onRequest: true },
];

export function validatePolicyRules(
  rules: readonly PolicyRule[] | null | undefined,
  isNamespaced: boolean,
  problems: Problems,
): void {
  (rules ?? []).forEach((rule, i) => {
    validatePolicyRule(rule, isNamespaced, FieldPath.of('rules').index(i), problems);
  });
}

function validatePolicyRule(
  rule: PolicyRule,
  isNamespaced: boolean,
  path: FieldPath,
  problems: Problems,
): void {
  const { verbs = [], nonResourceURLs = [], apiGroups = [], resources = [], resourceNames = [] } = rule;
  if (verbs.length === 0) problems.required(path.child('verbs'), 'verbs must contain at least one value');
  if (nonResourceURLs.length > 0) {
    const urls = path.child('nonResourceURLs');
    if (isNamespaced) {
      problems.invalid(urls, nonResourceURLs, 'namespaced rules cannot apply to non-resource URLs');
    }
    if (apiGroups.length + resources.length + resourceNames.length > 0) {
      const text = 'rules cannot apply to both regular resources and non-resource URLs';
      problems.invalid(urls, nonResourceURLs, text);
    }
    return;
  }
  if (apiGroups.length === 0) {
    problems.required(path.child('apiGroups'), 'resource rules must supply at least one api group');
  }
  if (resources.length === 0) {
    problems.required(path.child('resources'), 'resource rules must supply at least one resource');
  }
}

export function setBindingDefaults(binding: { roleRef: RoleRef; subjects?: Subject[] }): void {
  binding.roleRef ??= { apiGroup: '', kind: '', name: '' };
  binding.roleRef.apiGroup ||= RBAC_GROUP;
  for (const subject of binding.subjects ?? []) {
    if (subject.apiGroup) continue;
    if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup = RBAC_GROUP;
    else delete subject.apiGroup;
  }
}

export function validateRoleRef(roleRef: RoleRef, kinds: readonly string[], problems: Problems): void {
  const path = FieldPath.of('roleRef');
  if (roleRef.apiGroup !== RBAC_GROUP) {
    problems.notSupported(path.child('apiGroup'), roleRef.apiGroup ?? '', [RBAC_GROUP]);
  }
  if (!kinds.includes(roleRef.kind)) problems.notSupported(path.child('kind'), roleRef.kind ?? '', kinds);
  if (!roleRef.name) problems.required(path.child('name'));
  else problems.invalidEach(path.child('name'), roleRef.name, isPathSegmentName(roleRef.name));
}

export function validateRoleRefUnchanged(roleRef: RoleRef, old: RoleRef, problems: Problems): void {
  const fields = ['apiGroup', 'kind', 'name'] as const;
  if (fields.every((field) => (roleRef[field] ?? '') === (old[field] ?? ''))) return;
  const [apiGroup, kind, name] = fields.map((field) => quoteGo(roleRef[field] ?? ''));
  const shown = new GoValue(`rbac.RoleRef{APIGroup:${apiGroup}, Kind:${kind}, Name:${name}}`, {
    APIGroup: roleRef.apiGroup,
    Kind: roleRef.kind,
    Name: roleRef.name,
  });
  problems.invalid(FieldPath.of('roleRef'), shown, 'cannot change roleRef');
}

export function validateSubjects(
  subjects: readonly Subject[] | null | undefined,
  isNamespaced: boolean,
  problems: Problems,
): void {
  (subjects ?? []).forEach((subject, i) => {
    validateSubject(subject, isNamespaced, FieldPath.of('subjects').index(i), problems);
  });
}

function validateSubject(subject: Subject, isNamespaced: boolean, path: FieldPath, problems: Problems): void {
  const { kind = '', name = '', apiGroup = '', namespace = '' } = subject;
  if (name === '') problems.required(path.child('name'));
  switch (kind) {
    case 'ServiceAccount':
      if (name !== '') {
        const texts = nameIsDnsSubdomain(name, false, problems.version);
        problems.invalidEach(path.child('name'), name, texts);
      }
      if (apiGroup !== '') problems.notSupported(path.child('apiGroup'), apiGroup, ['']);
      if (!isNamespaced && namespace === '') problems.required(path.child('namespace'));
      return;
    case 'User':
    case 'Group':
      if (apiGroup !== RBAC_GROUP) problems.notSupported(path.child('apiGroup'), apiGroup, [RBAC_GROUP]);
      return;
    default:
      problems.notSupported(path.child('kind'), kind, ['ServiceAccount', 'User', 'Group']);
  }
}
