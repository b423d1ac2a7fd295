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

/**
 * What came of the steps of a run that was explored: it ended with the one that failed.
 *
 * @param reached  which of them left a record in its trace
 * @returns nothing where none did: the trace is of another scenario
 */
export function statusesOfFailingRun(
  reached: readonly boolean[],
): readonly ('passed' | 'failed' | 'skipped')[] {
  const last = reached.lastIndexOf(true);
  if (last < 0) return [];
  return reached.map((_, i) => (i < last ? 'passed' : i === last ? 'failed' : 'skipped'));
}
