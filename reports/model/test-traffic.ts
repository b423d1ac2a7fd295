// Traffic records for tests: requests of one stretch, told as the engine tells them.

import type { NewRecord, RequestOutcome, TrafficOutcome, TrafficRecord } from '../../engine/trace/records.ts';

export interface OutcomeSpec {
  readonly outcome?: RequestOutcome;
  readonly pod?: string;
  readonly why?: string;
  readonly count: number;
  readonly ms?: number;
  readonly brokenBy?: number;
  readonly node?: string;
}

export function traffic(
  fromMs: number,
  toMs: number,
  outcomes: readonly OutcomeSpec[],
  more: Partial<TrafficRecord> = {},
): Extract<NewRecord, { type: 'traffic' }> {
  const sent = outcomes.reduce((sum, { count }) => sum + count, 0);
  return {
    type: 'traffic',
    text: `clients: ${sent} requests to service "web"`,
    clients: 'clients',
    target: 'service "web"',
    fromMs,
    toMs,
    sent,
    attempts: sent,
    inFlight: 0,
    outcomes: outcomes.map((spec) => outcomeOf(fromMs, toMs, spec)),
    retried: [],
    outages: [],
    ...more,
  };
}

function outcomeOf(fromMs: number, toMs: number, spec: OutcomeSpec): TrafficOutcome {
  const { outcome = 'answered', pod, why = '', count, ms = 2, brokenBy, node } = spec;
  return {
    outcome,
    ...(outcome === 'answered' ? { status: 200 } : {}),
    ...(pod === undefined ? {} : { pod: { kind: 'Pod', namespace: 'default', name: pod } }),
    why,
    ...(brokenBy === undefined ? {} : { brokenBy }),
    count,
    firstMs: fromMs + ms,
    lastMs: toMs,
    latency: { minMs: ms, maxMs: ms, histogram: [[ms, count]] },
    exemplar: { sentMs: fromMs, ...(node === undefined ? {} : { node }) },
  };
}
