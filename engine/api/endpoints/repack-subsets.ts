// The canonical layout of Endpoints: addresses that offer the same ports stand together, in a fixed order.
//
// Pure. An address that is ready and not ready at one port counts as not ready.
// Source: kubernetes v1.20.2 pkg/api/v1/endpoints/util.go, RepackSubsets.

import {
  type EndpointAddress,
  type EndpointPort,
  type EndpointSubset,
  sortPorts,
  sortSubsets,
} from './subset-hash.ts';

/** Stands for "no ports", so that addresses without ports are kept. */
const NO_PORT = '';

interface Offer {
  readonly port: EndpointPort | undefined;
  /** Ready or not, by address. */
  readonly addresses: Map<EndpointAddress, boolean>;
}

class Expansion {
  readonly offers = new Map<string, Offer>();
  private readonly known = new Map<string, EndpointAddress>();

  add(port: EndpointPort | undefined, address: EndpointAddress, isReady: boolean): void {
    const { addresses } = this.offer(port);
    const known = this.canonical(address);
    if (addresses.get(known) !== false) addresses.set(known, isReady);
  }

  private offer(port: EndpointPort | undefined): Offer {
    const key =
      port === undefined
        ? NO_PORT
        : JSON.stringify([port.name ?? '', port.port, port.protocol ?? '', port.appProtocol ?? null]);
    const offer = this.offers.get(key) ?? { port, addresses: new Map() };
    this.offers.set(key, offer);
    return offer;
  }

  // One address may be that of several pods, as on the host's network.
  private canonical(address: EndpointAddress): EndpointAddress {
    const key = `${address.ip} ${address.targetRef?.uid ?? ''}`;
    const known = this.known.get(key);
    if (known === undefined) this.known.set(key, address);
    return known ?? address;
  }
}

/** O(n log n) in the number of address and port pairs. */
export function repackSubsets(subsets: readonly EndpointSubset[]): EndpointSubset[] {
  const expansion = new Expansion();
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of subsets) {
    for (const port of ports.length === 0 ? [undefined] : ports) {
      for (const address of addresses) expansion.add(port, address, true);
      for (const address of notReadyAddresses) expansion.add(port, address, false);
    }
  }
  return sortSubsets(groupByAddresses(expansion).map(subsetOf));
}

interface Group {
  readonly sorted: readonly (readonly [EndpointAddress, boolean])[];
  readonly ports: EndpointPort[];
}

function groupByAddresses({ offers }: Expansion): Group[] {
  const numbers = new Map<EndpointAddress, number>();
  const numberOf = (address: EndpointAddress): number => {
    const number = numbers.get(address) ?? numbers.size;
    numbers.set(address, number);
    return number;
  };
  const groups = new Map<string, Group>();
  for (const { port, addresses } of offers.values()) {
    const sorted = [...addresses].sort(([a], [b]) => compareAddresses(a, b));
    const key = sorted.map(([address, isReady]) => `${numberOf(address)}${isReady ? '' : '!'}`).join();
    const group = groups.get(key) ?? { sorted, ports: [] };
    groups.set(key, group);
    if (port !== undefined) group.ports.push(port);
  }
  return [...groups.values()];
}

function compareAddresses(a: EndpointAddress, b: EndpointAddress): number {
  if (a.ip !== b.ip) return a.ip < b.ip ? -1 : 1;
  const [left, right] = [a.targetRef?.uid ?? '', b.targetRef?.uid ?? ''];
  return left < right ? -1 : Number(left > right);
}

function subsetOf({ sorted, ports }: Group): EndpointSubset {
  const addresses = sorted.filter(([, isReady]) => isReady).map(([address]) => address);
  const notReadyAddresses = sorted.filter(([, isReady]) => !isReady).map(([address]) => address);
  return {
    ...(addresses.length === 0 ? {} : { addresses }),
    ...(notReadyAddresses.length === 0 ? {} : { notReadyAddresses }),
    ...(ports.length === 0 ? {} : { ports: sortPorts(ports) }),
  };
}
