// No two Services share a cluster IP or a node port. Source: kubernetes v1.28.0 pkg/registry/core/service/storage/alloc.go.

import type { Service } from '../api/objects.ts';
import type { Checker } from './checker.ts';
import { nameOf } from './owners.ts';

export const serviceAddresses: Checker = {
  name: 'service-addresses',
  promise: 'no two Services share a cluster IP, or a node port of one protocol',
  kinds: ['Service'],
  begin: () => {
    const holders = new Map<string, string>();
    const held = new Map<string, readonly string[]>();
    return (change) => {
      const name = nameOf(change);
      for (const address of held.get(name) ?? []) holders.delete(address);
      held.delete(name);
      if (change.op === 'delete') return undefined;
      const addresses = addressesOf(change.object as Service);
      const taken = addresses.find((address) => holders.has(address));
      if (taken !== undefined) return `Services ${holders.get(taken)} and ${name} both have ${taken}`;
      for (const address of addresses) holders.set(address, name);
      held.set(name, addresses);
      return undefined;
    };
  },
};

function addressesOf({ spec }: Service): string[] {
  const ips = [spec.clusterIP ?? '', ...(spec.clusterIPs ?? [])].filter((ip) => ip !== '' && ip !== 'None');
  const ports = (spec.ports ?? []).flatMap(({ nodePort = 0, protocol = 'TCP' }) =>
    nodePort === 0 ? [] : [`node port ${nodePort}/${protocol}`],
  );
  return [...new Set([...ips, ...ports])];
}
