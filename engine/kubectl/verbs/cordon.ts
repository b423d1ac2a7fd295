// `kubectl cordon` and `uncordon`. Source: kubectl v0.32.0 pkg/cmd/drain/drain.go, RunCordonOrUncordon.
// Left out, and refused: drain.

import type { AnyObject } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { DRY_RUN_FLAG, SELECTOR_FLAG } from '../command/global-flags.ts';
import { CommandFailure, messageOf, textFailure } from '../failure.ts';
import { namePrinter } from '../output/printer.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { sendChange } from './send-change.ts';

const command = (name: 'cordon' | 'uncordon'): Command => ({
  name,
  flags: [DRY_RUN_FLAG, SELECTOR_FLAG],
  run: (call) => run(call, name),
});

export const cordon = command('cordon');
export const uncordon = command('uncordon');

function run(call: Call, name: 'cordon' | 'uncordon'): void {
  const { args, flags } = call;
  const selector = flags.string('selector');
  if (args.length === 0 && selector === '') throw call.usage(`USAGE: ${name} NODE [flags]`);
  if (args.length > 0 && selector !== '') {
    throw call.usage('error: cannot specify both a node name and a --selector option');
  }
  const words = args.length === 0 ? ['nodes'] : args.map((arg) => (arg.includes('/') ? arg : `nodes/${arg}`));
  for (const info of takeInfos(
    findInfos(call, { args: words, allowEmptySelector: true, stopAtFailure: true }),
  )) {
    if (info.mapping.kind !== 'Node')
      throw textFailure(
        `error: expected resource of type node, got ${JSON.stringify(info.mapping.resource)}`,
      );
    cordonOne(call, info, name);
  }
}

function cordonOne(call: Call, info: Info, name: 'cordon' | 'uncordon'): void {
  const node = objectOf(info);
  const wanted = name === 'cordon';
  const { unschedulable = false, ...spec } = node.spec as { unschedulable?: boolean };
  const dryRun = { none: '', client: ' (dry run)', server: ' (server dry run)' }[call.dryRun];
  const print = (operation: string): void => call.out(namePrinter(`${operation}${dryRun}`)(node));
  if (unschedulable === wanted) return print(`already ${name}ed`);
  const after = { ...node, spec: wanted ? { ...spec, unschedulable: true } : spec } as AnyObject;
  try {
    sendChange(call, info, after);
    print(`${name}ed`);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    call.err(`error: unable to ${name} node ${JSON.stringify(info.name)}: ${messageOf(error.failure)}\n`);
  }
}
