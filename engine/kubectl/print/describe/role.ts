// Source: kubectl v0.32.0 pkg/describe/describe.go, RoleDescriber, RoleBindingDescriber; pkg/util/rbac/rbac.go, BreakdownRule,
// CompactRules.

import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from '../../../api/objects.ts';
import { annotationsMultiline, goList, labelsMultiline } from './texts.ts';
import type { Writer } from './writer.ts';

interface Rule {
  readonly verbs: string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

export function describeRole(w: Writer, { metadata, rules }: Role | ClusterRole): void {
  w.write(0, `Name:\t${metadata.name}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, 'PolicyRule:\n');
  w.write(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs\n');
  w.write(1, '---------\t-----------------\t--------------\t-----\n');
  const compact = compacted((rules ?? []).flatMap(brokenDown));
  for (const { resources, apiGroups, nonResourceURLs, resourceNames, verbs } of compact) {
    const resource = resourceText(resources[0], apiGroups[0]);
    w.write(1, `${resource}\t${goList(nonResourceURLs)}\t${goList(resourceNames)}\t${goList(verbs)}\n`);
  }
}

export function describeBinding(
  w: Writer,
  { metadata, roleRef, subjects }: RoleBinding | ClusterRoleBinding,
): void {
  w.write(0, `Name:\t${metadata.name}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, 'Role:\n');
  w.write(1, `Kind:\t${roleRef.kind}\n`);
  w.write(1, `Name:\t${roleRef.name}\n`);
  w.write(0, 'Subjects:\n');
  w.write(1, 'Kind\tName\tNamespace\n');
  w.write(1, '----\t----\t---------\n');
  for (const { kind, name, namespace = '' } of subjects ?? []) w.write(1, `${kind}\t${name}\t${namespace}\n`);
}

// One verb, one resource and at most one name each.
function brokenDown(rule: NonNullable<Role['rules']>[number]): Rule[] {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const none = { apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [] };
  const names = (resourceNames ?? []).map((name) => [name]);
  const rules = (apiGroups ?? []).flatMap((group) =>
    (resources ?? []).flatMap((resource) =>
      (verbs ?? []).flatMap((verb) =>
        (names.length === 0 ? [[]] : names).map((name) => ({
          ...none,
          verbs: [verb],
          apiGroups: [group],
          resources: [resource],
          resourceNames: name,
        })),
      ),
    ),
  );
  const urls = (nonResourceURLs ?? []).flatMap((url) =>
    (verbs ?? []).map((verb) => ({ ...none, verbs: [verb], nonResourceURLs: [url] })),
  );
  return [...rules, ...urls];
}

// Rules for the same resource become one with all of their verbs; sorted as Go writes them.
function compacted(rules: readonly Rule[]): Rule[] {
  const simple = new Map<string, Rule>();
  const others: Rule[] = [];
  for (const rule of rules) {
    if (rule.nonResourceURLs.length > 0) {
      others.push(rule);
      continue;
    }
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames]);
    const known = simple.get(key);
    if (known === undefined) simple.set(key, { ...rule, verbs: [...rule.verbs] });
    else for (const verb of rule.verbs) if (!known.verbs.includes(verb)) known.verbs.push(verb);
  }
  return [...others, ...simple.values()].sort((a, b) =>
    goText(a) < goText(b) ? -1 : goText(a) > goText(b) ? 1 : 0,
  );
}

const goText = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule): string =>
  `&PolicyRule{Verbs:${goList(verbs)},APIGroups:${goList(apiGroups)},Resources:${goList(resources)},ResourceNames:${goList(resourceNames)},NonResourceURLs:${goList(nonResourceURLs)},}`;

/** `deployments.apps/scale`. Source: describe.go, CombineResourceGroup. */
function resourceText(resource: string | undefined, group = ''): string {
  if (resource === undefined) return '';
  const at = resource.indexOf('/');
  const [name, rest] = at < 0 ? [resource, ''] : [resource.slice(0, at), resource.slice(at)];
  return `${name}${group === '' ? '' : `.${group}`}${rest}`;
}
