// A scenario as a Chrome trace for Perfetto: a process for each owner, a thread for each pod, counters for workloads,
// steps and checks beside them. Times are simulation time in microseconds.
//
// Format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU

import { decodeTrace } from '../model/decode.ts';
import type { ScenarioResult } from '../run/run-result.ts';
import { type PodLane, podLanes } from '../view/pod-lanes.ts';
import { TraceIndex } from '../view/trace-index.ts';
import { workloadLines } from '../view/workload-lines.ts';

interface TraceEvent {
  readonly ph: 'M' | 'X' | 'C' | 'i';
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly s?: 't';
  readonly args?: Readonly<Record<string, unknown>>;
}

const FEATURE_PID = 1;
const [STEPS_TID, CHECKS_TID, FAULTS_TID] = [1, 2, 3];

const micros = (ms: number): number => Math.round(ms * 1000);

/** Slices of one thread never overlap. @returns undefined for a scenario without a trace */
export function chromeTrace(
  scenario: ScenarioResult,
): { readonly traceEvents: readonly TraceEvent[] } | undefined {
  const { trace } = scenario;
  if (trace === undefined) return undefined;
  const { startEpochMs } = trace.block;
  const index = new TraceIndex(decodeTrace(trace.block), { startEpochMs, endMs: trace.digest.lengthMs });
  const pids = new Map<string, number>();
  const pidOf = (owner: string): number => {
    const known = pids.get(owner) ?? pids.size + FEATURE_PID + 1;
    pids.set(owner, known);
    return known;
  };
  const lanes = podLanes(index).flatMap((lane, i) => laneEvents(lane, pidOf(lane.owners[0] ?? ''), i + 1));
  const counts = countEvents(index, pidOf);
  const names = [...pids].map(([owner, pid]) => named('process_name', pid, 0, owner === '' ? 'pods' : owner));
  return { traceEvents: [...featureEvents(index), ...names, ...lanes, ...counts] };
}

const named = (kind: 'process_name' | 'thread_name', pid: number, tid: number, name: string): TraceEvent => ({
  ph: 'M',
  name: kind,
  pid,
  tid,
  args: { name },
});

function featureEvents(index: TraceIndex): TraceEvent[] {
  const steps = index.steps.map((step, i): TraceEvent => {
    const endMs = index.steps[i + 1]?.t ?? index.endMs;
    const name = `${step.keyword}${step.text}`;
    return {
      ph: 'X',
      name,
      pid: FEATURE_PID,
      tid: STEPS_TID,
      ts: micros(step.t),
      dur: micros(endMs - step.t),
    };
  });
  const marks = index.records.flatMap((record): TraceEvent[] => {
    const base = { ph: 'i', pid: FEATURE_PID, ts: micros(record.t), s: 't' } as const;
    if (record.type === 'check')
      return [
        {
          ...base,
          tid: CHECKS_TID,
          name: `${record.verdict}: ${record.text}`,
          args: { samples: record.samples },
        },
      ];
    if (record.type === 'input' && record.verb === 'fault')
      return [{ ...base, tid: FAULTS_TID, name: record.text }];
    return [];
  });
  return [
    named('process_name', FEATURE_PID, 0, 'feature'),
    named('thread_name', FEATURE_PID, STEPS_TID, 'steps'),
    named('thread_name', FEATURE_PID, CHECKS_TID, 'checks'),
    named('thread_name', FEATURE_PID, FAULTS_TID, 'faults'),
    ...steps,
    ...marks,
  ];
}

function laneEvents({ name, runs, restarts, probes }: PodLane, pid: number, tid: number): TraceEvent[] {
  const slices = runs.map(
    (run): TraceEvent => ({
      ph: 'X',
      name: run.word,
      pid,
      tid,
      ts: micros(run.fromMs),
      dur: micros(run.toMs - run.fromMs),
      args: { ready: run.ready },
    }),
  );
  const mark = (t: number, what: string): TraceEvent => ({
    ph: 'i',
    name: what,
    pid,
    tid,
    ts: micros(t),
    s: 't',
  });
  return [
    named('thread_name', pid, tid, name),
    ...slices,
    ...restarts.map(({ t, container, exitCode }) =>
      mark(t, `${container} restarted, exit code ${exitCode ?? 'unknown'}`),
    ),
    ...probes.map(({ t, text }) => mark(t, text)),
  ];
}

function countEvents(index: TraceIndex, pidOf: (owner: string) => number): TraceEvent[] {
  return workloadLines(index).flatMap(({ key, lines }) =>
    lines.flatMap(({ name, points }) =>
      points.map(
        ({ t, value }): TraceEvent => ({
          ph: 'C',
          name,
          pid: pidOf(key),
          tid: 0,
          ts: micros(t),
          args: { [name]: value },
        }),
      ),
    ),
  );
}
