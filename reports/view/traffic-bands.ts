// What became of the requests of each group of clients, over time and in total: answered, failed and why, by which pod,
// how long it took, and the times without any answer.

import type {
  ObjectRef,
  RequestLatency,
  RequestOutcome,
  TrafficOutcome,
  TrafficRecord,
} from '../../engine/trace/records.ts';
import type { TraceIndex } from './trace-index.ts';

export interface TrafficBand {
  readonly clients: string;
  /** `service "web"` */
  readonly target: string;
  /** In order of time. */
  readonly stretches: readonly TrafficRecord[];
  readonly totals: TrafficTotals;
  /** In order of the first one. */
  readonly failures: readonly TrafficFailure[];
  readonly outages: readonly { readonly fromMs: number; readonly toMs: number }[];
}

export interface TrafficTotals {
  readonly sent: number;
  readonly answered: number;
  readonly failed: number;
  /** Tries that failed and were followed by another one. */
  readonly retried: number;
  /** Of the requests that ended: by outcome, most first. */
  readonly byOutcome: readonly { readonly outcome: RequestOutcome; readonly count: number }[];
  /** Of the answers: by name of the pod, most first. */
  readonly byPod: readonly { readonly pod: string; readonly count: number }[];
  /** Of the answers. */
  readonly latency: Percentiles | undefined;
  readonly longestOutageMs: number;
}

/** Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** Requests that failed alike, in the whole run. */
export interface TrafficFailure {
  readonly outcome: RequestOutcome;
  readonly status?: number;
  readonly pod?: ObjectRef;
  readonly why: string;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** The first of them, and the record of the stretch that it ended in. */
  readonly exemplar: TrafficOutcome['exemplar'] & { readonly endedMs: number };
  readonly seq: number;
  /** The record that led to the first one. */
  readonly brokenBy?: number;
}

/** In order of their first requests. */
export function trafficBands(index: TraceIndex): TrafficBand[] {
  const groups = new Map<string, TrafficRecord[]>();
  for (const record of index.records) {
    if (record.type !== 'traffic') continue;
    const key = `${record.clients}\n${record.target}`;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].map((stretches) => {
    const { clients, target } = stretches[0] as TrafficRecord;
    const outages = stretches.flatMap((stretch) => outagesOf(stretch, index.endMs));
    const merged = mergedOutages(outages);
    return {
      clients,
      target,
      stretches,
      totals: totalsOf(stretches, Math.max(0, ...merged.map(({ fromMs, toMs }) => toMs - fromMs))),
      failures: failuresOf(stretches),
      outages: merged,
    };
  });
}

export const hasFailed = ({ outcome }: Pick<TrafficOutcome, 'outcome'>): boolean => outcome !== 'answered';

const outagesOf = ({ outages, toMs }: TrafficRecord, endMs: number): TrafficBand['outages'] =>
  outages.map((outage) => ({ fromMs: outage.fromMs, toMs: outage.toMs ?? Math.min(toMs, endMs) }));

// One that goes on is told again by the next stretch, with the same beginning.
function mergedOutages(outages: TrafficBand['outages']): TrafficBand['outages'] {
  const longest = new Map<number, number>();
  for (const { fromMs, toMs } of outages) longest.set(fromMs, Math.max(toMs, longest.get(fromMs) ?? toMs));
  return [...longest].map(([fromMs, toMs]) => ({ fromMs, toMs })).sort((a, b) => a.fromMs - b.fromMs);
}

/** Of any stretches: of the whole run, or of one. */
export function totalsOf(stretches: readonly TrafficRecord[], longestOutageMs = 0): TrafficTotals {
  const outcomes = stretches.flatMap((stretch) => stretch.outcomes);
  const answers = outcomes.filter((outcome) => !hasFailed(outcome));
  const sum = (counts: readonly { readonly count: number }[]): number =>
    counts.reduce((total, { count }) => total + count, 0);
  const answered = sum(answers);
  return {
    sent: stretches.reduce((total, { sent }) => total + sent, 0),
    answered,
    failed: sum(outcomes) - answered,
    retried: sum(stretches.flatMap(({ retried }) => retried)),
    byOutcome: counted(outcomes, ({ outcome }) => outcome).map(([outcome, count]) => ({ outcome, count })),
    byPod: counted(answers, ({ pod }) => pod?.name ?? '').map(([pod, count]) => ({ pod, count })),
    latency: percentiles(answers.map(({ latency }) => latency)),
    longestOutageMs,
  };
}

function counted<K>(outcomes: readonly TrafficOutcome[], key: (outcome: TrafficOutcome) => K): [K, number][] {
  const counts = new Map<K, number>();
  for (const outcome of outcomes) counts.set(key(outcome), (counts.get(key(outcome)) ?? 0) + outcome.count);
  // Stable: equal counts stay in order of their first.
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** By nearest rank, of all histograms together; undefined where there is nothing to rank. */
export function percentiles(latencies: readonly RequestLatency[]): Percentiles | undefined {
  const steps = latencies.flatMap(({ histogram }) => histogram).sort(([a], [b]) => a - b);
  const all = steps.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0) return undefined;
  const at = (share: number): number => {
    let left = Math.max(1, Math.ceil(all * share));
    for (const [ms, count] of steps) {
      left -= count;
      if (left <= 0) return ms;
    }
    return steps.at(-1)?.[0] ?? 0;
  };
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: Math.max(...latencies.map(({ maxMs }) => maxMs)) };
}

function failuresOf(stretches: readonly TrafficRecord[]): TrafficFailure[] {
  const failures = new Map<string, TrafficFailure>();
  for (const { seq, outcomes } of stretches)
    for (const outcome of outcomes.filter(hasFailed)) {
      const { status, pod, why, count, firstMs, lastMs, exemplar, brokenBy } = outcome;
      const key = JSON.stringify([outcome.outcome, status, pod?.name, why]);
      const known = failures.get(key);
      if (known !== undefined) {
        failures.set(key, { ...known, count: known.count + count, lastMs: Math.max(known.lastMs, lastMs) });
        continue;
      }
      failures.set(key, {
        outcome: outcome.outcome,
        ...(status === undefined ? {} : { status }),
        ...(pod === undefined ? {} : { pod }),
        why,
        count,
        firstMs,
        lastMs,
        exemplar: { ...exemplar, endedMs: firstMs },
        seq,
        ...(brokenBy === undefined ? {} : { brokenBy }),
      });
    }
  return [...failures.values()].sort((a, b) => a.firstMs - b.firstMs);
}

export interface TrafficBucket {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of the first stretch in it that failed, else of the first. */
  readonly seq: number;
  /** Per second, of the time that the bucket covers. */
  readonly answeredRate: number;
  readonly failedRate: number;
  readonly stretches: readonly TrafficRecord[];
}

/** Stretches that lie on the same few pixels, together. */
export function trafficBuckets(
  { stretches }: Pick<TrafficBand, 'stretches'>,
  placeOf: (t: number) => number,
): TrafficBucket[] {
  const buckets = new Map<number, TrafficRecord[]>();
  for (const stretch of stretches) {
    const place = placeOf(stretch.fromMs);
    buckets.set(place, [...(buckets.get(place) ?? []), stretch]);
  }
  return [...buckets.values()].map((own) => {
    const [first, last] = [own[0] as TrafficRecord, own.at(-1) as TrafficRecord];
    const { answered, failed } = totalsOf(own);
    const seconds = own.reduce((sum, { fromMs, toMs }) => sum + Math.max(1, toMs - fromMs), 0) / 1000;
    const broken = own.find(({ outcomes }) => outcomes.some(hasFailed));
    return {
      fromMs: first.fromMs,
      toMs: last.toMs,
      seq: (broken ?? first).seq,
      answeredRate: answered / seconds,
      failedRate: failed / seconds,
      stretches: own,
    };
  });
}
