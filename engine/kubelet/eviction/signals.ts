// What the kubelet watches on its node, which resource runs short with it, and which condition says so.
//
// Source: kubernetes v1.20.2 pkg/kubelet/eviction/api/types.go; helpers.go, init, buildSignalToRankFunc,
// buildSignalToNodeReclaimFuncs, makeSignalObservations. Left out: a containerfs apart from the imagefs (1.29).

import type { QuantityFormat } from '../../api/quantity/suffix.ts';

export type StarvedResource = 'memory' | 'ephemeral-storage' | 'inodes' | 'pids';
export type PressureCondition = 'MemoryPressure' | 'DiskPressure' | 'PIDPressure';
/** Of what takes space: the writable layers of containers, their logs, volumes that live on the node. */
export type Filesystem = 'rootfs' | 'logs' | 'volumes';

interface SignalTraits {
  readonly resource: StarvedResource;
  readonly condition: PressureCondition;
  readonly format: QuantityFormat;
}

const memory: SignalTraits = { resource: 'memory', condition: 'MemoryPressure', format: 'BinarySI' };
const disk: SignalTraits = { resource: 'ephemeral-storage', condition: 'DiskPressure', format: 'BinarySI' };
const inodes: SignalTraits = { resource: 'inodes', condition: 'DiskPressure', format: 'DecimalSI' };

export const SIGNALS = {
  'memory.available': memory,
  'allocatableMemory.available': memory,
  'nodefs.available': disk,
  'nodefs.inodesFree': inodes,
  'imagefs.available': disk,
  'imagefs.inodesFree': inodes,
  'pid.available': { resource: 'pids', condition: 'PIDPressure', format: 'DecimalSI' },
} as const satisfies Readonly<Record<string, SignalTraits>>;

export type Signal = keyof typeof SIGNALS;

export const isSignal = (name: string): name is Signal => Object.hasOwn(SIGNALS, name);

/** In bytes, or a number of inodes or processes. */
export interface Observation {
  readonly available: number;
  readonly capacity: number;
  /** When it was measured; absent: now. */
  readonly atMs?: number;
}

export type Observations = ReadonlyMap<Signal, Observation>;

const ALL: readonly Filesystem[] = ['rootfs', 'logs', 'volumes'];

/** What counts when pods are ranked for a signal of the disk; an imagefs of its own holds the containers' layers. */
export function rankedFilesystems(signal: Signal, hasImageFs: boolean): readonly Filesystem[] {
  if (!hasImageFs) return ALL;
  return signal.startsWith('imagefs') ? ['rootfs'] : ['logs', 'volumes'];
}

/** Whether dead containers and unused images are removed before any pod is. */
export function freesNodeFirst(signal: Signal, hasImageFs: boolean): boolean {
  return signal.startsWith('imagefs') || (signal.startsWith('nodefs') && !hasImageFs);
}
