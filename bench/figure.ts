// One thing to measure. A figure checks its own result: a wrong one is worth nothing, however fast.

export interface Figure {
  readonly name: string;
  /**
   * Does the work once and returns what a user would go on with, whose memory is measured.
   *
   * @throws Error when the result is wrong
   */
  readonly run: () => unknown;
  /** How many pods `bytes` is for; adds `bytesPerPod`. */
  readonly pods?: number;
  /** The same work in smaller sizes, smallest first; adds `sizes`, which show whether the cost grows linearly. */
  readonly smaller?: readonly Figure[];
  /** Runs once, and only when asked for by name: it takes many seconds. */
  readonly isLong?: boolean;
  /** What happens next to what a long figure leaves; a line of its own. */
  readonly sequel?: Sequel;
}

export interface Sequel {
  readonly name: string;
  /** @param kept  what the figure has returned */
  readonly run: (kept: unknown) => void;
}
