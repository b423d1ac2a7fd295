// The commands that only the shell itself can do, by name.

import type { Task } from '../../process/task.ts';
import type { Shell } from '../shell.ts';
import { CONTROL_BUILTINS } from './control.ts';
import { INPUT_BUILTINS } from './input.ts';
import { JOB_BUILTINS } from './jobs.ts';
import { VARIABLE_BUILTINS } from './variables.ts';

/** @returns the exit code, now or later */
export type Builtin = (shell: Shell, args: readonly string[]) => number | Task<number>;

export const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  Object.entries({ ...CONTROL_BUILTINS, ...VARIABLE_BUILTINS, ...JOB_BUILTINS, ...INPUT_BUILTINS }),
);

/** Builtins before which assignments stay. Source: POSIX.1-2017, 2.14 Special Built-In Utilities. */
export const SPECIAL_BUILTINS: ReadonlySet<string> = new Set(
  'break : continue . source eval exec exit export readonly return set shift times trap unset'.split(' '),
);
