// The command table: every command of kubectl, those that are refused included. One line each.

import type { Command } from './command/command.ts';
import { runGroup } from './command/command.ts';
import { apply } from './verbs/apply.ts';
import { create } from './verbs/create.ts';
import { remove } from './verbs/delete.ts';
import { describe } from './verbs/describe.ts';
import { get } from './verbs/get.ts';
import { annotate, label } from './verbs/label.ts';
import { patch } from './verbs/patch.ts';
import { rollout } from './verbs/rollout.ts';
import { scale } from './verbs/scale.ts';
import { set } from './verbs/set.ts';
import { wait } from './verbs/wait.ts';

export const KUBECTL: Command = {
  name: 'kubectl',
  subcommands: [annotate, apply, create, remove, describe, get, label, patch, rollout, scale, set, wait],
  run: ({ path, args }) => runGroup(path, args),
};
