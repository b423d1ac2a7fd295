// How a program leaves its task when a script asks for what is not modelled.

import type { RuntimeProblem } from './host.ts';

/** Carries the problem to the container, which reports it to the host. */
export class ProblemError extends Error {
  readonly problem: RuntimeProblem;
  constructor(problem: RuntimeProblem) {
    super(
      `container ${problem.container} of pod ${problem.pod}: ${problem.text} ("${problem.word}" in: ${problem.script})`,
    );
    this.problem = problem;
  }
}
