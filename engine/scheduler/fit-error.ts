// Why no node takes a pod, in upstream's words: `0/3 nodes are available: 1 Insufficient memory, 2 Insufficient cpu.`
//
// Each reason counts the nodes that have it; the texts are sorted with their numbers, so `10 x` stands before `2 y`.
// Source: kubernetes v1.20.2 pkg/scheduler/core/generic_scheduler.go, FitError; v1.28.0 pkg/scheduler/framework/types.go,
// FitError; kubernetes pull 107775 (preemption); read in 1.25.7, 1.26.7, 1.27.8 and 1.29.7 (prefilter, dots).

import type { VersionProfile } from '../versions/profile.ts';
import type { Status } from './framework/status.ts';

/** Source: generic_scheduler.go, ErrNoNodesAvailable. */
export const NO_NODES_MESSAGE = 'no nodes available to schedule pods';

export interface Diagnosis {
  readonly nodeCount: number;
  readonly statuses: ReadonlyMap<string, Status>;
  /** The plugin that refused all nodes before any was looked at. */
  readonly preFilter: Status | undefined;
}

/** `postFilter`: what preemption says, for example `preemption: not eligible due to preemptionPolicy=Never.` */
export function fitErrorMessage(diagnosis: Diagnosis, postFilter: string, version: VersionProfile): string {
  const head = `0/${diagnosis.nodeCount} nodes are available:`;
  const { preFilter } = diagnosis;
  const parts: string[] = [];
  const tellsPreFilter = preFilter !== undefined && version.has('fitErrorTellsPreFilter');
  if (tellsPreFilter) parts.push(preFilter.reasons.join(', '));
  if (!tellsPreFilter || version.has('fitErrorRepeatsPreFilter'))
    parts.push(histogram(diagnosis.statuses.values()));
  const told = version.has('fitErrorTellsPreFilter') ? parts.filter((part) => part !== '') : parts;
  const message = [head, ...told.map((part) => `${part}.`)].join(' ');
  if (postFilter === '' || !version.has('fitErrorTellsPreemption')) return message;
  return `${message} ${postFilter}${version.has('fitErrorDoublesDot') ? '.' : ''}`;
}

function histogram(statuses: Iterable<Status>): string {
  const counts = new Map<string, number>();
  for (const { reasons } of statuses)
    for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort(byBytes)
    .join(', ');
}

// Go sorts by bytes; the texts are ASCII but for what users put into taints, where code units serve as well.
const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
