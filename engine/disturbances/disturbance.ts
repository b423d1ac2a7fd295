// A disturbance: one thing of the default run that happens otherwise, as data. What the replay command and kept cases hold.
//
// It names what it changes by counting, from the moment at which the scenario's own part begins: the third rewrite of the
// rules on node-2, the twelfth tie. Nothing before that moment is disturbed. Reading refuses what is not of these forms.

import type { Delay } from '../client/disturber.ts';
import { UserError } from '../errors.ts';
import { DELAY_BOUNDS } from './bounds.ts';

/** The n-th delay of that name takes longer. */
export interface Late {
  readonly kind: 'late';
  /** `kube-proxy node-2` */
  readonly consumer: string;
  readonly delay: Delay;
  /** From 1. */
  readonly nth: number;
  readonly byMs: number;
}

/** Where two processes have something to do at one instant, for the n-th time: the second goes first. */
export interface Order {
  readonly kind: 'order';
  /** From 1. */
  readonly nth: number;
}

/** A process does nothing for a while: garbage collection, a processor that others use, a slow disk. */
export interface Pause {
  readonly kind: 'pause';
  /** `kube-controller-manager`, `kubelet node-1` */
  readonly process: string;
  /** Milliseconds since the scenario's own part began. */
  readonly atMs: number;
  readonly forMs: number;
}

/** A process dies right after its n-th write, whatever else it was about to do, and is started again. */
export interface Crash {
  readonly kind: 'crash';
  readonly process: string;
  /** From 1. */
  readonly write: number;
  readonly downMs: number;
}

export type Disturbance = Late | Order | Pause | Crash;

type Fields = Readonly<Record<string, 'text' | 'delay' | 'count' | 'ms'>>;

const FIELDS: Readonly<Record<Disturbance['kind'], Fields>> = {
  late: { consumer: 'text', delay: 'delay', nth: 'count', byMs: 'ms' },
  order: { nth: 'count' },
  pause: { process: 'text', atMs: 'ms', forMs: 'ms' },
  crash: { process: 'text', write: 'count', downMs: 'ms' },
};

const isWhole = (value: unknown, min: number): boolean => Number.isSafeInteger(value) && Number(value) >= min;

const FORMS: Readonly<
  Record<Fields[string], { readonly is: (value: unknown) => boolean; readonly words: string }>
> = {
  text: { is: (value) => typeof value === 'string' && value !== '', words: 'a name' },
  delay: {
    is: (value) => typeof value === 'string' && value in DELAY_BOUNDS,
    words: `one of ${Object.keys(DELAY_BOUNDS).join(', ')}`,
  },
  count: { is: (value) => isWhole(value, 1), words: 'a whole number from 1' },
  ms: { is: (value) => isWhole(value, 0), words: 'whole milliseconds' },
};

/** @throws UserError  for anything that is no list of disturbances; says which one and why */
export function readDisturbances(value: unknown): Disturbance[] {
  if (!Array.isArray(value))
    throw new UserError({ message: 'disturbances are a list: [{"kind":"late", …}]' });
  return value.map((one: unknown, i) => readDisturbance(one, i));
}

function readDisturbance(value: unknown, index: number): Disturbance {
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const wanted = FIELDS[fields.kind as Disturbance['kind']];
  const place = `disturbance ${index + 1}`;
  if (wanted === undefined) {
    const kinds = Object.keys(FIELDS).join(', ');
    throw new UserError({
      message: `${place}: "kind" is ${JSON.stringify(fields.kind)}, want one of ${kinds}`,
    });
  }
  for (const [name, form] of Object.entries(wanted)) {
    if (FORMS[form].is(fields[name])) continue;
    throw new UserError({
      message: `${place}: "${name}" is ${JSON.stringify(fields[name])}, want ${FORMS[form].words}`,
    });
  }
  return Object.fromEntries(['kind', ...Object.keys(wanted)].map((name) => [name, fields[name]])) as never;
}
