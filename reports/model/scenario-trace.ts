// What a scenario leaves for reports: its trace, and the few figures that an overview shows without opening the trace.
//
// Made where the scenario ran, so that workers share the work; travels as an attachment in Cucumber's messages.

import type { KubeObject, Pod } from '../../engine/api/objects.ts';
import { podStatusWord } from '../../engine/api/pod/status-word.ts';
import type { TraceRecord } from '../../engine/trace/records.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import { encodeTrace } from './encode.ts';
import type { TraceBlock } from './trace-block.ts';

export interface ScenarioTrace {
  readonly digest: ScenarioDigest;
  readonly block: TraceBlock;
}

export interface ScenarioDigest {
  /** Simulation time that passed, in milliseconds. */
  readonly lengthMs: number;
  /** Kubernetes release, `1.36`; absent when no cluster was made. */
  readonly version?: string;
  readonly seed?: number;
  readonly timing?: string;
  readonly records: number;
  /** Where each step began, in the order of the trace's step records. */
  readonly steps: readonly StepMark[];
  /** Pods that were ready and pods that were there, wherever either changed: instant, ready, all. */
  readonly lane: readonly (readonly [t: number, ready: number, all: number])[];
  /** What came about in it; each word once, sorted. */
  readonly seen: SeenWords;
}

export interface SeenWords {
  /** kubectl's STATUS of pods. */
  readonly statuses: readonly string[];
  /** Of Events. */
  readonly reasons: readonly string[];
  /** As the trace says them: `node node-2 stops answering`. */
  readonly faults: readonly string[];
}

export interface StepMark {
  readonly seq: number;
  readonly t: number;
  readonly line: number;
  readonly text: string;
}

/** More points than this do not show in a lane 120 pixels wide. */
const LANE_POINTS_MAX = 60;

/**
 * @param records the whole trace of one scenario
 * @param endMs simulation time at its end
 */
export function scenarioTrace(
  records: readonly TraceRecord[],
  { startEpochMs, endMs }: { readonly startEpochMs: number; readonly endMs: number },
): ScenarioTrace {
  const kept = records.map(withoutEventObject);
  return { digest: digestOf(records, endMs), block: encodeTrace(kept, { startEpochMs }) };
}

// The record says what an Event is about, why, how often and by whom; nobody looks at the object, and it is an eighth of
// all that is stored.
const withoutEventObject = (record: TraceRecord): TraceRecord =>
  record.type === 'event' ? { ...record, object: {}, before: undefined } : record;

function digestOf(records: readonly TraceRecord[], endMs: number): ScenarioDigest {
  const cluster = records.find((record) => record.type === 'input' && record.verb === 'cluster');
  const detail = (cluster?.type === 'input' ? cluster.detail : undefined) as
    | Pick<ScenarioDigest, 'version' | 'seed' | 'timing'>
    | undefined;
  const steps = records.flatMap((record) =>
    record.type === 'step' ? [{ seq: record.seq, t: record.t, line: record.line, text: record.text }] : [],
  );
  return {
    lengthMs: endMs,
    ...detail,
    records: records.length,
    steps,
    lane: laneOf(records),
    seen: seenIn(records),
  };
}

// Releases differ in rare words only.
const VERSION = versionProfile();

function seenIn(records: readonly TraceRecord[]): SeenWords {
  const [statuses, reasons, faults] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const record of records) {
    if (record.type === 'event') reasons.add(record.reason);
    else if (record.type === 'input' && record.verb === 'fault') faults.add(record.text);
    else if (record.type === 'change' && record.ref.kind === 'Pod' && record.op !== 'delete')
      statuses.add(podStatusWord(record.object as Pod, VERSION));
  }
  return { statuses: [...statuses].sort(), reasons: [...reasons].sort(), faults: [...faults].sort() };
}

function laneOf(records: readonly TraceRecord[]): ScenarioDigest['lane'] {
  const ready = new Map<string, boolean>();
  const points: [number, number, number][] = [];
  for (const record of records) {
    if (record.type !== 'change' || record.ref.kind !== 'Pod') continue;
    const key = `${record.ref.namespace}/${record.ref.name}`;
    if (record.op === 'delete') ready.delete(key);
    else ready.set(key, isReady(record.object as KubeObject));
    const count = [...ready.values()].filter(Boolean).length;
    const last = points.at(-1);
    if (last !== undefined && last[1] === count && last[2] === ready.size) continue;
    if (last?.[0] === record.t) points.pop();
    points.push([record.t, count, ready.size]);
  }
  return thinned(points);
}

function isReady(pod: KubeObject): boolean {
  const { conditions } =
    (pod as { status?: { conditions?: { type: string; status: string }[] } }).status ?? {};
  return conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

// Every n-th point, the last one always.
function thinned<T>(points: readonly T[]): T[] {
  const every = Math.ceil(points.length / LANE_POINTS_MAX);
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}
