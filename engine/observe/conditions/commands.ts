// A command that goes on while other things happen: what it has printed so far, whether it has ended.
//
// What it prints leaves no record before it ends, so these conditions look at now and ahead only.

import type { Condition, Finding } from '../condition.ts';

/** A command line that has begun. */
export interface ObservedCommand {
  readonly line: string;
  /** Standard output and standard error, so far. */
  readonly printed: string;
  /** Absent until it has ended. */
  readonly code: number | undefined;
}

/** `command "kubectl get pods -w" has printed "Completed"` */
export function printedCondition(command: ObservedCommand, text: string): Condition {
  return onCommand(command, `has printed "${text}"`, ({ printed }) => {
    const last = printed.trimEnd().split('\n').at(-1) ?? '';
    const found = last === '' ? 'it has printed nothing' : `it has not; its last line is "${last}"`;
    return printed.includes(text) ? { holds: true, found: 'it has' } : { holds: false, found };
  });
}

/** `command "kubectl rollout status deployment/web" has ended` */
export function commandEndedCondition(command: ObservedCommand): Condition {
  return onCommand(command, 'has ended', ({ code }) =>
    code === undefined
      ? { holds: false, found: 'it goes on' }
      : { holds: true, found: `it has ended with code ${code}` },
  );
}

const onCommand = (
  command: ObservedCommand,
  predicate: string,
  look: (command: ObservedCommand) => Pick<Finding, 'holds' | 'found'>,
): Condition => ({
  text: `command "${command.line}" ${predicate}`,
  concerns: () => false,
  look: () => ({ ...look(command), isMet: true }),
  blame: () => [],
  isLive: true,
});
