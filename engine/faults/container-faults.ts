// What may happen to a container that runs: its program crashes, hangs, or is killed for its memory.

import type { Pod } from '../api/objects.ts';
import type { Behaviour } from '../runtime/runtime.ts';
import { type Fault, touchesNothing } from './fault.ts';

export interface FaultyContainer {
  crash(exitCode: number): void;
  hang(isHanging: boolean): void;
  readonly hasOpenPort: boolean;
  killForMemory(): void;
  changeUse(behaviour: Behaviour): void;
}

export type ContainerFault =
  | { readonly kind: 'crashes'; readonly exitCode: number }
  | { readonly kind: 'hangs' }
  | { readonly kind: 'answers again' }
  | { readonly kind: 'is OOM-killed' }
  | { readonly kind: 'uses otherwise'; readonly words: string; readonly behaviour: Behaviour };

/** What a container may begin to use while it runs. */
const RESOURCE_FIELDS = new Set<string>([
  'memoryBytes',
  'memoryLeakBytesPerHour',
  'memorySteps',
  'cpuMilli',
  'writes',
  'logBytesPerHour',
  'processes',
] satisfies (keyof Behaviour)[]);

/**
 * @param running  the container, if it runs
 * @throws UserError  when it would change nothing
 */
export function containerFault(
  pod: Pod,
  container: string,
  running: FaultyContainer | undefined,
  fault: ContainerFault,
): Fault {
  const { namespace, name } = pod.metadata;
  const words =
    fault.kind === 'crashes'
      ? `crashes with code ${fault.exitCode}`
      : fault.kind === 'uses otherwise'
        ? `begins: ${fault.words}`
        : fault.kind;
  const text = `container ${container} of pod ${namespace}/${name} ${words}`;
  if (running === undefined) return touchesNothing(text, 'it does not run');
  if (fault.kind === 'uses otherwise') {
    const other = Object.keys(fault.behaviour).find((field) => !RESOURCE_FIELDS.has(field));
    if (other !== undefined)
      touchesNothing(text, 'only what a container uses changes while it runs', 'say "leaks 10Mi per minute"');
  }
  const concernsPort = fault.kind === 'hangs' || fault.kind === 'answers again';
  if (concernsPort && !running.hasOpenPort)
    touchesNothing(text, 'it listens on no port, so nobody can tell', 'let it listen, or crash');
  const touches = [`Pod ${namespace}/${name}`, `container ${container}`];
  return { text, touches, inflict: () => inflict(running, fault) };
}

function inflict(running: FaultyContainer, fault: ContainerFault): void {
  switch (fault.kind) {
    case 'crashes':
      return running.crash(fault.exitCode);
    case 'hangs':
      return running.hang(true);
    case 'answers again':
      return running.hang(false);
    case 'is OOM-killed':
      return running.killForMemory();
    case 'uses otherwise':
      return running.changeUse(fault.behaviour);
    default:
      return fault satisfies never;
  }
}
