// The machine under a node: how much of everything it has, and how much of that is taken by what is no pod.
//
// It outlives its kubelets. Source of the number of processes: Linux, kernel.pid_max on 64 bit systems with systemd.

import { intValue, milliValue } from '../../api/quantity/values.ts';
import type { KubeletConfig } from '../config/kubelet-config.ts';
import { StaticPolicy } from '../cpumanager/static-policy.ts';
import { topologyOf } from '../cpumanager/topology.ts';
import { checkReservations, podMemoryMax } from './allocatable.ts';
import { capacityOf, DISK_CAPACITY, type NodeSpec } from './node-object.ts';

const PROCESSES_MAX = 4_194_304;

/** What a machine may run out of. */
export type MachineStore = 'memory' | 'disk' | 'processes';

export class Machine {
  /** Bytes; processes: how many. */
  readonly capacity: Readonly<Record<MachineStore, number>>;
  /** Bytes that its pods may use together. */
  readonly podMemoryMax: number;
  /** Who has which processors, where the kubelet gives out any. */
  readonly exclusive: StaticPolicy | undefined;
  readonly config: KubeletConfig;
  private readonly taken: Record<MachineStore, number> = { memory: 0, disk: 0, processes: 0 };
  private readonly listeners = new Set<() => void>();

  /** @throws UserError  when its kubelet is to reserve more than it has */
  constructor(spec: NodeSpec) {
    const { name, cpu, memory, kubelet = {}, threadsPerCore, sockets } = spec;
    checkReservations(name, capacityOf(spec), spec.kubelet);
    this.podMemoryMax = podMemoryMax(memory, spec.kubelet);
    const disk = intValue(DISK_CAPACITY);
    this.capacity = { memory: intValue(memory), disk, processes: PROCESSES_MAX };
    const cpus = topologyOf(Math.floor(milliValue(cpu) / 1000), threadsPerCore, sockets);
    this.exclusive = kubelet.cpuManagerPolicy === 'static' ? new StaticPolicy(cpus, kubelet) : undefined;
    this.config = kubelet;
  }

  /** What somebody else takes than the pods. */
  takenOf(store: MachineStore): number {
    return this.taken[store];
  }

  take(store: MachineStore, amount: number): void {
    this.taken[store] = amount;
    for (const listener of [...this.listeners]) listener();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
