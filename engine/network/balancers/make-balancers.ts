// The load balancers of a cluster's cloud, and where connections to their addresses enter the cluster.

import { latencyOf, type World } from '../../client/component.ts';
import { balancerIp } from '../addresses/address-plan.ts';
import type { Machines, NodePlace } from '../machines.ts';
import type { ServiceStates } from '../state/service-states.ts';
import { CloudBalancers } from './cloud-balancers.ts';
import type { Outages } from './outages.ts';

export interface CloudMeans {
  readonly world: World;
  readonly states: ServiceStates;
  readonly outages: Outages;
  readonly machines: Machines;
  /** A load balancer at that address has come, gone, or got other nodes. */
  readonly onChange: (ip: string) => void;
}

/** @param quota  how many there may be at one time; undefined: any number */
export function makeBalancers(quota: number | undefined, means: CloudMeans): CloudBalancers {
  const { world, states, outages, machines, onChange } = means;
  let last = 0;
  return new CloudBalancers({
    ...{ quota, states, outages, onChange },
    nowMs: () => world.kernel.nowMs,
    callMs: latencyOf(world, 'cloud', 'loadBalancer'),
    stream: () => world.streams.stream('load balancers'),
    freshIp: () => {
      do last += 1;
      while (machines.holderOf(balancerIp(last)) !== undefined);
      return balancerIp(last);
    },
  });
}

/** Which node a connection to that address is handed to at that instant; undefined: the address is no load balancer's. */
export function balancerAt(
  ip: string,
  balancers: CloudBalancers | undefined,
  machines: Machines,
): ((atMs?: number) => NodePlace | undefined) | undefined {
  const balancer = balancers?.at(ip);
  if (balancers === undefined || balancer === undefined) return undefined;
  return (atMs) => {
    const name = balancers.nodeFor(balancer, atMs);
    return name === undefined ? undefined : machines.nodeNamed(name);
  };
}
