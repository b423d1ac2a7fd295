// The namespace controller: empties Namespaces that were deleted, then takes off the finalizer that holds them.
//
// It begins five seconds after the deletion, so that controllers which still create things see it.
// Source: kubernetes v1.28.0 pkg/controller/namespace/namespace_controller.go; deletion/namespaced_resources_deleter.go,
// Delete.

import type { Namespace } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { conditionsAfter } from './conditions.ts';
import { deleteAllContent } from './delete-content.ts';

/** Source: namespace_controller.go, namespaceDeletionGracePeriod and nsControllerRateLimiter. */
const BEGIN_AFTER_MS = 5_000;
const FAILURE_MAX_MS = 60_000;
/** Source: pkg/controller/namespace/config/v1alpha1/defaults.go, ConcurrentNamespaceSyncs. */
const WORKERS = 10;
const KUBERNETES_FINALIZER = 'kubernetes';

/** @param component its name is `namespace-controller` */
export function startNamespaceController(component: Component): void {
  const options = { workers: WORKERS, failureMaxMs: FAILURE_MAX_MS };
  const work = (name: string): void => {
    const outcome = sync(component, name);
    if (outcome === 'done') queue.forget(name);
    else if (outcome === 'failed') queue.addRateLimited(name);
    else queue.addAfter(name, outcome.againMs, `content remains in Namespace ${name}`);
  };
  const queue = component.queue('namespace', work, options);
  const check = ({ metadata: { name, deletionTimestamp } }: Namespace): void => {
    if (deletionTimestamp === undefined) return;
    queue.addAfter(name, BEGIN_AFTER_MS, `5s after the deletion of Namespace ${name}`);
  };
  component.informers.of('Namespace').addHandler({ add: check, update: check });
}

function sync(component: Component, name: string): 'done' | 'failed' | { readonly againMs: number } {
  const { client, kernel } = component;
  const found = client.get('Namespace', undefined, name);
  if (!found.ok) return found.status.reason === 'NotFound' ? 'done' : 'failed';
  const namespace = found.object;
  const { finalizers = [] } = namespace.spec;
  if (namespace.metadata.deletionTimestamp === undefined || finalizers.length === 0) return 'done';
  const content = deleteAllContent(component, namespace);
  const { conditions } = namespace.status;
  const next = conditionsAfter(conditions, content, kernel.nowEpochMs);
  if (next !== conditions) {
    const status = { ...namespace.status, phase: 'Terminating', conditions: [...(next ?? [])] };
    client.updateStatus({ ...namespace, status } as Namespace);
  }
  if (content.problems.length > 0) return 'failed';
  // Half of the estimate, and a second. Source: namespace_controller.go, worker.
  const { estimateSeconds } = content;
  if (estimateSeconds > 0) return { againMs: (Math.floor(estimateSeconds / 2) + 1) * 1000 };
  const others = finalizers.filter((finalizer) => finalizer !== KUBERNETES_FINALIZER);
  const finalized = client.finalizeNamespace(name, others);
  return finalized.ok || finalized.status.reason === 'NotFound' ? 'done' : 'failed';
}
