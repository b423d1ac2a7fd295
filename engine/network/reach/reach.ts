// Who reaches whom in a cluster now: the network's parts, as the walk and whoever compares pods look at them.

import type { Pod } from '../../api/objects.ts';
import type { World } from '../../client/component.ts';
import type { ClusterDns } from '../dns/cluster-dns.ts';
import type { Machines, NodePlace } from '../machines.ts';
import type { Resolve } from '../network-client.ts';
import type { NodeProxy } from '../proxy/node-proxy.ts';
import type { Obstacle, Router, Source } from '../router.ts';
import type { ServiceStates } from '../state/service-states.ts';
import { PodReach } from './pod-reach.ts';
import type { Question } from './question.ts';
import type { WalkWorld } from './walk.ts';

export interface ReachOptions {
  readonly world: Pick<World, 'server' | 'version' | 'kernel'>;
  readonly machines: Machines;
  readonly router: Router;
  readonly states: ServiceStates;
  readonly dns: ClusterDns;
  readonly isIpvs: boolean;
  readonly proxyOf: (node: NodePlace) => NodeProxy;
  readonly sourceOf: (ip: string, node: NodePlace) => Source;
  /** Looks names up without leaving a trace in any cache. */
  readonly resolverOf: (pod: Pod, ips: readonly string[], node: NodePlace) => Resolve;
  readonly nameServerObstacle: (source: Source, node: NodePlace, server: string) => Obstacle | undefined;
}

export class Reach {
  private readonly options: ReachOptions;

  constructor(options: ReachOptions) {
    this.options = options;
  }

  /** What looking for a reason needs, when a pod asks for a Service. */
  walkWorld({ client, service }: Question): WalkWorld {
    const { world, states, isIpvs } = this.options;
    const { server, version, kernel } = world;
    const state = states.at(`${service.namespace}/${service.name}`, kernel.nowMs);
    return { server, version, isIpvs, reach: this.of(client), state };
  }

  /** What a pod's programs would come to if they connected now; undefined while it has no address. */
  of(pod: Pod): PodReach | undefined {
    const { machines, router, sourceOf, resolverOf, nameServerObstacle, proxyOf } = this.options;
    const { podIP, podIPs = [] } = pod.status;
    const node = machines.allNodes().find(({ name }) => name === pod.spec.nodeName);
    if (podIP === undefined || node === undefined) return undefined;
    const source = sourceOf(podIP, node);
    const ips = podIPs.map(({ ip }) => ip ?? '');
    return new PodReach({
      source,
      router,
      resolve: resolverOf(pod, ips, node),
      nameServerObstacle: (server) => nameServerObstacle(source, node, server),
      proxy: proxyOf(node),
    });
  }

  /**
   * When who reaches whom may turn without an event: rules are rewritten, an answer that is repeated is forgotten.
   *
   * @param nodeName  whose rules count; default: those of all
   */
  nextTurnMs(nodeName?: string): number | undefined {
    const { machines, proxyOf, dns } = this.options;
    const all = machines.allNodes();
    const nodes = nodeName === undefined ? all : all.filter(({ name }) => name === nodeName);
    const rewrites = nodes.map((node) => proxyOf(node).view.nextRewriteMs());
    const turns = [...rewrites, dns.nextTurnMs()].filter((ms) => ms !== undefined);
    return turns.length === 0 ? undefined : Math.min(...turns);
  }
}
