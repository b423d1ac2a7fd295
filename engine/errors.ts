// The three kinds of errors, never mixed: the user's mistake (`UserError`), our bug (`InvariantError`, `BudgetError`),
// and the cluster's refusal, which is no exception at all but a returned Status (see api/status.ts). Imports nothing.

/** Where in a user's file the mistake is. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Field path within the manifest, for example `spec.replicas`. */
  readonly field?: string;
}

/** One mistake: what is wrong, where, and what to try. */
export interface UserProblem {
  readonly message: string;
  readonly place?: Place;
  readonly hint?: string;
}

/** A mistake in what the user wrote. Shown without a stack trace; carries all problems at once. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly problems: readonly UserProblem[];

  constructor(...problems: readonly UserProblem[]) {
    super(problems.map(renderProblem).join('\n'));
    this.problems = problems;
    // Whoever made the mistake has no use for our frames, and runners print `stack` where there is one.
    this.stack = this.message;
  }
}

/** `web.yaml:12:5 spec.replicas: message (try: hint)` */
export function renderProblem(problem: UserProblem): string {
  const { place, message, hint } = problem;
  const at =
    place === undefined
      ? ''
      : [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
  const where = [at, place?.field].filter(Boolean).join(' ');
  return `${where === '' ? '' : `${where}: `}${message}${hint === undefined ? '' : `\n  try  ${hint}`}`;
}

/** A bug of the engine: something that cannot be. Stops the run at once. */
export class InvariantError extends Error {
  override readonly name: string = 'InvariantError';
}

/** The run passed a bound that keeps it finite. */
export class BudgetError extends Error {
  override readonly name = 'BudgetError';
}
