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
  /** The operator's kind: `within`, `throughout`, `while` … */
  readonly operator: string;
  /** The operator in words, as it stands before the text: `within 30s`; empty for `now`. */
  readonly phrase: string;
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
  /** The instant that decided, which need not be a record's: a time that is up. */
  readonly decidedMs?: number;
  /** What was found then. */
  readonly found?: string;
  /** Why it failed. */
  readonly reason?: string;
  /** The number that the operator came to, with its bounds: how long it took, how often it happened. */
  readonly measured?: {
    readonly unit: 'ms' | 'times';
    readonly value: number;
    readonly min?: number;
    readonly max?: number;
  };
  /** What the operator picked out of the window: stretches of its scope, spells that it added up, waits that it measured. */
  readonly periods?: readonly { readonly fromMs: number; readonly toMs: number }[];
  /** Milliseconds that were left of the window when it was decided, where there was a window. */
  readonly slackMs?: number;
  /** The sample that came nearest to another answer, by its margin, where the condition has numbers. */
  readonly closest?: { readonly t: number; readonly found: string; readonly margin: number };
}

/** How a request ended, as whoever sent it sees it. Everything but `answered` has failed. */
export type RequestOutcome =
  /** With a status below 500. */
  | 'answered'
  /** With a status of 500 and more. */
  | 'server error'
  /** Nobody listens at the address. */
  | 'refused'
  /** The connection broke while the answer was awaited. */
  | 'reset'
  /** The client has given up. */
  | 'timed out'
  /** The Service has no endpoint, and the proxy says so. */
  | 'no endpoint'
  /** Nobody has the address. */
  | 'unreachable'
  | 'unknown host';

/** Requests of one stretch that ended alike. */
export interface TrafficOutcome {
  readonly outcome: RequestOutcome;
  /** Of HTTP, where there was an answer. */
  readonly status?: number;
  /** Where it went, as far as it came. */
  readonly pod?: ObjectRef;
  /** A sentence; empty for what was answered. */
  readonly why: string;
  /** The record that led to the failure: a port closed, endpoints written late, a node lost. */
  readonly brokenBy?: number;
  readonly count: number;
  /** When the first and the last of them ended. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly latency: RequestLatency;
  /** The first of them: when it was sent, and from which node; absent outside of the cluster. */
  readonly exemplar: { readonly sentMs: number; readonly node?: string };
}

/** From the sending to the end, retries and their waits included. */
export interface RequestLatency {
  readonly minMs: number;
  readonly maxMs: number;
  /** How many took how long: milliseconds, rising, with three digits (rounded up), and the number of requests. */
  readonly histogram: readonly (readonly [ms: number, count: number])[];
}

/**
 * The requests of one group of clients over a stretch of time in which nothing changed that they depend on; a second at
 * most. Its cause is what broke the first one that failed, else the input that started the clients.
 */
export interface TrafficRecord extends RecordBase {
  readonly type: 'traffic';
  /** `clients: 50 requests to service "web", 2 refused` */
  readonly text: string;
  /** The name of the group; `clients` where the scenario gives none. */
  readonly clients: string;
  /** As the scenario says it: `service "web"`. */
  readonly target: string;
  /** Requests sent at `fromMs` or later, and before `toMs`; both are one where an instant has two records. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly sent: number;
  /** Tries, the first of each request among them. */
  readonly attempts: number;
  /** Sent by `toMs` and not ended. */
  readonly inFlight: number;
  /** Those that ended since the record before, and by `toMs` at the latest; in order of the first of each. */
  readonly outcomes: readonly TrafficOutcome[];
  /** Tries that failed and were followed by another one. */
  readonly retried: readonly Pick<TrafficOutcome, 'outcome' | 'status' | 'pod' | 'why' | 'count'>[];
  /**
   * Times without any answer though requests failed, from the sending of the first that failed, or the last answer if that
   * was later, to the next answer: the longest that ended in this stretch, and the one that goes on (without `toMs`).
   */
  readonly outages: readonly { readonly fromMs: number; readonly toMs?: number }[];
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
