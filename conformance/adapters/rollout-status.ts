// Plays `rollout-status`: what kubectl rollout status says of an object.

import {
  daemonSetRolloutStatus,
  deploymentRolloutStatus,
  statefulSetRolloutStatus,
} from '../../engine/kubectl/rollout/rollout-status.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

const FUNCTIONS: Readonly<Record<string, (object: TableCase['input']) => unknown>> = {
  deploymentRolloutStatus: (object) => deploymentRolloutStatus(object),
  daemonSetRolloutStatus: (object) => daemonSetRolloutStatus(object),
  statefulSetRolloutStatus: (object) => statefulSetRolloutStatus(object),
};

export const adapter: TableAdapter = {
  topics: ['rollout-status'],
  run: ({ fn = '', input }) => {
    const call = FUNCTIONS[fn];
    if (call === undefined) throw new Error(`no function ${fn}`);
    return call(input.object);
  },
};
