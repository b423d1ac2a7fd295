// How far a disturbance may go: what a healthy but busy cluster does to itself. Beyond that every promise breaks, and a run
// that fails says nothing.
//
// One delay may grow by what the timing profile `slow` allows more than `typical`, rounded. What delays a reaction (a write,
// a watch, a rewrite of rules) shares one allowance for the whole run, so that a wait that is meant to cover reactions,
// such as `preStop: sleep 5`, can be long enough. What only makes a start take longer has an allowance of its own.
// Sources: sig-scalability's SLOs (API calls within 1 s at p99; pods start within 5 s at p99, images aside);
// --iptables-min-sync-period; versions/timing.ts for `slow`.

import type { Delay } from '../client/disturber.ts';
import type { Disturbance } from './disturbance.ts';

export type Allowance = 'reaction' | 'start';

export interface DelayBound {
  /** One delay grows by at most this. */
  readonly maxMs: number;
  /** What it is taken from; absent: from nothing, because it never exceeds a bound of its own. */
  readonly allowance?: Allowance;
  readonly why: string;
}

/** All that a run may add, in milliseconds. */
export const ALLOWANCES: Readonly<Record<Allowance, number>> = {
  // With the second that a proxy takes by itself this stays below five: the wait that Kubernetes' own pages advise.
  reaction: 3_000,
  start: 30_000,
};

const reaction = (maxMs: number, why: string): DelayBound => ({ maxMs, allowance: 'reaction', why });
const start = (maxMs: number, why: string): DelayBound => ({ maxMs, allowance: 'start', why });

/** Delays that are not named here are never disturbed: settings, the user's own kubectl, machines that boot. */
export const DELAY_BOUNDS: Readonly<Partial<Record<Delay, DelayBound>>> = {
  apiCall: reaction(1_000, 'the SLO of the API server: 99 of 100 calls within 1 s'),
  watchDelivery: reaction(2_000, 'a watch cache that is behind, a connection that has to be made anew'),
  schedulerCycle: reaction(500, 'a queue of other pods before this one'),
  bind: reaction(1_000, 'a call of the API server'),
  kubeletSync: reaction(1_000, 'a kubelet with many pods'),
  statusUpdate: reaction(1_000, 'a kubelet that is held to its --kube-api-qps'),
  proxyRefresh: reaction(
    2_000,
    'rules of many Services: a rewrite takes seconds, and the next one waits for it',
  ),
  imagePull: start(20_000, 'a registry or a network that others use'),
  imageCheck: start(4_000, 'the same'),
  sandboxCreate: start(2_500, 'a container runtime with many requests'),
  containerCreate: start(1_000, 'the same'),
  containerStart: start(1_000, 'the same'),
  volumeMount: start(3_000, 'a disk that others use'),
  volumeAttach: start(20_000, 'the interface of a cloud'),
  volumeProvision: start(20_000, 'the same'),
  probeStart: { maxMs: 10_000, why: 'a probe begins anywhere within its period' },
};

/** A process stands still for at most this: a full garbage collection, a processor that is throttled for some periods. */
export const PAUSE_MAX_MS = 2_000;
export const PAUSE_ALLOWANCE: Allowance = 'reaction';

/** From the death of a process to its next start: what a supervisor takes. Its back-off and leader election come on top. */
export const CRASH_DOWN_MAX_MS = 1_000;

/** So many disturbances at most in one run. */
export const DISTURBANCES_MAX = 6;

/** What of them fits into the allowances, first come first served. */
export function withinBounds(disturbances: readonly Disturbance[]): Disturbance[] {
  const left = new Map(Object.entries(ALLOWANCES));
  return disturbances.filter((one) => {
    const [ms, allowance] = priceOf(one);
    if (allowance === undefined) return true;
    const rest = (left.get(allowance) ?? 0) - ms;
    if (rest >= 0) left.set(allowance, rest);
    return rest >= 0;
  });
}

function priceOf(one: Disturbance): readonly [ms: number, allowance: Allowance | undefined] {
  if (one.kind === 'late') return [one.byMs, DELAY_BOUNDS[one.delay]?.allowance];
  return one.kind === 'pause' ? [one.forMs, PAUSE_ALLOWANCE] : [0, undefined];
}
