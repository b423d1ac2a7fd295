// What the records of requests add up to: by clients, outcome, pod and latency. Tallies of two moments may be taken from
// each other, so that a window counts what ended in it.

import type { ObjectRef, RequestOutcome, TrafficOutcome, TrafficRecord } from '../trace/records.ts';

/** Requests that ended alike, over all records. */
export interface TalliedEnding {
  readonly outcome: RequestOutcome;
  readonly status: number | undefined;
  readonly pod: ObjectRef | undefined;
  readonly why: string;
  readonly count: number;
  /** When the first of them ended; undefined where that was before the time that is counted. */
  readonly firstMs: number | undefined;
}

interface Outage {
  readonly fromMs: number;
  /** Absent while it goes on. */
  readonly toMs?: number;
}

export class TrafficTally {
  sent = 0;
  ended = 0;
  failed = 0;
  retried = 0;
  /** The records that tell of failures, by number and time. */
  private failures: { readonly seq: number; readonly t: number }[] = [];
  /** The instant of the last record. */
  untilMs = 0;
  private readonly endings = new Map<string, TalliedEnding>();
  private readonly latencies = new Map<number, number>();
  private outages: Outage[] = [];

  add(record: TrafficRecord): void {
    this.sent += record.sent;
    this.untilMs = record.toMs;
    for (const { count } of record.retried) this.retried += count;
    const failedBefore = this.failed;
    for (const outcome of record.outcomes) this.addOutcome(outcome);
    if (this.failed > failedBefore) this.failures.push({ seq: record.seq, t: record.t });
    // The one that goes on is said again in each record.
    if (record.outages.length === 0) return;
    this.outages = this.outages.filter(({ toMs }) => toMs !== undefined);
    this.outages.push(...record.outages);
  }

  private addOutcome(of: TrafficOutcome): void {
    const { outcome, status, pod, why, count, firstMs, latency } = of;
    this.ended += count;
    if (outcome !== 'answered') this.failed += count;
    const key = `${outcome} ${status} ${pod?.uid} ${why}`;
    const known = this.endings.get(key);
    const total = (known?.count ?? 0) + count;
    this.endings.set(key, {
      ...{ outcome, status, pod, why, count: total },
      firstMs: known === undefined ? firstMs : known.firstMs,
    });
    if (outcome !== 'answered' && outcome !== 'server error') return;
    for (const [ms, times] of latency.histogram)
      this.latencies.set(ms, (this.latencies.get(ms) ?? 0) + times);
  }

  /** The endings that pass, those of which there are most first. */
  endingsOf(passes: (ending: TalliedEnding) => boolean): TalliedEnding[] {
    const found = [...this.endings.values()].filter((ending) => ending.count > 0 && passes(ending));
    return found.sort((a, b) => b.count - a.count || (a.firstMs ?? 0) - (b.firstMs ?? 0));
  }

  /** How long it took at most for that share of the requests that got an answer; undefined: none did. */
  percentileMs(percent: number): number | undefined {
    const all = [...this.latencies].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
    const total = all.reduce((sum, [, count]) => sum + count, 0);
    let left = Math.ceil((total * percent) / 100);
    for (const [ms, count] of all) {
      left -= count;
      if (left <= 0) return ms;
    }
    return all.at(-1)?.[0];
  }

  /** The longest time without an answer though requests failed; one that goes on counts as far as it is known. */
  longestOutage(sinceMs = Number.NEGATIVE_INFINITY): { readonly fromMs: number; readonly ms: number } {
    let longest = { fromMs: 0, ms: 0 };
    for (const { fromMs, toMs = this.untilMs } of this.outages) {
      const begunMs = Math.max(fromMs, sinceMs);
      if (toMs - begunMs > longest.ms) longest = { fromMs: begunMs, ms: toMs - begunMs };
    }
    return longest;
  }

  /** Number of the first record after an instant that tells of a failure; undefined: none. */
  firstFailure(afterMs = Number.NEGATIVE_INFINITY): number | undefined {
    return this.failures.find(({ t }) => t > afterMs)?.seq;
  }

  copy(): TrafficTally {
    return new TrafficTally().plus(this, 1);
  }

  /** What has come since an earlier moment. */
  since(earlier: TrafficTally): TrafficTally {
    return this.copy().plus(earlier, -1);
  }

  /** @param sign  -1 takes away */
  plus(other: TrafficTally, sign: 1 | -1): this {
    this.sent += sign * other.sent;
    this.ended += sign * other.ended;
    this.failed += sign * other.failed;
    this.retried += sign * other.retried;
    this.untilMs = Math.max(this.untilMs, other.untilMs);
    for (const [key, ending] of other.endings) {
      const known = this.endings.get(key);
      const count = (known?.count ?? 0) + sign * ending.count;
      const firstMs = sign > 0 ? earlierOf(known?.firstMs, ending.firstMs) : undefined;
      this.endings.set(key, { ...ending, count, firstMs });
    }
    for (const [ms, count] of other.latencies) {
      this.latencies.set(ms, (this.latencies.get(ms) ?? 0) + sign * count);
    }
    if (sign < 0) return this;
    this.outages.push(...other.outages);
    this.failures = [...this.failures, ...other.failures].sort((x, y) => x.seq - y.seq);
    return this;
  }
}

const earlierOf = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

/** The tallies of all clients. */
export class TrafficTallies {
  private readonly byClients = new Map<string, TrafficTally>();

  add(record: TrafficRecord): void {
    let tally = this.byClients.get(record.clients);
    if (tally === undefined) {
      tally = new TrafficTally();
      this.byClients.set(record.clients, tally);
    }
    tally.add(record);
  }

  /** Of clients of that name, or of all together. */
  of(clients: string | undefined): TrafficTally {
    if (clients !== undefined) return this.byClients.get(clients) ?? new TrafficTally();
    const [only, ...others] = this.byClients.values();
    if (others.length === 0) return only ?? new TrafficTally();
    return others.reduce((sum, tally) => sum.plus(tally, 1), only!.copy());
  }

  get names(): string[] {
    return [...this.byClients.keys()];
  }
}
