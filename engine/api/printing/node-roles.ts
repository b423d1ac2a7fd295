// The roles of a node, from labels. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, findNodeRoles.

import type { Node } from '../objects.ts';

const ROLE_PREFIX = 'node-role.kubernetes.io/';
const ROLE_LABEL = 'kubernetes.io/role';

/** Sorted, each once: `control-plane` for the label `node-role.kubernetes.io/control-plane`. */
export function nodeRoles({ metadata }: Node): string[] {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return [key.slice(ROLE_PREFIX.length)];
    return key === ROLE_LABEL ? [value] : [];
  });
  return [...new Set(roles.filter((role) => role !== ''))].sort();
}
