// One thing to measure. A figure checks its own result: a wrong one is worth nothing, however fast.

export interface Figure {
  readonly name: string;
  /** Does the work once. @throws Error when the result is wrong */
  readonly run: () => void;
}
