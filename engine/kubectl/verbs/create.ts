// `kubectl create -f`. The subcommands that make objects from flags: create-*.ts.
// Source: kubectl v0.32.0 pkg/cmd/create/create.go.

import type { AnyObject } from '../../api/objects.ts';
import { modifiedConfiguration } from '../../api/patch/three-way-apply.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { CHANGE_FLAGS, SAVE_CONFIG_FLAG, SELECTOR_FLAG, VALIDATE_FLAG } from '../command/global-flags.ts';
import { collectFrom, textFailure, throwAll, withSource } from '../failure.ts';
import { type Printer, verbPrinter } from '../output/printer.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { retrying } from '../resource/retry-after.ts';
import { recorded } from './change-cause.ts';
import { CREATE_SUBCOMMANDS } from './create-subcommands.ts';
import { withoutNulls } from './nulls.ts';

export const create: Command = {
  name: 'create',
  flags: [
    ...CHANGE_FLAGS,
    SAVE_CONFIG_FLAG,
    SELECTOR_FLAG,
    VALIDATE_FLAG,
    { name: 'edit', type: 'bool' },
    { name: 'raw', type: 'string' },
    { name: 'windows-line-endings', type: 'bool' },
  ],
  subcommands: CREATE_SUBCOMMANDS,
  run,
};

function* run(call: Call): Routine<void> {
  if (call.args.length > 0) throw call.usage(`Unexpected args: [${call.args.join(' ')}]`);
  if (!call.hasFiles) throw textFailure('must specify one of -f and -k');
  if (call.flags.bool('edit')) notSimulated('kubectl create --edit', 'write the manifest as it is to be');
  if (call.flags.string('raw') !== '') notSimulated('kubectl create --raw', 'use -f alone');
  const found = findInfos(call);
  const failures = [...found.failures];
  let count = 0;
  const print = verbPrinter(call, 'created');
  for (const info of found.infos)
    if (
      yield* collectFrom(
        failures,
        retrying(() => createOne(call, info, print)),
      )
    )
      count += 1;
  throwAll(failures);
  if (count === 0) throw textFailure('no objects passed to create');
}

function createOne(call: Call, info: Info, print: Printer): void {
  const own = recorded(call, objectOf(info));
  const object = call.flags.bool('save-config') ? (modifiedConfiguration(own) as AnyObject) : own;
  let created = object;
  if (call.dryRun !== 'client') {
    try {
      created = sendNew(call, info, object);
    } catch (error) {
      throw withSource('creating', info.source, error);
    }
  }
  call.out(print(created));
}

function sendNew(
  { client, dryRun, validation }: Call,
  { mapping, namespace }: Info,
  object: AnyObject,
): AnyObject {
  const { resourceVersion: _, ...metadata } = object.metadata;
  const sent = withoutNulls({ ...object, metadata } as AnyObject);
  return client.create(mapping, namespace, sent, { dryRun: dryRun === 'server', validation });
}
