// What is at the end of a way, as it is for one stretch of time: a server in words, one that must be asked each time, or
// nobody.

import type { Serving } from '../../runtime/behaviour/serving.ts';
import type { PodPlace, Server } from '../machines.ts';
import type { Way } from '../router.ts';
import type { Endings } from './endings.ts';
import type { Ending } from './stretch.ts';

export type Destination = DeadEndDestination | ServingDestination | AskedDestination;

/** Always the same, and known beforehand. */
export interface DeadEndDestination {
  readonly kind: 'ends';
  readonly ending: Ending;
  /** Until the client learns of it, its own patience aside. */
  readonly tookMs: number;
}

export interface ServingDestination {
  readonly kind: 'serves';
  readonly pod: PodPlace;
  readonly port: number;
  readonly serving: Serving;
  readonly answered: Ending;
  /** What is sent there arrives when this has passed, if it does; the end of those who do not wait so long. */
  readonly heldUp?: Ending;
}

/** A program that is no server in words: a script with `nc`. */
export interface AskedDestination {
  readonly kind: 'asks';
  readonly pod: PodPlace;
  readonly port: number;
}

export function destinationOf(way: Way, path: string, endings: Endings): Destination {
  if ('error' in way) return { kind: 'ends', ending: endings.deadEnd(way), tookMs: way.tookMs };
  if (way.pod === undefined) return answerOfMachine(way.server, way.port, path, endings);
  return atPod(way.pod, way.port, path, endings);
}

/** What is at a port of a pod. */
export function atPod(pod: PodPlace, port: number, path: string, endings: Endings): Destination {
  const listener = pod.sandbox.listenerAt(port);
  if (listener === undefined) return { kind: 'ends', ending: endings.closed(pod, port), tookMs: 0 };
  const serving = listener.serving?.(port, path);
  if (serving === undefined) return { kind: 'asks', pod, port };
  return { kind: 'serves', pod, port, serving, answered: endings.answered(pod, serving.status) };
}

// Machines that are no pods do not change.
function answerOfMachine(server: Server, port: number, path: string, endings: Endings): Destination {
  const answer = server.answer({ method: 'GET', host: '', port, path, headers: [] });
  const { tookMs } = answer;
  if ('status' in answer) return { kind: 'ends', ending: endings.answered(undefined, answer.status), tookMs };
  const obstacle = { kind: 'closed port', address: `port ${port}` } as const;
  return { kind: 'ends', ending: endings.deadEnd({ error: answer.error, tookMs, obstacle }), tookMs };
}

/** Whether what is at the end differs for those who send requests there: two of one text do not. */
export function textOf(destination: Destination): string {
  switch (destination.kind) {
    case 'ends': {
      const { outcome, status, why, pod } = destination.ending;
      return `${outcome} ${status} ${pod?.name} ${why}`;
    }
    case 'asks':
      return `asks ${destination.pod.uid}:${destination.port}`;
    case 'serves': {
      const { pod, port, serving, heldUp } = destination;
      return `${heldUp?.why ?? ''} ${pod.uid}:${port} ${serving.status} ${serving.isHanging} ${serving.answersInMs} ${serving.queue?.ratePerSecond}`;
    }
    default:
      return destination satisfies never;
  }
}
