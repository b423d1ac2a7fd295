// `kubectl cordon` and `uncordon`. Source: kubectl v0.32.0 pkg/cmd/drain/drain.go, RunCordonOrUncordon.

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
  for (const info of findNodes(call, `USAGE: ${name} NODE [flags]`)) cordonNode(call, info, name);
}

/** The nodes named or selected. @throws CommandFailure  none is, or something else is */
export function findNodes(call: Call, usage: string): readonly Info[] {
  const { args, flags } = call;
  const selector = flags.string('selector');
  if (args.length === 0 && !flags.isSet('selector')) throw call.usage(usage);
  if (args.length > 0 && selector !== '') {
    throw call.usage('error: cannot specify both a node name and a --selector option');
  }
  const words = args.length === 0 ? ['nodes'] : args.map((arg) => (arg.includes('/') ? arg : `nodes/${arg}`));
  const infos = takeInfos(findInfos(call, { args: words, allowEmptySelector: true, stopAtFailure: true }));
  const other = infos.find(({ mapping }) => mapping.kind !== 'Node');
  if (other !== undefined)
    throw textFailure(`error: expected resource of type node, got ${JSON.stringify(other.mapping.resource)}`);
  return infos;
}

/** Says what became of the node, also where that failed. */
export function cordonNode(call: Call, info: Info, name: 'cordon' | 'uncordon'): void {
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
