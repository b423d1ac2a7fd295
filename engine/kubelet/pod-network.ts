// Which address a pod has on its node: handed out by the cluster's address plan, given back when the pod is gone.

import type { Pod } from '../api/objects.ts';

/** The addresses of one node's pods. */
export interface PodAddresses {
  /** The next free address of the node's range. */
  allocate(): string;
  release(ip: string): void;
}

export class PodNetwork {
  private readonly addresses: PodAddresses;
  private readonly byUid = new Map<string, string>();

  constructor(addresses: PodAddresses) {
    this.addresses = addresses;
  }

  /** The pod's addresses; a pod on the host's network has the node's. */
  assign(pod: Pod, hostIp: string): readonly string[] {
    if (pod.spec.hostNetwork === true) return [hostIp];
    const known = this.byUid.get(pod.metadata.uid);
    if (known !== undefined) return [known];
    const ip = this.addresses.allocate();
    this.byUid.set(pod.metadata.uid, ip);
    return [ip];
  }

  /** The machine has gone down: pods get new addresses with their new sandboxes. */
  releaseAll(): void {
    for (const uid of [...this.byUid.keys()]) this.release(uid);
  }

  release(uid: string): void {
    const ip = this.byUid.get(uid);
    if (ip === undefined) return;
    this.byUid.delete(uid);
    this.addresses.release(ip);
  }
}
