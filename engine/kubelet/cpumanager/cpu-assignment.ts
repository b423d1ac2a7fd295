// Which processors a container gets: whole sockets if it needs that many, then whole cores, then single threads of the cores
// that are already the fullest.
//
// Source: kubernetes v1.28.0 pkg/kubelet/cm/cpumanager/cpu_assignment.go, takeByTopologyNUMAPacked; v1.20.2 the same where
// sockets and NUMA nodes are one.

import { type CpuSet, union } from './cpu-set.ts';
import type { Cpu, Topology } from './topology.ts';

/** Undefined when there are not as many. */
export function takeByTopology(topology: Topology, available: CpuSet, count: number): CpuSet | undefined {
  if (count > available.size) return undefined;
  const taking: Taking = {
    topology,
    left: topology.cpus.filter(({ cpu }) => available.has(cpu)),
    count,
    taken: new Set(),
  };
  for (const socket of freest(taking, 'socket'))
    takeWhole(taking, (cpu) => cpu.socket === socket, topology.cpusPerSocket);
  for (const core of coresInOrder(taking))
    takeWhole(taking, (cpu) => cpu.core === core, topology.threadsPerCore);
  for (const { cpu } of threadsInOrder(taking)) {
    if (taking.count === 0) break;
    take(taking, [cpu]);
  }
  return taking.taken;
}

interface Taking {
  readonly topology: Topology;
  left: readonly Cpu[];
  count: number;
  taken: CpuSet;
}

function take(taking: Taking, cpus: readonly number[]): void {
  taking.taken = union(taking.taken, new Set(cpus));
  taking.left = taking.left.filter(({ cpu }) => !taking.taken.has(cpu));
  taking.count -= cpus.length;
}

function takeWhole(taking: Taking, isIn: (cpu: Cpu) => boolean, size: number): void {
  const free = taking.left.filter(isIn);
  if (free.length === size && taking.count >= size)
    take(
      taking,
      free.map(({ cpu }) => cpu),
    );
}

// Those with the fewest free ones first, then by number.
function freest({ left }: Pick<Taking, 'left'>, group: 'socket' | 'core'): number[] {
  const free = new Map<number, number>();
  for (const cpu of left) free.set(cpu[group], (free.get(cpu[group]) ?? 0) + 1);
  return [...free.keys()].sort((a, b) => free.get(a)! - free.get(b)! || a - b);
}

const coresInOrder = ({ left }: Pick<Taking, 'left'>): number[] =>
  freest({ left }, 'socket').flatMap((socket) =>
    freest({ left: left.filter((cpu) => cpu.socket === socket) }, 'core'),
  );

const threadsInOrder = (taking: Taking): Cpu[] =>
  coresInOrder(taking).flatMap((core) =>
    taking.left.filter((cpu) => cpu.core === core).sort((a, b) => a.cpu - b.cpu),
  );
