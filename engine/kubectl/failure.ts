// How a kubectl command fails: thrown where the failure is found, printed once at the end of the command.
//
// Source: kubectl v0.32.0 pkg/cmd/util/helpers.go, checkErr, StandardErrorMessage, MultilineError, AddSourceToErr;
// apimachinery pkg/util/errors/errors.go, Aggregate.

import type { Result, Status } from '../api/status.ts';
import type { Routine } from '../kernel/routine.ts';

export type Failure =
  /** Printed as `error: text`, unless it says so itself. */
  | { readonly kind: 'text'; readonly text: string }
  /** The server's refusal; `message` is the status' own, or that with where it came from before it. */
  | { readonly kind: 'status'; readonly status: Status; readonly message: string }
  | { readonly kind: 'aggregate'; readonly failures: readonly Failure[] }
  /** Nothing more to print. */
  | { readonly kind: 'exit'; readonly code: number; readonly text: string };

/** Ends the command with this failure. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(messageOf(failure));
    this.failure = failure;
  }
}

export const textFailure = (text: string): CommandFailure => new CommandFailure({ kind: 'text', text });
export const statusFailure = (status: Status, message = status.message): CommandFailure =>
  new CommandFailure({ kind: 'status', status, message });
export const silentFailure = (code = 1): CommandFailure =>
  new CommandFailure({ kind: 'exit', code, text: '' });

/** Misuse of a command. Source: helpers.go, UsageErrorf. */
export const usageFailure = (commandPath: string, text: string): CommandFailure =>
  textFailure(`${text}\nSee '${commandPath} -h' for help and examples`);

/** The object of an answer. @throws CommandFailure for a refusal */
export function take<T>(result: Result<T>): T {
  if (!result.ok) throw statusFailure(result.status);
  return result.object;
}

export const isStatus = (error: unknown, reason: string): boolean =>
  error instanceof CommandFailure &&
  error.failure.kind === 'status' &&
  error.failure.status.reason === reason;

/** The error as Go's `Error()` has it. */
export function messageOf(failure: Failure): string {
  switch (failure.kind) {
    case 'text':
      return failure.text;
    case 'status':
      return failure.message;
    case 'exit':
      return failure.text;
    case 'aggregate': {
      const texts = [...new Set(failure.failures.map(messageOf))];
      return texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`;
    }
    default:
      return failure satisfies never;
  }
}

/** Runs `body` for each item, going on after failures; afterwards they are thrown together. */
export function eachContinuing<T>(items: readonly T[], body: (item: T) => void): void {
  const failures: Failure[] = [];
  for (const item of items) collect(failures, () => body(item));
  throwAll(failures);
}

/** Runs `body` and keeps its failure for later. @returns whether it went well */
export function collect(failures: Failure[], body: () => void): boolean {
  try {
    body();
    return true;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    failures.push(error.failure);
    return false;
  }
}

/** The same for what takes its time. */
export function* collectFrom(failures: Failure[], body: Routine<unknown>): Routine<boolean> {
  try {
    yield* body;
    return true;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    failures.push(error.failure);
    return false;
  }
}

/** Throws what was collected: one as it is, several as one. */
export function throwAll(failures: readonly Failure[]): void {
  if (failures.length === 0) return;
  const [first] = failures;
  throw new CommandFailure(failures.length === 1 ? first! : { kind: 'aggregate', failures });
}

/** Says which file the object of a refused request came from. */
export function withSource(verb: string, source: string | undefined, error: unknown): unknown {
  if (!(error instanceof CommandFailure) || source === undefined) return error;
  const { failure } = error;
  const text = `error when ${verb} "${source}": ${messageOf(failure)}`;
  return failure.kind === 'status' ? statusFailure(failure.status, text) : textFailure(text);
}

/** What is printed on standard error, and the exit code. */
export function renderFailure(failure: Failure): { readonly text: string; readonly code: number } {
  switch (failure.kind) {
    case 'exit':
      return { text: failure.text, code: failure.code };
    case 'aggregate': {
      // Only one of a lone failure's wrappings is taken off. Source: kubectl v0.32.0 pkg/cmd/util/helpers.go, checkErr.
      const inner = failure.failures.length === 1 ? failure.failures[0]! : failure;
      if (inner.kind !== 'aggregate') return renderFailure(inner);
      return {
        text: flatten(inner)
          .map((one) => `${standardMessage(one)}\n`)
          .join(''),
        code: 1,
      };
    }
    case 'status':
      if (failure.status.reason === 'Invalid') return { text: invalidText(failure.status), code: 1 };
      return { text: line(standardMessage(failure)), code: 1 };
    case 'text':
      return {
        text: line(failure.text.startsWith('error: ') ? failure.text : `error: ${failure.text}`),
        code: 1,
      };
    default:
      return failure satisfies never;
  }
}

const line = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

function flatten(failure: Failure): readonly Failure[] {
  return failure.kind === 'aggregate' ? failure.failures.flatMap(flatten) : [failure];
}

function standardMessage(failure: Failure): string {
  if (failure.kind !== 'status') return messageOf(failure);
  const { reason, message } = failure.status;
  if (reason === 'Unauthorized') return `error: You must be logged in to the server (${message})`;
  return reason === ''
    ? `Error from server: ${failure.message}`
    : `Error from server (${reason}): ${failure.message}`;
}

function invalidText({ details, message }: Status): string {
  if (details === undefined) {
    return line(message === '' ? 'The request is invalid' : `The request is invalid: ${message}`);
  }
  const { kind = '', name = '', causes = [] } = details;
  let subject = 'The request is invalid';
  if (kind !== '' || name !== '') subject = `The ${kind} ${JSON.stringify(name)} is invalid`;
  else if (message !== '' && causes.length === 0) subject += `: ${message}`;
  if (causes.length === 0) return line(subject);
  const texts = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))];
  if (texts.length === 1) return `${subject}: ${texts[0]}\n`;
  return `${subject}: \n${texts.map((text) => `* ${text}\n`).join('')}`;
}
