// Where the requests of a group of clients start: from nodes, from pods, from outside of the cluster.

import type { KubeObject } from '../../api/objects.ts';
import type { ApiServer } from '../../apiserver/api-server.ts';
import { noNetwork } from '../../runtime/host.ts';
import type { Resolution } from '../../runtime/runtime.ts';
import { Sandbox } from '../../runtime/sandbox.ts';
import { isCut, type Machines, type NodePlace, type PodPlace } from '../machines.ts';
import type { Source } from '../router.ts';
import type { Whereabouts } from './clients.ts';

export interface Origin {
  /** Unique: `node node-1`, a pod's uid. */
  readonly key: string;
  readonly source: Source;
  readonly resolve: (name: string) => Resolution;
  /** Its machine has gone silent, or its pod is no more: whatever it sent is nobody's any more. */
  readonly isGone: () => boolean;
}

export interface OriginMeans {
  readonly machines: Machines;
  readonly server: ApiServer;
  /** Names as pods of the namespace `default` on the node know them; undefined: as they are known outside. */
  readonly resolverOn: (node: NodePlace | undefined) => Origin['resolve'];
}

/** Clients on every node of a large cluster would cost more than they show. */
const NODES_MAX = 10;

export class Origins {
  private readonly means: OriginMeans;
  private readonly onNodes = new Map<NodePlace, Origin>();
  private readonly outside: Origin;

  constructor(means: OriginMeans, outsideIp: string) {
    this.means = means;
    this.outside = {
      key: 'outside',
      source: { ip: outsideIp, node: undefined, pod: undefined },
      resolve: means.resolverOn(undefined),
      isGone: () => false,
    };
  }

  /** Those that send now, in the order of their turns; none where no such pod runs. */
  of(from: Whereabouts): readonly Origin[] {
    const { machines } = this.means;
    const alive = (node: NodePlace): boolean => !isCut(node);
    switch (from.kind) {
      case 'outside':
        return [this.outside];
      case 'cluster':
        return machines
          .allNodes()
          .filter(alive)
          .slice(0, NODES_MAX)
          .map((node) => this.onNode(node));
      case 'node':
        return machines
          .allNodes()
          .filter((node) => node.name === from.name && alive(node))
          .map((node) => this.onNode(node));
      case 'pod':
        return this.inPods(({ namespace, name }) => namespace === from.namespace && name === from.name);
      case 'pods of':
        return this.inPods((place) => this.isUnder(place, from.owner));
      default:
        return from satisfies never;
    }
  }

  /** A pod that asks others for its own requests. */
  inPod(pod: PodPlace): Origin {
    const ip = pod.sandbox.addresses[0] ?? '';
    return {
      key: pod.uid,
      source: { ip, node: pod.node, pod },
      resolve: (name) => pod.sandbox.resolve(name),
      isGone: () => isCut(pod.node) || !this.means.machines.hasPod(pod),
    };
  }

  private inPods(isMeant: (pod: PodPlace) => boolean): Origin[] {
    const running = (pod: PodPlace): boolean =>
      this.means.server.peek('Pod', pod.namespace, pod.name)?.status?.phase === 'Running';
    return this.means.machines
      .allPods()
      .filter((pod) => isMeant(pod) && !isCut(pod.node) && running(pod))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((pod) => this.inPod(pod));
  }

  private onNode(node: NodePlace): Origin {
    let origin = this.onNodes.get(node);
    if (origin === undefined) {
      // The first address of the node's pod network is its bridge's, and no pod's.
      const ip = node.podCidr.replace(/\d+\/\d+$/, '1');
      const sandbox = new Sandbox({ hostname: 'clients', addresses: [ip], network: noNetwork });
      const pod: PodPlace = {
        namespace: 'default',
        name: 'clients',
        uid: `clients ${node.name}`,
        node,
        sandbox,
      };
      origin = {
        key: `node ${node.name}`,
        source: { ip, node, pod },
        resolve: this.means.resolverOn(node),
        isGone: () => isCut(node),
      };
      this.onNodes.set(node, origin);
    }
    return origin;
  }

  private isUnder(place: PodPlace, owner: { kind: string; namespace: string; name: string }): boolean {
    const { server } = this.means;
    if (place.namespace !== owner.namespace) return false;
    let object = server.peek('Pod', place.namespace, place.name) as KubeObject | undefined;
    while (object !== undefined) {
      if (object.kind === owner.kind && object.metadata.name === owner.name) return true;
      const above = object.metadata.ownerReferences?.find(({ controller }) => controller === true);
      object = above && (server.peek(above.kind, place.namespace, above.name) as KubeObject | undefined);
    }
    return false;
  }
}
