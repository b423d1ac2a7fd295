// The subcommands of `kubectl create`.

import type { Command } from '../command/command.ts';

export const CREATE_SUBCOMMANDS: readonly Command[] = [];
