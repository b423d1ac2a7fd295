// A fault: what a scenario breaks or mends, in words, and what it touches. One that touches nothing is a mistake of whoever
// wrote the scenario: it is refused, and says why.

import { UserError } from '../errors.ts';

export interface Fault {
  /** As the trace has it: `node node-3 shuts down`. */
  readonly text: string;
  /** The objects and processes that it concerns: `Node node-3`, `Pod default/web-0`; at least one. */
  readonly touches: readonly string[];
  readonly inflict: () => void;
}

/** @throws UserError  the fault would change nothing */
export function touchesNothing(text: string, why: string, hint?: string): never {
  throw new UserError({
    message: `${text}: touches nothing, ${why}`,
    ...(hint === undefined ? {} : { hint }),
  });
}
