// Empties a Namespace: deletes everything of every kind in it and counts what is left.
//
// Source: kubernetes v1.28.0 pkg/controller/namespace/deletion/namespaced_resources_deleter.go, deleteAllContent and
// deleteAllContentForGroupVersionResource; v1.33 for pods going first (KEP-5080).
// Order: upstream takes the kinds out of a map; here they come in the order in which they are registered.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject, Namespace, Pod } from '../../api/objects.ts';
import { parseTime } from '../../api/time.ts';
import type { Component } from '../../client/component.ts';
import type { ContentTotals } from './conditions.ts';

/** How long finalizers are thought to take. Source: finalizerEstimateSeconds. */
const FINALIZER_ESTIMATE_SECONDS = 15;

export interface DeletedContent extends ContentTotals {
  /** Seconds after which another look is worth while; 0 when nothing is left to wait for. */
  readonly estimateSeconds: number;
}

export function deleteAllContent(component: Component, namespace: Namespace): DeletedContent {
  const kinds = [...component.world.server.core.kinds.values()].filter(({ namespaced }) => namespaced);
  const pass = new DeletionPass(component, namespace);
  const pods = kinds.filter(({ kind }) => kind === 'Pod');
  if (component.version.has('namespacePodsGoFirst')) {
    for (const traits of pods) pass.deleteKind(traits);
    if (pass.remaining.size > 0) return pass;
  }
  for (const traits of kinds) pass.deleteKind(traits);
  return pass;
}

class DeletionPass implements DeletedContent {
  readonly remaining = new Map<string, number>();
  readonly finalizers = new Map<string, number>();
  readonly problems: string[] = [];
  estimateSeconds = 0;
  private readonly component: Component;
  private readonly namespace: Namespace;

  constructor(component: Component, namespace: Namespace) {
    this.component = component;
    this.namespace = namespace;
  }

  deleteKind(traits: KindTraits): void {
    const { client } = this.component;
    const { name: namespace } = this.namespace.metadata;
    const before = this.list(traits);
    if (before.length === 0) return;
    const graceSeconds = traits.kind === 'Pod' ? this.graceSeconds(before as unknown as Pod[]) : 0;
    for (const { metadata } of before) {
      const deleted = client.delete(traits.kind, namespace, metadata.name, {
        propagationPolicy: 'Background',
      });
      if (!deleted.ok && deleted.status.reason !== 'NotFound') {
        this.problems.push(deleted.status.message);
        return;
      }
    }
    this.count(traits, this.list(traits), graceSeconds);
  }

  private count(traits: KindTraits, left: readonly AnyObject[], graceSeconds: number): void {
    if (left.length === 0) return;
    const { group = '', version = 'v1' } = traits.versions[0] ?? {};
    this.remaining.set(`${traits.plural}.${group}`, left.length);
    const held = left.flatMap(({ metadata }) => metadata.finalizers ?? []);
    for (const finalizer of held) this.finalizers.set(finalizer, (this.finalizers.get(finalizer) ?? 0) + 1);
    const estimate = graceSeconds > 0 ? graceSeconds : held.length > 0 ? FINALIZER_ESTIMATE_SECONDS : 0;
    this.estimateSeconds = Math.max(this.estimateSeconds, estimate);
    if (estimate > 0) return;
    const resource = `${group}/${version}, Resource=${traits.plural}`;
    const { name } = this.namespace.metadata;
    this.problems.push(`unexpected items still remain in namespace: ${name} for gvr: ${resource}`);
  }

  private list({ kind }: KindTraits): readonly AnyObject[] {
    const listed = this.component.client.list(kind, { namespace: this.namespace.metadata.name });
    return listed.ok ? (listed.object as readonly AnyObject[]) : [];
  }

  /** The longest grace period of pods that still run, until it must be over. */
  private graceSeconds(pods: readonly Pod[]): number {
    const running = pods.filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed');
    const longest = Math.max(0, ...running.map(({ spec }) => spec.terminationGracePeriodSeconds ?? 0));
    const { deletionTimestamp } = this.namespace.metadata;
    const sinceMs = this.component.kernel.nowEpochMs - parseTime(deletionTimestamp ?? '');
    return sinceMs >= longest * 1000 ? 0 : longest;
  }
}
