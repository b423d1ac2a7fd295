// How much of everything may be in use on a node before a threshold is met. Fixed for as long as its kubelet runs.

import { scaledValue } from '../../api/quantity/values.ts';
import type { Machine } from '../node/machine.ts';
import type { Signal } from './signals.ts';
import { type Threshold, thresholdQuantity } from './thresholds.ts';

/** Bytes; processes: how many. */
export interface PressureLimits {
  readonly memory: number;
  /** Of all pods together. */
  readonly podMemory: number;
  readonly disk: number;
  readonly processes: number;
}

export function pressureLimits(
  { capacity, podMemoryMax }: Machine,
  { thresholds }: { readonly thresholds: readonly Threshold[] },
): PressureLimits {
  const limit = (signals: readonly Signal[], all: number): number => {
    const asked = thresholds
      .filter(({ signal }) => signals.includes(signal))
      .map(({ value }) => Number(scaledValue(thresholdQuantity(value, { available: 0, capacity: all }), 0)));
    return all - Math.max(0, ...asked);
  };
  return {
    memory: limit(['memory.available'], capacity.memory),
    podMemory: limit(['allocatableMemory.available'], podMemoryMax),
    disk: limit(['nodefs.available', 'imagefs.available'], capacity.disk),
    processes: limit(['pid.available'], capacity.processes),
  };
}
