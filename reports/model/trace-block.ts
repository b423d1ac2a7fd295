// The stored form of one scenario's trace: parallel arrays of small numbers, and a dictionary of the values they name.
// Types only.

import type { RecordType } from './columns.ts';

export const TRACE_MEDIA_TYPE = 'application/x-kubespec-trace+json';

/** Of an attachment that only says how much simulation time passed, in milliseconds. */
export const LENGTH_MEDIA_TYPE = 'text/x-kubespec-length';

/** Raised whenever the stored form changes. */
export const BLOCK_VERSION = 1;

/** An object in full: index of a value. Or what changed: index of a path, index of a value (-1 removed), and so on. */
export type VersionCell = number | readonly number[];

export type Column = readonly number[] | readonly VersionCell[];

/** How much of a trace is there: the whole; what the time panels need; the inputs and what came of them. */
export type Detail = 'full' | 'panels' | 'inputs';

export interface TraceBlock {
  readonly version: number;
  readonly detail: Detail;
  /** Milliseconds since the Unix epoch at simulation time 0. */
  readonly startEpochMs: number;
  /** For each record: its place in `RECORD_TYPES`. */
  readonly types: readonly number[];
  /** For each record: how far its number is past the one before. Absent where all are 1. */
  readonly seqSteps?: readonly number[];
  /** For each record: milliseconds since the one before. */
  readonly timeSteps: readonly number[];
  /** For each record: how far back its cause is; 0 where nothing led to it. */
  readonly causeBack: readonly number[];
  readonly columns: { readonly [T in RecordType]?: Readonly<Record<string, Column>> };
  /** Indices below this one are of the values shared by all scenarios, the others of `values`. */
  readonly sharedCount: number;
  readonly values: readonly unknown[];
}
