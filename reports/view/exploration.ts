// What exploring a scenario came to, for readers: how many runs, of which kind, and what was disturbed in the run that
// is shown.

import type { DecisionRecord } from '../../engine/trace/records.ts';
import type { Exploration, ExploredRun } from '../model/exploration.ts';
import type { TraceIndex } from './trace-index.ts';

export interface ExplorationTotals {
  readonly runs: number;
  readonly failed: number;
  /** Runs of cases that were kept from earlier. */
  readonly kept: number;
  /** In one run. */
  readonly mostDisturbances: number;
}

export function explorationTotals({ runs }: Pick<Exploration, 'runs'>): ExplorationTotals {
  return {
    runs: runs.length,
    failed: runs.filter(({ verdict }) => verdict === 'failed').length,
    kept: runs.filter(({ seed }) => seed === undefined).length,
    mostDisturbances: Math.max(0, ...runs.map(({ disturbances }) => disturbances)),
  };
}

/** `run 3, seed 17: 2 disturbances, failed` */
export function runText({ seed, disturbances, verdict }: ExploredRun, place: number): string {
  const origin = seed === undefined ? 'a kept case' : `seed ${seed}`;
  const count = disturbances === 1 ? '1 disturbance' : `${disturbances} disturbances`;
  return `run ${place + 1}, ${origin}: ${count}, ${verdict}`;
}

/** What was disturbed in the run of this trace, in order. */
export const disturbancesOf = ({ records }: Pick<TraceIndex, 'records'>): readonly DecisionRecord[] =>
  records.filter((record) => record.type === 'decision').filter(({ topic }) => topic === 'disturbance');
