// What a kubelet asks of a pod that it hears of again.

import type { Pod, PodStatus } from '../api/objects.ts';
import { equalPlain } from '../api/plain.ts';

export const isOver = ({ phase }: PodStatus): boolean => phase === 'Failed' || phase === 'Succeeded';

/** Whether no container runs, or will without another pass. */
export const isEnded = ({ containerStatuses = [] }: PodStatus): boolean =>
  containerStatuses.every(
    ({ state }) =>
      state?.terminated !== undefined || (state?.running === undefined && state?.waiting !== undefined),
  );

/** Whether somebody else than this kubelet changed the pod. */
export function needsPass(pod: Pod, before: Pod): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, labels, annotations } = pod.metadata;
  return (
    deletionTimestamp !== before.metadata.deletionTimestamp ||
    deletionGracePeriodSeconds !== before.metadata.deletionGracePeriodSeconds ||
    !equalPlain(labels, before.metadata.labels) ||
    !equalPlain(annotations, before.metadata.annotations) ||
    !equalPlain(pod.spec, before.spec)
  );
}
