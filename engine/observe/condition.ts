// Something that holds of the cluster at an instant or does not, and what was found instead.

import type { ObjectRef, TraceRecord } from '../trace/records.ts';
import type { ClusterView } from './cluster-view.ts';

/** What a look at the cluster came to. */
export interface Finding {
  readonly holds: boolean;
  /** What was there, for the reader of a failure: `1 of 3 available`. */
  readonly found: string;
  /** What it is made up of, each in a line of its own: `33 refused by web-0: nothing listens on port 8080`. */
  readonly details?: readonly string[];
  /** The number behind it, where there is one; drawn over time in reports. */
  readonly value?: number;
  /** How far the number is from where the condition would change its answer: 0 and more where it holds, else below. */
  readonly margin?: number;
  /** Whether any object that the condition speaks of was there. A check that never met one has asserted nothing. */
  readonly isMet: boolean;
}

export interface Condition {
  /** As in the sentence: `deployment "web" has 3 available replicas`. */
  readonly text: string;
  /** Whether a record can change the finding: all others are passed over. */
  readonly concerns: (record: TraceRecord) => boolean;
  readonly look: (view: ClusterView) => Finding;
  /** The objects to blame or to look at where it does not hold, the most telling first. */
  readonly blame: (view: ClusterView) => readonly ObjectRef[];
  /** When the names in it match nothing: near ones that are there. */
  readonly suggest?: (view: ClusterView) => string | undefined;
  /**
   * Of what happens and does not last (an event is recorded, a line is logged): how often it did with this record. Counts,
   * rates and waits go by it; absent for a state, which comes to hold and ceases to.
   *
   * @param view  right after the record
   */
  readonly happens?: (record: TraceRecord, view: ClusterView) => number;
  /** The same of what comes after this moment, for conditions that count; asked when a window begins. */
  readonly since?: (view: ClusterView) => Condition;
  /**
   * Number of the record that tells most about why it does not hold, among those after an instant; default: the last one
   * that concerned it.
   */
  readonly evidence?: (view: ClusterView, afterMs?: number) => number | undefined;
  /** It looks at what leaves no record (a container's files): only now and ahead, after every event. Default false. */
  readonly isLive?: boolean;
  /** Of a live one, the instant at which it may turn by itself, without an event; undefined: not as far as is known now. */
  readonly nextTurnMs?: () => number | undefined;
  /** What it knows of the reasons, told before those of the objects to blame. */
  readonly reasons?: (view: ClusterView) => readonly Reason[];
}

/** Why an object is not as it was wanted, and which field to look at. */
export interface Reason {
  readonly ref: ObjectRef;
  /** `unreachable` */
  readonly state: string;
  readonly message: string;
  /** The object whose manifest decides it, and the path of the field there. */
  readonly where?: { readonly ref: ObjectRef; readonly path: string; readonly value: unknown };
  readonly hint?: string;
}

/** The opposite; a check that never met an object still has asserted nothing. */
export function not(condition: Condition): Condition {
  return {
    ...condition,
    text: `not: ${condition.text}`,
    look: (view) => {
      const finding = condition.look(view);
      return { ...finding, holds: !finding.holds };
    },
  };
}
