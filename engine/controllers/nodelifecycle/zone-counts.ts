// How many nodes of each zone are ready, kept up to date node by node.
//
// Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/node_lifecycle_controller.go, monitorNodeHealth;
// pkg/util/node/node.go, GetZoneKey.

import type { Node } from '../../api/objects.ts';
import { readyCondition } from './node-taints.ts';
import type { ZoneCount } from './zone-states.ts';

/** Source: node_lifecycle_controller.go, labelNodeDisruptionExclusion. */
const EXCLUDED_LABEL = 'node.kubernetes.io/exclude-disruption';
const ZONE_LABELS = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];
const REGION_LABELS = ['topology.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/region'];

/** `region:zone`; empty for a node that is in neither. */
export function zoneOf({ metadata: { labels = {} } }: Node): string {
  const first = (names: readonly string[]): string => labels[names.find((name) => labels[name]) ?? ''] ?? '';
  const [region, zone] = [first(REGION_LABELS), first(ZONE_LABELS)];
  return region === '' && zone === '' ? '' : `${region}:${zone}`;
}

export class ZoneCounts {
  private readonly byNode = new Map<string, { readonly zone: string; readonly isReady: boolean }>();
  private readonly counts = new Map<string, { ready: number; notReady: number }>();

  set(node: Node): void {
    const { name, labels } = node.metadata;
    this.remove(name);
    if (labels?.[EXCLUDED_LABEL] !== undefined) return;
    const entry = { zone: zoneOf(node), isReady: readyCondition(node)?.status === 'True' };
    this.byNode.set(name, entry);
    const count = this.counts.get(entry.zone) ?? { ready: 0, notReady: 0 };
    this.counts.set(entry.zone, count);
    count[entry.isReady ? 'ready' : 'notReady'] += 1;
  }

  remove(nodeName: string): void {
    const entry = this.byNode.get(nodeName);
    const count = entry === undefined ? undefined : this.counts.get(entry.zone);
    if (entry === undefined || count === undefined) return;
    this.byNode.delete(nodeName);
    count[entry.isReady ? 'ready' : 'notReady'] -= 1;
    if (count.ready + count.notReady === 0) this.counts.delete(entry.zone);
  }

  get all(): ReadonlyMap<string, ZoneCount> {
    return this.counts;
  }
}
