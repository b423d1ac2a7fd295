// The processors of a machine: which threads share a core, which cores a socket. Each socket is a NUMA node.
//
// Numbered as Linux does on most machines: the first thread of each core, socket by socket, then the second ones.
// Source: kubernetes v1.28.0 pkg/kubelet/cm/cpumanager/topology/topology.go.

import type { CpuSet } from './cpu-set.ts';

export interface Cpu {
  readonly cpu: number;
  readonly core: number;
  readonly socket: number;
}

export interface Topology {
  readonly cpus: readonly Cpu[];
  readonly threadsPerCore: number;
  readonly cpusPerSocket: number;
}

/**
 * @param count  of all processors, at least 1
 * @param threadsPerCore  a divisor of that
 * @param sockets  a divisor of the number of cores
 */
export function topologyOf(count: number, threadsPerCore = 1, sockets = 1): Topology {
  const cores = Math.ceil(count / threadsPerCore);
  const coresPerSocket = Math.ceil(cores / sockets);
  const cpus = Array.from({ length: count }, (_, cpu) => {
    const core = cpu % cores;
    return { cpu, core, socket: Math.floor(core / coresPerSocket) };
  });
  return { cpus, threadsPerCore, cpusPerSocket: coresPerSocket * threadsPerCore };
}

export const allCpus = ({ cpus }: Topology): CpuSet => new Set(cpus.map(({ cpu }) => cpu));

/** All threads of the cores that these are threads of. */
export function wholeCores({ cpus }: Topology, some: CpuSet): CpuSet {
  const cores = new Set(cpus.filter(({ cpu }) => some.has(cpu)).map(({ core }) => core));
  return new Set(cpus.filter(({ core }) => cores.has(core)).map(({ cpu }) => cpu));
}
