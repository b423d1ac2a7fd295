// The pass of the release at hand.

import { updateInBatches } from './batched-update.ts';
import { updateOneByOne } from './one-by-one-update.ts';
import type { PassInput, PassResult, PodActions } from './update-plan.ts';

export function updatePods(input: PassInput, actions: PodActions): PassResult {
  return input.version.has('statefulSetCountsAfterCalls')
    ? updateInBatches(input, actions)
    : updateOneByOne(input, actions);
}
