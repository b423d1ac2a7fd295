// The static policy: containers of Guaranteed pods that ask for whole processors get some that nobody else runs on; all others
// share what is left.
//
// The state outlives the kubelet, as its file does. Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/cm/cpumanager/
// policy_static.go; cpu_manager.go, removeStaleState; v1.28.0 pkg/kubelet/cm/admission/errors.go. Left out: the topology manager's hints,
// distribute-cpus-across-numa, align-by-socket.

import type { Container, Pod } from '../../api/objects.ts';
import { qosClass } from '../../api/pod/qos.ts';
import { milliValue } from '../../api/quantity/values.ts';
import type { KubeletConfig } from '../config/kubelet-config.ts';
import type { StartFailure } from '../sync/start-container.ts';
import { takeByTopology } from './cpu-assignment.ts';
import { type CpuSet, difference, NO_CPUS, parseCpuSet, union } from './cpu-set.ts';
import { allCpus, type Topology, wholeCores } from './topology.ts';

export class StaticPolicy {
  private readonly topology: Topology;
  private readonly reserved: CpuSet;
  private readonly wholeCoresOnly: boolean;
  /** By pod, then by container. */
  private readonly assigned = new Map<string, Map<string, CpuSet>>();
  private shared: CpuSet;

  constructor(topology: Topology, config: KubeletConfig) {
    this.topology = topology;
    this.shared = allCpus(topology);
    this.reserved = reservedCpus(topology, config);
    this.wholeCoresOnly = config.cpuManagerPolicyOptions?.['full-pcpus-only'] === 'true';
  }

  /** What the container may run on: its own processors, or those that all others share. */
  cpusOf(uid: string, container: string): CpuSet {
    return this.assigned.get(uid)?.get(container) ?? this.shared;
  }

  hasOwn(uid: string): boolean {
    return this.assigned.has(uid);
  }

  /**
   * Gives the pod's containers their processors, once.
   *
   * @param active  by uid, the pods that keep theirs
   * @returns why it cannot
   */
  admit(pod: Pod, active: ReadonlySet<string>): StartFailure | undefined {
    const { uid } = pod.metadata;
    if (this.assigned.has(uid)) return undefined;
    this.release(active);
    const { initContainers = [], containers } = pod.spec;
    const own = new Map<string, CpuSet>();
    let reusable: CpuSet = NO_CPUS;
    for (const container of [...initContainers, ...containers]) {
      const count = exclusiveCount(pod, container);
      if (count === 0) continue;
      const misfit = this.misfit(count);
      if (misfit !== undefined) return this.giveBack(own, { reason: 'SMTAlignmentError', message: misfit });
      const free = union(difference(this.shared, this.reserved), reusable);
      const taken = takeByTopology(this.topology, free, count);
      if (taken === undefined) return this.giveBack(own, NOT_ENOUGH);
      own.set(container.name, taken);
      this.shared = difference(this.shared, taken);
      // What init containers had is the others' when they have ended.
      reusable = initContainers.includes(container) ? union(reusable, taken) : difference(reusable, taken);
    }
    if (own.size > 0) this.assigned.set(uid, own);
    return undefined;
  }

  /** Takes back what pods have that are not active any more. @returns whether there was any */
  release(active: ReadonlySet<string>): boolean {
    const stale = [...this.assigned.keys()].filter((uid) => !active.has(uid));
    for (const uid of stale) {
      for (const cpus of this.assigned.get(uid)!.values()) this.shared = union(this.shared, cpus);
      this.assigned.delete(uid);
    }
    return stale.length > 0;
  }

  private giveBack(own: ReadonlyMap<string, CpuSet>, failure: StartFailure): StartFailure {
    for (const cpus of own.values()) this.shared = union(this.shared, cpus);
    return failure;
  }

  private misfit(count: number): string | undefined {
    const { threadsPerCore } = this.topology;
    if (!this.wholeCoresOnly) return undefined;
    if (count % threadsPerCore !== 0)
      return `SMT Alignment Error: requested ${count} cpus not multiple cpus per core = ${threadsPerCore}`;
    const free = difference(this.shared, wholeCores(this.topology, this.reserved)).size;
    if (count <= free || free === 0) return undefined;
    return `SMT Alignment Error: not enough free physical CPUs: available physical CPUs = ${free}, requested CPUs = ${count}, CPUs per core = ${threadsPerCore}`;
  }
}

const NOT_ENOUGH: StartFailure = {
  reason: 'UnexpectedAdmissionError',
  message: 'Allocate failed due to not enough cpus available to satisfy request, which is unexpected',
};

/** How many processors the container has to itself; 0: none. */
export function exclusiveCount(pod: Pod, { resources }: Container): number {
  if (qosClass(pod.spec) !== 'Guaranteed') return 0;
  const milli = milliValue(resources?.requests?.cpu ?? '0');
  return milli % 1000 === 0 ? milli / 1000 : 0;
}

// Source: cpu_manager.go, NewManager.
function reservedCpus(topology: Topology, config: KubeletConfig): CpuSet {
  const { reservedSystemCPUs, systemReserved, kubeReserved } = config;
  if (reservedSystemCPUs !== undefined) return parseCpuSet(reservedSystemCPUs) ?? NO_CPUS;
  const milli = milliValue(systemReserved?.cpu ?? '0') + milliValue(kubeReserved?.cpu ?? '0');
  return takeByTopology(topology, allCpus(topology), Math.ceil(milli / 1000)) ?? NO_CPUS;
}
