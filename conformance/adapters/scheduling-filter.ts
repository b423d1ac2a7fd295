// Plays `scheduling-filter`: which nodes a pod fits, why not the others, and the text of FailedScheduling.

import { isDeepStrictEqual } from 'node:util';
import { fitErrorMessage } from '../../engine/scheduler/fit-error.ts';
import { SchedulingError } from '../../engine/scheduler/framework/status.ts';
import type { TableAdapter } from '../adapter.ts';
import { playCycle, version } from '../scheduling-scene.ts';

function failed(message: string): unknown {
  return { type: 'Warning', reason: 'FailedScheduling', message };
}

// A node may lack several scalar resources; upstream lists those in the random order of a Go map.
function withSortedReasons(result: Result): Result {
  const { reasonsByNode } = result;
  if (reasonsByNode === undefined) return result;
  const sorted = Object.entries(reasonsByNode).map(([node, reasons]) => [node, [...reasons].sort()]);
  return { ...result, reasonsByNode: Object.fromEntries(sorted) };
}

interface Result {
  readonly reasonsByNode?: Readonly<Record<string, readonly string[]>>;
}

export const adapter: TableAdapter = {
  topics: ['scheduling-filter'],
  run: ({ input, expected }) => {
    try {
      const { outcome } = playCycle(input);
      if (outcome.kind === 'no nodes') throw new Error('the case has no nodes');
      const statuses = outcome.kind === 'fits' ? outcome.found.statuses : outcome.diagnosis.statuses;
      const reasons = Object.fromEntries([...statuses].map(([node, status]) => [node, status.reasons]));
      const feasible = outcome.kind === 'fits' ? outcome.found.feasible.map(({ name }) => name).sort() : [];
      return {
        feasible,
        ...(expected.reasonsByNode === undefined ? {} : { reasonsByNode: reasons }),
        ...(outcome.kind === 'fits'
          ? {}
          : { event: failed(fitErrorMessage(outcome.diagnosis, '', version)) }),
      };
    } catch (error) {
      if (error instanceof SchedulingError) return { feasible: [], event: failed(error.message) };
      throw error;
    }
  },
  matches: (actual, expected) =>
    isDeepStrictEqual(withSortedReasons(actual as Result), withSortedReasons(expected as Result)),
};
