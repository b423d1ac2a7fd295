// What became of the requests of clients: how many failed and why, how long they took, which pods served them, how long
// nobody was served.
//
// Without an operator over time all requests count since the clients began; with one, those that ended in its window.

import { nearest } from '../../api/schema/nearest.ts';
import { UserError } from '../../errors.ts';
import type { ObjectRef, RequestOutcome } from '../../trace/records.ts';
import type { ClusterView } from '../cluster-view.ts';
import type { Condition, Finding } from '../condition.ts';
import type { TalliedEnding, TrafficTally } from '../traffic-tally.ts';
import { type Amount, foundOf, marginOf } from './amount.ts';
import { find, podsUnder, writes } from './lookup.ts';
import { type Target, targetText, type Vocabulary } from './vocabulary.ts';

/** A share of the requests, or a time, with its bounds, both included; as it was said. */
export interface Bounds {
  readonly text: string;
  readonly min: number;
  readonly max: number;
}

type Look = (tally: TrafficTally, view: ClusterView, sinceMs: number | undefined) => Finding;

/** @param clients  undefined: those of all clients */
function ofRequests(clients: string | undefined, text: string, look: Look): Condition {
  const bare: Omit<Condition, 'look'> = {
    text,
    concerns: (record) => record.type === 'traffic' && (clients === undefined || record.clients === clients),
    blame: (view) => podsThatFailed(view.traffic.of(clients)),
    evidence: (view, afterMs) => view.traffic.of(clients).firstFailure(afterMs),
    suggest: (view) => suggestClients(view, clients) ?? remedy(view.traffic.of(clients), view),
  };
  return {
    ...bare,
    look: (view) => look(view.traffic.of(clients), view, undefined),
    since: (begun) => {
      const before = begun.traffic.of(clients).copy();
      const sinceMs = begun.nowMs;
      return { ...bare, look: (view) => look(view.traffic.of(clients).since(before), view, sinceMs) };
    },
  };
}

const ofClients = (clients: string | undefined): string =>
  clients === undefined ? '' : ` of clients "${clients}"`;

function suggestClients({ traffic }: ClusterView, clients: string | undefined): string | undefined {
  const { names } = traffic;
  if (names.length === 0)
    return 'let clients send some: Given clients send 50 requests per second to service "web"';
  if (clients === undefined || names.includes(clients)) return undefined;
  const near = nearest(clients, names) ?? names[0];
  return `did you mean clients "${near}"?`;
}

/** What would have helped most of those that failed. */
function remedy(tally: TrafficTally, view: ClusterView): string | undefined {
  const [most] = tally.endingsOf(isFailed);
  if (most === undefined) return undefined;
  const { outcome, pod } = most;
  if (outcome === 'no endpoint')
    return 'let more pods be ready: replicas, a budget, another rolling strategy';
  if (pod === undefined) return undefined;
  if (outcome === 'timed out')
    return 'add replicas, let the servers answer faster, or the clients wait longer';
  const now = view.get('Pod', pod.namespace, pod.name);
  const isGoing = now === undefined || now.metadata.deletionTimestamp !== undefined;
  if (!isGoing || (outcome !== 'refused' && outcome !== 'reset')) return undefined;
  const { spec } = now ?? view.listGone('Pod').findLast(({ metadata }) => metadata.uid === pod.uid) ?? {};
  return spec?.containers.some(({ lifecycle }) => lifecycle?.preStop !== undefined) === true
    ? 'give pods a grace period for their preStop hook and for what they still have to answer'
    : 'let pods wait before they stop: a preStop hook that sleeps 5 seconds';
}

const isFailed = ({ outcome }: TalliedEnding): boolean => outcome !== 'answered';

function podsThatFailed(tally: TrafficTally): ObjectRef[] {
  const pods = tally.endingsOf(isFailed).flatMap(({ pod }) => (pod === undefined ? [] : [pod]));
  return [...new Map(pods.map((pod) => [pod.uid, pod])).values()].slice(0, 5);
}

const NOTHING_SENT = 'no request was sent';

/** `no request has failed`, `at most 3 requests of clients "mobile" have failed`. */
export function failedCondition(amount: Amount, clients?: string): Condition {
  const text = `${amount.text} requests${ofClients(clients)} have failed`;
  return ofRequests(clients, text, (tally) => {
    const value = tally.failed;
    const margin = marginOf(amount, value);
    const found = tally.ended === 0 ? NOTHING_SENT : `${value} of ${tally.ended} failed`;
    return { holds: margin >= 0, found, details: failuresOf(tally), value, margin, isMet: tally.ended > 0 };
  });
}

/** `at most 0.1% of the requests have failed`: of those that have ended. */
export function failedShareCondition(share: Bounds, clients?: string): Condition {
  const text = `${share.text} of the requests${ofClients(clients)} have failed`;
  return ofRequests(clients, text, (tally) => {
    if (tally.ended === 0) return { holds: share.min <= 0, found: NOTHING_SENT, isMet: false };
    const value = (100 * tally.failed) / tally.ended;
    const margin = within(share, value);
    const found = `${percent(value)} failed, ${tally.failed} of ${tally.ended}`;
    return { holds: margin >= 0, found, details: failuresOf(tally), value, margin, isMet: true };
  });
}

/** How requests ended, as a sentence says it. */
export interface SpokenEnding {
  /** `were refused` */
  readonly text: string;
  readonly outcome: RequestOutcome | 'retried';
  readonly status?: number;
}

/** `3 requests were refused`, `no request of clients "mobile" was answered with 503`. */
export function endingCondition(amount: Amount, spoken: SpokenEnding, clients?: string): Condition {
  const text = `${amount.text} requests${ofClients(clients)} ${spoken.text}`;
  const isMeant = ({ outcome, status }: TalliedEnding): boolean =>
    spoken.status === undefined ? outcome === spoken.outcome : status === spoken.status;
  return ofRequests(clients, text, (tally) => {
    const meant = tally.endingsOf(isMeant);
    const value =
      spoken.outcome === 'retried' ? tally.retried : meant.reduce((sum, { count }) => sum + count, 0);
    const margin = marginOf(amount, value);
    const found = tally.ended === 0 ? NOTHING_SENT : foundOf(amount, value, spoken.text);
    return { holds: margin >= 0, found, details: failuresOf(tally), value, margin, isMet: tally.ended > 0 };
  });
}

/** `the 99th percentile of latency is at most 200ms`: of the requests that got an answer, an error included. */
export function latencyCondition(percentile: number, bounds: Bounds, clients?: string): Condition {
  const what = `the ${ordinal(percentile)} percentile of latency${ofClients(clients)}`;
  return ofRequests(clients, `${what} is ${bounds.text}`, (tally) => {
    const value = tally.percentileMs(percentile);
    if (value === undefined) {
      return {
        holds: bounds.min <= 0,
        found: tally.ended === 0 ? NOTHING_SENT : 'no request was answered',
        isMet: false,
      };
    }
    const margin = within(bounds, value);
    return { holds: margin >= 0, found: `it is ${time(value)}`, value, margin, isMet: true };
  });
}

/** `the longest outage was at most 2 seconds`. */
export function outageCondition(bounds: Bounds, clients?: string): Condition {
  const text = `the longest outage${ofClients(clients)} is ${bounds.text}`;
  return ofRequests(clients, text, (tally, _, sinceMs) => {
    if (tally.ended === 0) return { holds: bounds.min <= 0, found: NOTHING_SENT, isMet: false };
    const { fromMs, ms: value } = tally.longestOutage(sinceMs);
    const margin = within(bounds, value);
    const found = value === 0 ? 'there was none' : `${time(value)}, from ${fromMs / 1000}s on`;
    const details = value === 0 ? [] : failuresOf(tally);
    return { holds: margin >= 0, found, details, value, margin, isMet: true };
  });
}

/**
 * `pod "web-0" has served between 30% and 36% of the requests`, and the same of each pod of a deployment that is there and
 * not about to go: of the requests that were answered.
 *
 * @throws UserError  for an object that pods do not belong to
 */
export function servedCondition(
  vocabulary: Vocabulary,
  target: Target,
  share: Bounds,
  clients?: string,
): Condition {
  const isPod = target.kind.kind === 'Pod';
  const subject = isPod ? targetText(vocabulary, target) : `each pod of ${targetText(vocabulary, target)}`;
  const text = `${subject} has served ${share.text} of the requests${ofClients(clients)}`;
  const condition = ofRequests(clients, text, (tally, view) => {
    const object = find(view, target);
    const pods = isPod
      ? [{ name: target.name }]
      : podsUnder(view, object ?? ({ metadata: {} } as never))
          .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
          .map(({ metadata: { name } }) => ({ name }));
    const answered = tally.endingsOf((ending) => !isFailed(ending));
    const total = answered.reduce((sum, { count }) => sum + count, 0);
    if (total === 0) return { holds: false, found: NOTHING_SENT, isMet: false };
    if (pods.length === 0)
      return { holds: false, found: `${target.kind.singular} "${target.name}" has no pods`, isMet: false };
    const shares = pods.map(({ name }) => {
      const own = answered.filter(({ pod }) => pod?.name === name && pod.namespace === target.namespace);
      return { name, value: (100 * own.reduce((sum, { count }) => sum + count, 0)) / total };
    });
    const worst = shares.reduce((a, b) => (within(share, b.value) < within(share, a.value) ? b : a));
    const margin = within(share, worst.value);
    const found = shares.map(({ name, value }) => `${name} served ${percent(value)}`).join(', ');
    return { holds: margin >= 0, found, value: worst.value, margin, isMet: true };
  });
  return { ...condition, concerns: (record) => condition.concerns(record) || writes(target)(record) };
}

const within = ({ min, max }: Bounds, value: number): number => Math.min(value - min, max - value);

const percent = (value: number): string => `${Math.round(value * 100) / 100}%`;
const time = (ms: number): string => (ms < 1000 ? `${ms}ms` : `${ms / 1000}s`);

const DETAILS_MAX = 3;

/** `2 refused by web-0, first at 63.239s: nothing listens …`, the most frequent first. */
function failuresOf(tally: TrafficTally): string[] {
  const endings = tally.endingsOf(isFailed);
  const shown = endings.slice(0, DETAILS_MAX).map(({ count, outcome, pod, why, firstMs }) => {
    const by = pod === undefined ? '' : ` by ${pod.name}`;
    const first = firstMs === undefined ? '' : `, first at ${firstMs / 1000}s`;
    return `${count} ${outcome}${by}${first}: ${why}`;
  });
  return endings.length > DETAILS_MAX ? [...shown, `${endings.length - DETAILS_MAX} other reasons`] : shown;
}

function ordinal(n: number): string {
  const last = n % 10;
  const isTeen = Math.floor((n % 100) / 10) === 1;
  return `${n}${isTeen ? 'th' : last === 1 ? 'st' : last === 2 ? 'nd' : last === 3 ? 'rd' : 'th'}`;
}

/** `between 30% and 36%`, `at most 0.1%`, `at least 99.9%`. @throws UserError  for what is no share */
export function parseShare(text: string): Bounds {
  const numbers = [...text.matchAll(/(\d+(?:\.\d+)?)%/g)].map(([, number]) => Number(number));
  const [first = 0, second = first] = numbers;
  const bounds: Record<string, Bounds> = {
    'at most': { text, min: Number.NEGATIVE_INFINITY, max: first },
    'at least': { text, min: first, max: Number.POSITIVE_INFINITY },
    between: { text, min: first, max: second },
  };
  const found = bounds[/^(?:at most|at least|between)/.exec(text)?.[0] ?? ''] ?? {
    text,
    min: first,
    max: first,
  };
  if (numbers.some((number) => number > 100) || found.max < found.min) {
    throw new UserError({
      message: `"${text}" is no share`,
      hint: 'write at most 0.1%, or between 30% and 36%',
    });
  }
  return found;
}
