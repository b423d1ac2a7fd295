// Nothing is made in a namespace that is not there or on its way out, and three namespaces may not go.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go.
// Differs: upstream waits 50 ms for a namespace that its cache does not know yet; here it looks into the store.

import type { Namespace } from '../../api/objects.ts';
import { notFound, type Status } from '../../api/status.ts';
import { forbid } from './forbid.ts';
import type { AdmissionPlugin } from './plugin.ts';

/** Source: RecommendedPluginOrder's NamespaceLifecycle, immortal namespaces. */
const IMMORTAL: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public']);

export const namespaceLifecycle: AdmissionPlugin = {
  name: 'NamespaceLifecycle',
  mutate: (request, server) => check(request, server),
  validate: (request) => {
    const isImmortal = request.traits.kind === 'Namespace' && IMMORTAL.has(request.name);
    if (request.operation !== 'delete' || !isImmortal) return undefined;
    return forbid(request, 'this namespace may not be deleted');
  },
};

function check(...[request, server]: Parameters<NonNullable<AdmissionPlugin['mutate']>>): Status | undefined {
  const { traits, namespace } = request;
  if (!traits.namespaced || namespace === undefined) return undefined;
  const found = server.store.get('Namespace', undefined, namespace) as Namespace | undefined;
  if (found === undefined) return notFound({ group: '', resource: 'namespaces' }, namespace);
  if (request.operation !== 'create' || found.status?.phase !== 'Terminating') return undefined;
  const reason = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const status = forbid(request, reason);
  const message = `namespace ${namespace} is being terminated`;
  const cause = { reason: 'NamespaceTerminating', message, field: 'metadata.namespace' };
  return { ...status, details: { ...status.details, causes: [cause] } };
}
