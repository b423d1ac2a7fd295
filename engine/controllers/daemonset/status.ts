// The status of a DaemonSet, counted node by node.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/daemon/daemon_controller.go, updateDaemonSetStatus.

import type { DaemonSet, Pod } from '../../api/objects.ts';
import { isPodAvailable, isPodReady } from '../pod-condition.ts';
import { isOfRevision } from './daemon-pod.ts';
import { compareByPlacement } from './placement.ts';

export type DaemonSetStatus = DaemonSet['status'];

export interface NodeView {
  readonly shouldRun: boolean;
  readonly pods: readonly Pod[];
}

export interface StatusInput {
  readonly set: DaemonSet;
  readonly nodes: readonly NodeView[];
  readonly hash: string;
  /** Not while the set waits for what it asked for: that was for an older generation. */
  readonly observesGeneration: boolean;
  readonly nowEpochMs: number;
}

const COUNTS = [
  'currentNumberScheduled',
  'numberMisscheduled',
  'desiredNumberScheduled',
  'numberReady',
  'updatedNumberScheduled',
  'numberAvailable',
  'numberUnavailable',
] as const;
// Zeros of the others are left out, as Go's omitempty does.
const ALWAYS_SHOWN: readonly string[] = COUNTS.slice(0, 4);

export function calculateStatus({
  set,
  nodes,
  hash,
  observesGeneration,
  nowEpochMs,
}: StatusInput): DaemonSetStatus {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, 0])) as Record<
    (typeof COUNTS)[number],
    number
  >;
  for (const { shouldRun, pods } of nodes) {
    const [pod] = [...pods].sort(compareByPlacement);
    if (!shouldRun) {
      if (pod !== undefined) counts.numberMisscheduled += 1;
      continue;
    }
    counts.desiredNumberScheduled += 1;
    if (pod === undefined) continue;
    counts.currentNumberScheduled += 1;
    if (isPodReady(pod)) counts.numberReady += 1;
    if (isPodAvailable(pod, set.spec.minReadySeconds ?? 0, nowEpochMs)) counts.numberAvailable += 1;
    if (isOfRevision(pod, hash)) counts.updatedNumberScheduled += 1;
  }
  counts.numberUnavailable = counts.desiredNumberScheduled - counts.numberAvailable;
  const shown = Object.entries(counts).filter(([name, count]) => count !== 0 || ALWAYS_SHOWN.includes(name));
  const kept = Object.entries(set.status).filter(([name]) => !(name in counts));
  const { generation } = set.metadata;
  const observed = observesGeneration && generation !== undefined ? { observedGeneration: generation } : {};
  return { ...Object.fromEntries([...kept, ...shown]), ...observed } as unknown as DaemonSetStatus;
}

/** Whether it has to be written. */
export function statusDiffers({ metadata, status }: DaemonSet, next: DaemonSetStatus): boolean {
  const isBehind = (status?.observedGeneration ?? 0) < (metadata.generation ?? 0);
  return isBehind || COUNTS.some((name) => (status?.[name] ?? 0) !== (next[name] ?? 0));
}
