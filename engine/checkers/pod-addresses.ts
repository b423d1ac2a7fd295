// No two pods that run have one address, but for those on their node's network.
// Source: the Kubernetes network model: every pod gets its own IP address.

import type { Pod } from '../api/objects.ts';
import type { Checker } from './checker.ts';
import { hasEnded, nameOf } from './owners.ts';

export const podAddresses: Checker = {
  name: 'pod-addresses',
  promise: 'no two pods that run share an address, but for those on the network of their node',
  kinds: ['Pod'],
  begin: () => {
    const holders = new Map<string, string>();
    return (change) => {
      const pod = change.object as Pod;
      const address = pod.status.podIP ?? '';
      if (address === '' || pod.spec.hostNetwork === true) return undefined;
      const { uid } = pod.metadata;
      const holder = holders.get(address);
      if (change.op === 'delete' || hasEnded(pod)) {
        if (holder === uid) holders.delete(address);
        return undefined;
      }
      if (holder !== undefined && holder !== uid)
        return `pod ${nameOf(change)} has ${address}, which another pod still has`;
      holders.set(address, uid);
      return undefined;
    };
  },
};
