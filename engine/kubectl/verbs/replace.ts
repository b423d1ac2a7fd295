// `kubectl replace`. Source: kubectl v0.32.0 pkg/cmd/replace/replace.go.

import type { AnyObject } from '../../api/objects.ts';
import { LAST_APPLIED, modifiedConfiguration } from '../../api/patch/three-way-apply.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { CHANGE_FLAGS, SAVE_CONFIG_FLAG, SUBRESOURCE_FLAG, VALIDATE_FLAG } from '../command/global-flags.ts';
import { CommandFailure, collectFrom, isStatus, textFailure, throwAll, withSource } from '../failure.ts';
import { type Printer, verbPrinter } from '../output/printer.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { retrying } from '../resource/retry-after.ts';
import { oneObject, watchUntil } from '../resource/wait-for.ts';
import { recorded } from './change-cause.ts';
import { DELETION_FLAGS, deleteOptions } from './deletion-options.ts';
import { withoutNulls } from './nulls.ts';

export const replace: Command = {
  name: 'replace',
  flags: [
    ...CHANGE_FLAGS,
    ...DELETION_FLAGS,
    VALIDATE_FLAG,
    SAVE_CONFIG_FLAG,
    SUBRESOURCE_FLAG,
    { name: 'raw', type: 'string' },
  ],
  run,
};

const FORCE_TIMEOUT_MS = 300_000;

function* run(call: Call): Routine<void> {
  const { flags } = call;
  const isForced = flags.bool('force');
  if (!call.hasFiles) throw textFailure('must specify one of -f and -k');
  if (flags.int('grace-period') >= 0 && !isForced)
    throw textFailure('--grace-period must have --force specified');
  if (flags.durationMs('timeout') !== 0 && !isForced)
    throw textFailure('--timeout must have --force specified');
  if (isForced && call.dryRun !== 'none') throw textFailure('--dry-run can not be used when --force is set');
  if (flags.string('raw') !== '') notSimulated('kubectl replace --raw', 'use -f alone');
  if (flags.string('subresource') !== '')
    notSimulated('kubectl replace --subresource', 'use kubectl patch --subresource=status');
  const found = findInfos(call);
  if (isForced) yield* deleteFirst(call, takeInfos(found));
  const left = [...found.failures];
  const print = verbPrinter(call, 'replaced');
  for (const info of found.infos)
    yield* collectFrom(
      left,
      retrying(() => replaceOne(call, info, isForced, print)),
    );
  throwAll(left);
  if (isForced && found.infos.length === 0) throw textFailure('no objects passed to replace');
}

function* deleteFirst(call: Call, infos: readonly Info[]): Routine<void> {
  const { session, flags } = call;
  const asked = flags.durationMs('timeout');
  for (const { mapping, namespace, name, source } of infos) {
    const grace = flags.int('grace-period');
    try {
      call.client.delete(mapping, namespace, name, deleteOptions(call, grace === 0 ? 1 : grace));
    } catch (error) {
      if (isStatus(error, 'NotFound')) continue;
      throw withSource('deleting', source, error);
    }
    const kind = mapping.kind.toLowerCase() + (mapping.group === '' ? '' : `.${mapping.group}`);
    call.out(`${kind} ${JSON.stringify(name)} deleted\n`);
    if (session.server.peek(mapping.kind, namespace, name) === undefined) continue;
    const timeoutMs = asked === 0 ? FORCE_TIMEOUT_MS : asked;
    const watch = {
      kind: mapping.kind,
      filter: oneObject(namespace, name),
      after: session.server.revision,
      timeoutMs,
    };
    if (!(yield* watchUntil(session, watch, ({ type }) => type === 'DELETED')))
      throw textFailure('timed out waiting for the condition');
  }
}

function replaceOne(call: Call, info: Info, isForced: boolean, print: Printer): void {
  const { mapping, namespace, source, name } = info;
  const { dryRun, validation, client, flags } = call;
  const object = withAnnotation(recorded(call, objectOf(info)), flags.bool('save-config'));
  if (dryRun === 'client') {
    call.out(print(object));
    return;
  }
  const options = { dryRun: dryRun === 'server', validation };
  try {
    if (isForced) call.out(print(client.create(mapping, namespace, withoutNulls(object), options)));
    else {
      client.get(mapping, namespace, name);
      call.out(print(client.replace(mapping, namespace, withoutNulls(object), options)));
    }
  } catch (error) {
    throw isForced || !(error instanceof CommandFailure) ? error : withSource('replacing', source, error);
  }
}

// The configuration is kept up to date where the object has one. Source: pkg/util/apply.go, CreateOrUpdateAnnotation.
function withAnnotation(object: AnyObject, isWanted: boolean): AnyObject {
  const has = object.metadata.annotations?.[LAST_APPLIED] !== undefined;
  return isWanted || has ? (modifiedConfiguration(object) as AnyObject) : object;
}
