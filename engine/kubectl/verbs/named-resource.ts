// A resource that a flag names. What is unknown is said without `error:`, unlike where an argument names it.
// Source: kubectl v0.32.0 pkg/cmd/util/helpers.go, StandardErrorMessage, meta.NoResourceMatchError.

import type { Call } from '../command/call.ts';
import { CommandFailure, messageOf } from '../failure.ts';
import type { Mapping } from '../resource/mapping.ts';

/** @throws CommandFailure */
export function resourceNamed({ mapper }: Call, word: string): Mapping {
  try {
    return mapper.forArgument(word);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    throw new CommandFailure({ kind: 'exit', code: 1, text: `${messageOf(error.failure)}\n` });
  }
}
