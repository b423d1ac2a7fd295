// One lane a pod: kubectl's STATUS word over time, restarts, failed probes, and the grace period of its end.

import type { KubeObject, Pod } from '../../engine/api/objects.ts';
import { parseTime } from '../../engine/api/time.ts';
import type { VersionProfile } from '../../engine/versions/profile.ts';
import { type PodState, podSight } from './pod-state.ts';
import { keyOfRef, type ObjectHistory, type TraceIndex, type WriteRecord } from './trace-index.ts';

export interface Run {
  readonly fromMs: number;
  readonly toMs: number;
  /** The record that began it. */
  readonly seq: number;
  readonly state: PodState;
  /** kubectl's STATUS. */
  readonly word: string;
  /** kubectl's READY, `1/2`. */
  readonly ready: string;
}

export interface RestartMark {
  readonly t: number;
  readonly seq: number;
  readonly container: string;
  readonly count: number;
  readonly exitCode?: number;
  readonly reason?: string;
}

export interface ProbeMark {
  readonly t: number;
  readonly seq: number;
  readonly text: string;
}

export interface PodLane {
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  /** Keys of its owners, the outermost first. */
  readonly owners: readonly string[];
  readonly runs: readonly Run[];
  readonly restarts: readonly RestartMark[];
  readonly probes: readonly ProbeMark[];
  /** The record that deleted it, where it was. */
  readonly endSeq?: number;
  /** Ends of grace periods that it lived to see. */
  readonly graceEnds: readonly number[];
}

/** In order of creation. */
export function podLanes(index: TraceIndex): PodLane[] {
  const probes = probeMarks(index);
  return [...index.objects.values()]
    .filter(({ ref }) => ref.kind === 'Pod')
    .map((history) => lane(index, history, probes.get(history.key) ?? []));
}

function lane(index: TraceIndex, history: ObjectHistory, probes: readonly ProbeMark[]): PodLane {
  const { writes, ref, key } = history;
  const last = writes.at(-1);
  return {
    key,
    name: ref.name,
    namespace: ref.namespace ?? '',
    owners: ownersOf(index, history),
    runs: runsOf(writes, index),
    restarts: restartsOf(writes),
    probes,
    graceEnds: graceEndsOf(writes, index),
    ...(last?.op === 'delete' ? { endSeq: last.seq } : {}),
  };
}

function runsOf(
  writes: readonly WriteRecord[],
  { version, endMs }: { readonly version: VersionProfile; readonly endMs: number },
): Run[] {
  const runs: Run[] = [];
  let open: Omit<Run, 'toMs'> | undefined;
  const close = (toMs: number): void => {
    if (open !== undefined && toMs > open.fromMs) runs.push({ ...open, toMs });
    open = undefined;
  };
  for (const { op, object, t, seq } of writes) {
    if (op === 'delete') {
      close(t);
      continue;
    }
    const { state, word, ready } = podSight(object as Pod, version);
    if (open?.state === state && open.word === word && open.ready === ready) continue;
    close(t);
    open = { fromMs: t, seq, state, word, ready };
  }
  close(Math.max(endMs, (open?.fromMs ?? 0) + 1));
  return runs;
}

interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
  readonly lastState?: { readonly terminated?: { readonly exitCode: number; readonly reason?: string } };
}

const statusesOf = (pod: unknown): readonly ContainerStatus[] => {
  const { status } = (pod ?? {}) as {
    status?: Record<'containerStatuses' | 'initContainerStatuses', ContainerStatus[] | undefined>;
  };
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
};

function restartsOf(writes: readonly WriteRecord[]): RestartMark[] {
  return writes.flatMap(({ t, seq, object, before }) => {
    if (before === undefined) return [];
    const counts = new Map(statusesOf(before).map(({ name, restartCount }) => [name, restartCount]));
    return statusesOf(object).flatMap(({ name, restartCount, lastState }) => {
      if (restartCount <= (counts.get(name) ?? 0)) return [];
      const { exitCode, reason } = lastState?.terminated ?? {};
      const ended = {
        ...(exitCode === undefined ? {} : { exitCode }),
        ...(reason === undefined ? {} : { reason }),
      };
      return [{ t, seq, container: name, count: restartCount, ...ended }];
    });
  });
}

// Only ends that the pod lived to see. A later, shorter grace period moves the timestamp back to its own request: the
// first one is the end to wait for.
function graceEndsOf(writes: readonly WriteRecord[], { startEpochMs, endMs }: TraceIndex): number[] {
  const ends: number[] = [];
  let open: number | undefined;
  const close = (t: number): void => {
    if (open !== undefined && open <= t) ends.push(open);
    open = undefined;
  };
  for (const { op, t, object } of writes) {
    const { deletionTimestamp } = (object as KubeObject).metadata;
    if (op === 'delete') close(t);
    else if (deletionTimestamp !== undefined)
      open ??= Math.max(t + 1, parseTime(deletionTimestamp) - startEpochMs);
  }
  close(endMs);
  return ends;
}

// Every failed probe writes its Event.
function probeMarks(index: TraceIndex): Map<string, ProbeMark[]> {
  const marks = new Map<string, ProbeMark[]>();
  for (const record of index.records) {
    if (record.type !== 'event' || record.reason !== 'Unhealthy') continue;
    const key = keyOfRef(record.regarding);
    const list = marks.get(key) ?? [];
    list.push({ t: record.t, seq: record.seq, text: record.message });
    marks.set(key, list);
  }
  return marks;
}

const OWNERS_MAX = 6;

/** Keys of the controllers above the object, the outermost first. Owners that the trace never saw are left out. */
export function ownersOf(index: TraceIndex, history: ObjectHistory): string[] {
  const keys: string[] = [];
  let current: ObjectHistory | undefined = history;
  while (current !== undefined && keys.length < OWNERS_MAX) {
    const last = current.writes.at(-1)?.object as KubeObject | undefined;
    const owner = last?.metadata?.ownerReferences?.find(({ controller }) => controller === true);
    if (owner === undefined) break;
    const key: string = keyOfRef({ ...owner, namespace: last?.metadata.namespace ?? '' });
    current = index.objects.get(key);
    if (current !== undefined) keys.unshift(key);
  }
  return keys;
}
