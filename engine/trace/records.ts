// The record types of the trace: the only product of a run. Types and nothing that runs; imports nothing.
//
// Every record has a sequence number (its place in the log, from 1), the simulation time, and the sequence number of
// the record that led to it; 0 for inputs that nothing led to. Records are written once and never changed.

/** Raised whenever a record's meaning or form changes. */
export const TRACE_VERSION = 1;

/** Which object a record is about. */
export interface ObjectRef {
  readonly kind: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
  readonly name: string;
  readonly uid?: string;
}

interface RecordBase {
  readonly seq: number;
  /** Milliseconds since the scenario's start. */
  readonly t: number;
  readonly cause: number;
}

/** What came from outside: the cluster's making, a command, a fault. The inputs and the seed reproduce the run. */
export interface InputRecord extends RecordBase {
  readonly type: 'input';
  /** `cluster`, `kubectl`, `file`, `fault`, `behaviour`, `clock` … */
  readonly verb: string;
  readonly text: string;
  readonly detail?: unknown;
}

/** What a command of an input printed; its cause is that input. */
export interface OutputRecord extends RecordBase {
  readonly type: 'output';
  readonly command: string;
  /** Simulation time at which the command began. */
  readonly startedAt: number;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A write to the API: the object after it, and before it unless it was created. */
export interface ChangeRecord extends RecordBase {
  readonly type: 'change';
  readonly op: 'create' | 'update' | 'delete';
  readonly ref: ObjectRef;
  readonly actor: string;
  readonly resourceVersion: number;
  readonly object: unknown;
  readonly before: unknown;
}

/** A write of an Event object. */
export interface EventRecord extends RecordBase {
  readonly type: 'event';
  readonly op: 'create' | 'update' | 'delete';
  readonly ref: ObjectRef;
  readonly actor: string;
  readonly resourceVersion: number;
  readonly regarding: ObjectRef;
  readonly level: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly object: unknown;
  readonly before: unknown;
}

/** Why a component did, or did not do, something: filters and scores, a probe's result, a back-off, a wait. */
export interface DecisionRecord extends RecordBase {
  readonly type: 'decision';
  readonly actor: string;
  readonly about?: ObjectRef;
  /** `schedule`, `probe`, `back-off`, `assume`, `draw` … */
  readonly topic: string;
  readonly text: string;
  readonly detail?: unknown;
}

/** A named wait came to its end and something followed from it. */
export interface TimerRecord extends RecordBase {
  readonly type: 'timer';
  readonly kind: string;
  readonly label: string;
}

/** A line that a container wrote. */
export interface LogRecord extends RecordBase {
  readonly type: 'log';
  readonly pod: ObjectRef;
  readonly container: string;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** A condition over time: its samples wherever its value changed, and the verdict. */
export interface CheckRecord extends RecordBase {
  readonly type: 'check';
  readonly text: string;
  readonly operator: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly verdict: 'passed' | 'failed';
  readonly samples: readonly {
    readonly t: number;
    readonly seq: number;
    readonly holds: boolean;
    readonly found: string;
    readonly value?: number;
  }[];
  /** The record at which the verdict was decided. */
  readonly decidedBy: number;
  /** Milliseconds that were left of the window when it was decided, where there was a window. */
  readonly slackMs?: number;
  /** The sample that came nearest to another answer, by its margin, where the condition has numbers. */
  readonly closest?: { readonly t: number; readonly found: string; readonly margin: number };
}

export interface TrafficRecord extends RecordBase {
  readonly type: 'traffic';
  readonly text: string;
  readonly detail: unknown;
}

/** The beginning of a step of the feature. */
export interface StepRecord extends RecordBase {
  readonly type: 'step';
  readonly keyword: string;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

export type TraceRecord =
  | InputRecord
  | OutputRecord
  | ChangeRecord
  | EventRecord
  | DecisionRecord
  | TimerRecord
  | LogRecord
  | CheckRecord
  | TrafficRecord
  | StepRecord;

/** A record before the log gives it its number, time and cause. */
export type NewRecord = TraceRecord extends infer R
  ? R extends TraceRecord
    ? Omit<R, 'seq' | 't' | 'cause'>
    : never
  : never;
