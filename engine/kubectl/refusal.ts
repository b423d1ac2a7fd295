// What this kubectl does not do: said loudly, with what to do instead. Never a silent success.

import { UserError } from '../errors.ts';

/** Stops the scenario: the command line asks for something that is not simulated. */
export function notSimulated(what: string, hint: string): never {
  throw new UserError({ message: `${what} is not simulated`, hint });
}
