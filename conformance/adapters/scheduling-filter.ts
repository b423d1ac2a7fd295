// Plays `scheduling-filter`: which nodes a pod fits, why not the others, and the text of FailedScheduling.

import { fitErrorMessage } from '../../engine/scheduler/fit-error.ts';
import { SchedulingError } from '../../engine/scheduler/framework/status.ts';
import type { TableAdapter } from '../adapter.ts';
import { playCycle, version } from '../scheduling-scene.ts';

function failed(message: string): unknown {
  return { type: 'Warning', reason: 'FailedScheduling', message };
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
};
