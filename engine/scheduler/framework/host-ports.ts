// Which host ports are taken on a node, by address and protocol.
//
// 0.0.0.0 stands for every address: it conflicts with the same port on any of them.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/v1alpha1/types.go, HostPortInfo.

import type { Pod } from '../../api/objects.ts';

const ANY_ADDRESS = '0.0.0.0';

export interface HostPort {
  readonly address: string;
  /** `TCP/8080` */
  readonly key: string;
}

/** The host ports of a pod's containers; shared and empty for the many pods without. */
export function hostPortsOf(pod: Pod): readonly HostPort[] {
  let ports: HostPort[] | undefined;
  for (const container of pod.spec.containers) {
    for (const port of container.ports ?? []) {
      if (port.hostPort === undefined || port.hostPort <= 0) continue;
      ports ??= [];
      ports.push({ address: port.hostIP || ANY_ADDRESS, key: `${port.protocol || 'TCP'}/${port.hostPort}` });
    }
  }
  return ports ?? NONE;
}

const NONE: readonly HostPort[] = [];

export class HostPorts {
  private readonly byAddress = new Map<string, Set<string>>();

  add(port: HostPort): void {
    let keys = this.byAddress.get(port.address);
    if (keys === undefined) {
      keys = new Set();
      this.byAddress.set(port.address, keys);
    }
    keys.add(port.key);
  }

  remove(port: HostPort): void {
    const keys = this.byAddress.get(port.address);
    keys?.delete(port.key);
    if (keys?.size === 0) this.byAddress.delete(port.address);
  }

  conflictsWith(port: HostPort): boolean {
    if (port.address !== ANY_ADDRESS) {
      return this.isTaken(ANY_ADDRESS, port.key) || this.isTaken(port.address, port.key);
    }
    for (const keys of this.byAddress.values()) if (keys.has(port.key)) return true;
    return false;
  }

  clone(): HostPorts {
    const copy = new HostPorts();
    for (const [address, keys] of this.byAddress) copy.byAddress.set(address, new Set(keys));
    return copy;
  }

  private isTaken(address: string, key: string): boolean {
    return this.byAddress.get(address)?.has(key) ?? false;
  }
}
