// What may happen to a process of the control plane: it dies, and somebody starts it again.

import { nearest } from '../api/schema/nearest.ts';
import type { ControlPlaneProcess } from '../client/process.ts';
import { UserError } from '../errors.ts';
import { type Fault, touchesNothing } from './fault.ts';

/** @throws UserError  for a name that no process has, and for one that is down already */
export function stopProcess(processes: ReadonlyMap<string, ControlPlaneProcess>, name: string): Fault {
  const process = processOf(processes, name);
  const text = `${name} stops`;
  if (!process.isUp) touchesNothing(text, 'it does not run');
  return { text, touches: [name], inflict: () => process.stop() };
}

/** @throws UserError  for a name that no process has, and for one that runs */
export function startProcess(processes: ReadonlyMap<string, ControlPlaneProcess>, name: string): Fault {
  const process = processOf(processes, name);
  const text = `${name} starts again`;
  if (process.isUp) touchesNothing(text, 'it runs');
  return { text, touches: [name], inflict: () => process.startAgain() };
}

function processOf(processes: ReadonlyMap<string, ControlPlaneProcess>, name: string): ControlPlaneProcess {
  const process = processes.get(name);
  if (process !== undefined) return process;
  const near = nearest(name, [...processes.keys()]);
  throw new UserError({
    message: `no process is named "${name}"`,
    hint: near === undefined ? `there are ${[...processes.keys()].join(', ')}` : `did you mean "${near}"?`,
  });
}
