// The order in which nodes are tried: one of each zone in turn, zones and nodes in order of arrival.
//
// Source: kubernetes v1.20.2 pkg/scheduler/internal/cache/node_tree.go.

import type { NodeInfo } from '../framework/node-info.ts';
import { zoneKey } from '../framework/zone-key.ts';

export class NodeOrder {
  private readonly zones = new Map<string, NodeInfo[]>();
  private readonly zoneOf = new Map<string, string>();
  private ordered: NodeInfo[] | undefined;

  /** Adds a node, or moves it when its zone changed. */
  put(node: NodeInfo): void {
    const zone = zoneKey(node.labels);
    if (this.zoneOf.get(node.name) === zone) return;
    this.remove(node);
    const nodes = this.zones.get(zone);
    if (nodes === undefined) this.zones.set(zone, [node]);
    else nodes.push(node);
    this.zoneOf.set(node.name, zone);
    this.ordered = undefined;
  }

  remove(node: NodeInfo): void {
    const zone = this.zoneOf.get(node.name);
    if (zone === undefined) return;
    const left = this.zones.get(zone)!.filter(({ name }) => name !== node.name);
    if (left.length > 0) this.zones.set(zone, left);
    else this.zones.delete(zone);
    this.zoneOf.delete(node.name);
    this.ordered = undefined;
  }

  /** Made anew only after nodes came, went or changed zone. */
  get nodes(): readonly NodeInfo[] {
    this.ordered ??= roundRobin([...this.zones.values()]);
    return this.ordered;
  }
}

function roundRobin(zones: readonly (readonly NodeInfo[])[]): NodeInfo[] {
  const longest = zones.reduce((max, nodes) => Math.max(max, nodes.length), 0);
  return Array.from({ length: longest }, (_, i) => zones.flatMap((nodes) => nodes[i] ?? [])).flat();
}
