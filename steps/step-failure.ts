// What a failing step throws: an error that is its text, and carries the facts.

import type { Failure } from '../reports/failure/failure.ts';
import { renderFailure } from '../reports/failure/render-failure.ts';

export class StepFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(renderFailure(failure));
    this.name = '';
    this.failure = failure;
    // cucumber-js prints the stack where there is one: the reader has no use for our frames. It looks for frames in any
    // text that stands here, which takes minutes where a line of it is long.
    this.stack = '';
  }
}
