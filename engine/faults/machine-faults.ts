// What may happen to a machine's memory, disk and process table: something that is no pod takes them, or gives them back.

import type { Machine, MachineStore } from '../kubelet/node/machine.ts';
import { type Fault, touchesNothing } from './fault.ts';

export interface FaultyMachine {
  readonly name: string;
  readonly machine: Machine;
  /** What its pods take now. */
  usedByPods(store: MachineStore): number;
}

const WORDS: Readonly<Record<MachineStore, string>> = {
  memory: 'memory',
  disk: 'disk',
  processes: 'process table',
};

/**
 * Something takes so much that so many hundredths of all are in use now.
 *
 * @param percent  0 to 100
 * @throws UserError  when as much is in use already
 */
export function fillMachine(node: FaultyMachine, store: MachineStore, percent: number): Fault {
  const { name, machine } = node;
  const text = `the ${WORDS[store]} of node ${name} fills up to ${percent}%`;
  if (percent < 0 || percent > 100) touchesNothing(text, 'that is no share of it', 'write 0 to 100');
  const wanted = Math.floor((machine.capacity[store] * percent) / 100) - node.usedByPods(store);
  if (wanted <= machine.takenOf(store))
    touchesNothing(text, 'as much is in use as it is', 'choose more, or let it be freed');
  return { text, touches: [`Node ${name}`], inflict: () => machine.take(store, wanted) };
}

/** @throws UserError  when nobody but pods uses it */
export function freeMachine({ name, machine }: FaultyMachine, store: MachineStore): Fault {
  const text = `the ${WORDS[store]} of node ${name} is freed`;
  if (machine.takenOf(store) === 0) touchesNothing(text, 'only pods use it');
  return { text, touches: [`Node ${name}`], inflict: () => machine.take(store, 0) };
}
