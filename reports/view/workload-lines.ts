// The counts of a workload over time: what was wanted, and how much of it was there.

import { keyOfRef, type TraceIndex, type WriteRecord } from './trace-index.ts';

export interface CountLine {
  readonly name: string;
  /** Wherever the count changed. */
  readonly points: readonly { readonly t: number; readonly seq: number; readonly value: number }[];
}

export interface WorkloadLines {
  readonly key: string;
  readonly lines: readonly CountLine[];
  readonly max: number;
  /** When the object was deleted, if it was. */
  readonly endMs: number | undefined;
}

type Json = Readonly<Record<string, unknown>>;
type Count = readonly [name: string, read: (spec: Json, status: Json) => unknown];

// The words of kubectl describe.
const COUNTS: Readonly<Record<string, readonly Count[]>> = {
  Deployment: [
    ['desired', (spec) => spec.replicas ?? 1],
    ['updated', (_, status) => status.updatedReplicas],
    ['ready', (_, status) => status.readyReplicas],
    ['available', (_, status) => status.availableReplicas],
    ['total', (_, status) => status.replicas],
  ],
  StatefulSet: [
    ['desired', (spec) => spec.replicas ?? 1],
    ['updated', (_, status) => status.updatedReplicas],
    ['ready', (_, status) => status.readyReplicas],
    ['available', (_, status) => status.availableReplicas],
  ],
  DaemonSet: [
    ['desired', (_, status) => status.desiredNumberScheduled],
    ['updated', (_, status) => status.updatedNumberScheduled],
    ['ready', (_, status) => status.numberReady],
    ['available', (_, status) => status.numberAvailable],
  ],
  Job: [
    ['desired', (spec) => spec.completions ?? 1],
    ['active', (_, status) => status.active],
    ['succeeded', (_, status) => status.succeeded],
    ['failed', (_, status) => status.failed],
  ],
};
// A ReplicaSet of a Deployment shows in the lanes below it already.
const ALONE: Readonly<Record<string, readonly Count[]>> = {
  ReplicaSet: [
    ['desired', (spec) => spec.replicas ?? 1],
    ['ready', (_, status) => status.readyReplicas],
    ['available', (_, status) => status.availableReplicas],
  ],
};

export function workloadLines(index: TraceIndex): WorkloadLines[] {
  return [...index.objects.values()].flatMap(({ ref, writes }) => {
    const counts = COUNTS[ref.kind] ?? (isOwned(writes) ? undefined : ALONE[ref.kind]);
    if (counts === undefined) return [];
    const lines = counts.map(([name, read]) => ({ name, points: pointsOf(writes, read) }));
    const max = Math.max(1, ...lines.flatMap((line) => line.points.map((point) => point.value)));
    const last = writes.at(-1);
    return [{ key: keyOfRef(ref), lines, max, endMs: last?.op === 'delete' ? last.t : undefined }];
  });
}

function isOwned(writes: readonly WriteRecord[]): boolean {
  const { metadata } = (writes[0]?.object ?? {}) as { metadata?: { ownerReferences?: unknown[] } };
  return (metadata?.ownerReferences?.length ?? 0) > 0;
}

function pointsOf(writes: readonly WriteRecord[], read: Count[1]): CountLine['points'] {
  const points: { t: number; seq: number; value: number }[] = [];
  for (const { op, t, seq, object } of writes) {
    const { spec = {}, status = {} } = object as { spec?: Json; status?: Json };
    const value = op === 'delete' ? 0 : Number(read(spec, status) ?? 0);
    if (points.at(-1)?.value === value) continue;
    if (points.at(-1)?.t === t) points.pop();
    if (points.at(-1)?.value !== value) points.push({ t, seq, value });
  }
  return points;
}
