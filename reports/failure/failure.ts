// A failing step as data: what stands in the block that its reader sees. Words are chosen in `render-failure.ts`.

/** A place in a user's file; lines count from 1. */
export interface FailurePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface FailureCause {
  /** `Pod default/web-7c9-x2` */
  readonly object: string;
  readonly state: string;
  /** What a component said of it; may be empty. */
  readonly message: string;
  /** Milliseconds since the scenario's start. */
  readonly sinceMs?: number;
}

export interface FailureField extends FailurePlace {
  /** `spec.template.spec.containers[0].image` */
  readonly path: string;
  /** As JSON; absent for a field that is not written down. */
  readonly value?: string;
}

/** How long something took, or how often it happened; the bounds are included. */
export interface Measurement {
  readonly unit: 'ms' | 'times';
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
}

/** Found by exploring: the scenario passes by itself, and fails where these things happen otherwise. */
export interface FailureExplored {
  /** Which run it was, from 1. */
  readonly run: number;
  /** Absent for a kept case. */
  readonly seed?: number;
  readonly path?: string;
  /** Smallest set; instants in milliseconds since the scenario's start. */
  readonly disturbances: readonly { readonly t: number; readonly text: string }[];
  /** How many others were taken away and did not matter. */
  readonly removed: number;
}

export interface Failure {
  readonly place: FailurePlace;
  /** The step with its keyword: `Then pod "web-0" is Running`. */
  readonly sentence: string;
  /** What was there instead; several lines where a text was compared. */
  readonly found: readonly string[];
  /** Instant of what was found, and why that does not do. */
  readonly foundAtMs?: number;
  readonly reason?: string;
  /** The number that the operator came to, outside of its bounds. */
  readonly measured?: Measurement;
  /** What came nearest to what was wanted, where that was not what is told as found. */
  readonly closest?: { readonly t: number; readonly found: string };
  readonly because: readonly FailureCause[];
  /** Milliseconds since the scenario's start from when on it was as found. */
  readonly sinceMs?: number;
  readonly where: readonly FailureField[];
  /** What was found over time, oldest first, the last one deciding. */
  readonly timeline: readonly { readonly t: number; readonly found: string }[];
  /** What led to the deciding record, first cause first; one line each. */
  readonly chain: readonly { readonly t: number; readonly text: string }[];
  readonly tries: readonly string[];
  readonly explored?: FailureExplored;
  /** The command that runs the scenario again. */
  readonly replay?: string;
}
