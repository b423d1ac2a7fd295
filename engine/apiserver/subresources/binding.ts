// pods/binding: what the scheduler writes to put a pod on a node.
// Source: kubernetes v1.20.2 pkg/registry/core/pod/storage/storage.go, BindingREST.setPodHostAndAnnotations.

import type { AnyObject, Pod } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { conflict, notFound, refusal, success } from '../../api/status.ts';
import type { RequestContext } from '../request.ts';
import type { AnyResult, ServerCore } from '../server-core.ts';

const PODS = { group: '', resource: 'pods' };

export function bind(
  server: ServerCore,
  namespace: string,
  name: string,
  nodeName: string,
  request: RequestContext,
): AnyResult {
  const pod = server.store.get('Pod', namespace, name) as Pod | undefined;
  if (pod === undefined) return refusal(notFound(PODS, name));
  if (pod.metadata.deletionTimestamp !== undefined) {
    return refusal(bindingConflict(name, `pod ${name} is being deleted, cannot be assigned to a host`));
  }
  if (pod.spec.nodeName !== undefined && pod.spec.nodeName !== '') {
    return refusal(bindingConflict(name, `pod ${name} is already assigned to node "${pod.spec.nodeName}"`));
  }
  const others: readonly object[] = (pod.status.conditions ?? []).filter((c) => c.type !== 'PodScheduled');
  const scheduled = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: server.timestamp(),
  };
  const bound = {
    ...COPY_OF,
    ...pod,
    metadata: { ...pod.metadata },
    spec: { ...COPY_OF, ...pod.spec, nodeName },
    status: { ...COPY_OF, ...pod.status, conditions: others.concat(scheduled) },
  };
  if (request.dryRun === true) return success(bound as unknown as AnyObject);
  return success(server.write(bound as unknown as Pod, request.actor));
}

const bindingConflict = (name: string, reason: string) =>
  conflict({ group: '', resource: 'pods/binding' }, name, reason);
