// A checker: something that holds in every run, whatever is asked of the cluster and in whatever order things happen.
//
// It is shown each write in the order of the trace and answers with a sentence when it sees what cannot be. It never asks the
// simulation anything, and it knows no more than the API shows.

import type { ChangeRecord } from '../trace/records.ts';

/** Looks at one write. @returns what is broken; undefined: nothing */
export type Look = (change: ChangeRecord) => string | undefined;

export interface Checker {
  readonly name: string;
  /** What it holds the cluster to, in a sentence. */
  readonly promise: string;
  /** Writes of these are shown to it; absent: of all. */
  readonly kinds?: readonly string[];
  /** A fresh one for a run. */
  readonly begin: () => Look;
}
