// What became of the requests of one group of clients since its last record.
//
// It is filled in any order, and its record is the same: settling now and then in between changes nothing.

import type { NewRecord, TrafficOutcome, TrafficRecord } from '../../trace/records.ts';
import { Latencies } from './latencies.ts';
import { Outages } from './outages.ts';

/** How requests to one destination end; the same object for all that end alike. */
export type Ending = Omit<TrafficOutcome, 'count' | 'firstMs' | 'lastMs' | 'latency' | 'exemplar'>;

/** A request, or a try, that has ended. */
export interface Ended {
  readonly sentMs: number;
  readonly endMs: number;
  /** Where it came from; undefined outside of the cluster. */
  readonly node: string | undefined;
}

interface Cell {
  readonly ending: Ending;
  readonly latencies: Latencies;
  count: number;
  first: Ended;
  lastMs: number;
}

export interface StretchLabels {
  readonly clients: string;
  readonly target: string;
}

export class Stretch {
  fromMs: number;
  sent = 0;
  attempts = 0;
  private cells = new Map<Ending, Cell>();
  private retried = new Map<Ending, number>();
  private readonly outages = new Outages();

  constructor(fromMs: number) {
    this.fromMs = fromMs;
  }

  /** A request has ended, as its client sees it. */
  end(ending: Ending, sentMs: number, endMs: number, node: string | undefined): void {
    const cell = this.cells.get(ending);
    if (cell === undefined) this.begin(ending, { sentMs, endMs, node });
    else count(cell, sentMs, endMs, node);
    if (ending.outcome === 'answered') this.outages.answer(endMs);
    else this.outages.failure(sentMs, endMs);
  }

  /** A try has failed, and another one follows. */
  retry(ending: Ending): void {
    this.retried.set(ending, (this.retried.get(ending) ?? 0) + 1);
  }

  private begin(ending: Ending, first: Ended): void {
    const latencies = new Latencies();
    latencies.add(first.endMs - first.sentMs);
    this.cells.set(ending, { ending, latencies, count: 1, first, lastMs: first.endMs });
  }

  /** Its record, and from `toMs` on the next stretch; undefined when there was nothing. */
  close(toMs: number, inFlight: number, labels: StretchLabels): NewTraffic | undefined {
    const { fromMs, sent, attempts, cells, retried } = this;
    this.fromMs = toMs;
    if (sent === 0 && attempts === 0 && cells.size === 0 && retried.size === 0) return undefined;
    this.sent = 0;
    this.attempts = 0;
    this.cells = new Map();
    this.retried = new Map();
    const outcomes = [...cells.values()].map(outcomeOf).sort(inOrder);
    const again = [...retried]
      .map(([{ brokenBy: _, ...ending }, times]) => ({ ...ending, count: times }))
      .sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
    const numbers = { fromMs, toMs, sent, attempts, inFlight };
    const text = summary(labels, sent, outcomes);
    return {
      type: 'traffic',
      text,
      ...labels,
      ...numbers,
      outcomes,
      retried: again,
      outages: this.outages.take(),
    };
  }
}

export type NewTraffic = Extract<NewRecord, { type: 'traffic' }>;

function count(cell: Cell, sentMs: number, endMs: number, node: string | undefined): void {
  cell.count += 1;
  cell.latencies.add(endMs - sentMs);
  if (endMs > cell.lastMs) cell.lastMs = endMs;
  const { first } = cell;
  if (endMs < first.endMs || (endMs === first.endMs && sentMs < first.sentMs))
    cell.first = { sentMs, endMs, node };
}

const outcomeOf = ({ ending, latencies, count: total, first, lastMs }: Cell): TrafficOutcome => ({
  ...ending,
  count: total,
  firstMs: first.endMs,
  lastMs,
  latency: latencies.summary(),
  exemplar: { sentMs: first.sentMs, ...(first.node === undefined ? {} : { node: first.node }) },
});

const textOf = ({ outcome, status = 0, pod, why }: Omit<Ending, 'brokenBy'>): string =>
  `${outcome} ${status} ${pod?.namespace}/${pod?.name} ${why}`;

const inOrder = (a: TrafficOutcome, b: TrafficOutcome): number =>
  a.firstMs - b.firstMs || a.exemplar.sentMs - b.exemplar.sentMs || (textOf(a) < textOf(b) ? -1 : 1);

/** `clients: 50 requests to service "web", 2 refused`. */
function summary(
  { clients, target }: StretchLabels,
  sent: number,
  outcomes: TrafficRecord['outcomes'],
): string {
  const failed = new Map<string, number>();
  for (const { outcome, count: total } of outcomes) {
    if (outcome !== 'answered') failed.set(outcome, (failed.get(outcome) ?? 0) + total);
  }
  const parts = [...failed].map(([outcome, total]) => `${total} ${outcome}`);
  return [`${clients}: ${sent} ${sent === 1 ? 'request' : 'requests'} to ${target}`, ...parts].join(', ');
}
