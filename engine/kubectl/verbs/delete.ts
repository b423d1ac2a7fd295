// `kubectl delete`, which waits until what it deleted is gone unless told not to.
// Source: kubectl v0.32.0 pkg/cmd/delete/delete.go, delete_flags.go; pkg/cmd/wait/delete.go.

import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  FIELD_SELECTOR_FLAG,
  FILE_FLAGS,
  SELECTOR_FLAG,
} from '../command/global-flags.ts';
import { collect, type Failure, textFailure, throwAll, withSource } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos } from '../resource/builder.ts';
import type { Info } from '../resource/info.ts';
import { rawDelete } from '../resource/raw-paths.ts';
import { oneObject, watchUntil } from '../resource/wait-for.ts';
import {
  checkForce,
  DELETION_FLAGS,
  deleteOptions,
  gracePeriod,
  propagationPolicy,
} from './deletion-options.ts';

export const remove: Command = {
  name: 'delete',
  suggestFor: ['rm'],
  flags: [
    ...FILE_FLAGS,
    ...DELETION_FLAGS.filter(({ name }) => name !== 'wait'),
    { name: 'wait', type: 'bool', value: 'true' },
    ALL_FLAG,
    ALL_NAMESPACES_FLAG,
    SELECTOR_FLAG,
    FIELD_SELECTOR_FLAG,
    DRY_RUN_FLAG,
    { name: 'ignore-not-found', type: 'bool' },
    { name: 'interactive', short: 'i', type: 'bool' },
    { name: 'now', type: 'bool' },
    { name: 'output', short: 'o', type: 'string' },
    { name: 'raw', type: 'string' },
  ],
  run,
};

const WEEK_MS = 168 * 3_600_000;

function* run(call: Call): Routine<void> {
  const { flags, args } = call;
  propagationPolicy(flags.string('cascade'));
  if (flags.string('raw') !== '') {
    if (call.hasFiles) notSimulated('kubectl delete --raw with options in a file', 'leave -f out');
    return call.out(rawDelete(call, flags.string('raw')));
  }
  if (flags.bool('interactive')) notSimulated('kubectl delete --interactive', 'leave it out');
  const seconds = gracePeriod(call);
  const found = findInfos(call, { args, all: flags.bool('all'), withoutObjects: true });
  const output = flags.string('output');
  if (output !== '' && output !== 'name') {
    throw textFailure(`unexpected -o output mode: ${output}. We only support '-o name'`);
  }
  checkForce(call, seconds);
  const deleted = deleteAll(call, found, seconds);
  if (found.infos.length === 0) {
    call.out('No resources found\n');
    return;
  }
  if (!flags.bool('wait') || call.dryRun !== 'none') return;
  const timeoutMs = flags.durationMs('timeout');
  const endMs = call.session.kernel.nowMs + (timeoutMs === 0 ? WEEK_MS : timeoutMs);
  for (const one of deleted) yield* waitUntilGone(call, one, endMs);
}

interface Deleted {
  readonly info: Info;
  readonly uid: string;
}

function deleteAll(call: Call, found: ReturnType<typeof findInfos>, seconds: number): Deleted[] {
  const { flags, dryRun } = call;
  const selects =
    flags.bool('all') || flags.string('selector') !== '' || flags.string('field-selector') !== '';
  const ignoresMissing = flags.isSet('ignore-not-found') ? flags.bool('ignore-not-found') : selects;
  const failures: Failure[] = [...found.failures];
  const deleted: Deleted[] = [];
  let hasWarned = !call.isNamespaceEnforced || flags.bool('all-namespaces');
  for (const info of found.infos) {
    if (!hasWarned && !info.mapping.namespaced) {
      call.err('Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n');
      hasWarned = true;
    }
    collect(failures, () => {
      const uid = dryRun === 'client' ? '' : deleteOne(call, info, seconds);
      call.out(deletedText(call, info, seconds));
      deleted.push({ info, uid });
    });
  }
  const left = ignoresMissing ? failures.filter((failure) => !isMissing(failure)) : failures;
  throwAll(left);
  return deleted;
}

const isMissing = (failure: Failure): boolean =>
  failure.kind === 'status' && failure.status.reason === 'NotFound';

function deleteOne(call: Call, { mapping, namespace, name, source }: Info, seconds: number): string {
  try {
    const options = { dryRun: call.dryRun === 'server' };
    return call.client.delete(mapping, namespace, name, deleteOptions(call, seconds), options).metadata.uid;
  } catch (error) {
    throw withSource('deleting', source, error);
  }
}

function deletedText({ flags, dryRun }: Call, { mapping, name }: Info, seconds: number): string {
  const kind = mapping.kind.toLowerCase() + (mapping.group === '' ? '' : `.${mapping.group}`);
  if (flags.string('output') === 'name') return `${kind}/${name}\n`;
  const dry = { none: '', client: ' (dry run)', server: ' (server dry run)' }[dryRun];
  return `${kind} "${name}" ${seconds === 0 ? 'force deleted' : 'deleted'}${dry}\n`;
}

function* waitUntilGone(call: Call, { info, uid }: Deleted, endMs: number): Routine<void> {
  const { session } = call;
  const { mapping, namespace, name } = info;
  const now = session.server.peek(mapping.kind, namespace, name);
  if (now === undefined || now.metadata.uid !== uid) return;
  const isGone = yield* watchUntil(
    session,
    {
      kind: mapping.kind,
      filter: oneObject(namespace, name),
      after: session.server.revision,
      timeoutMs: endMs - session.kernel.nowMs,
    },
    ({ type }) => type === 'DELETED',
  );
  if (!isGone) throw textFailure(`timed out waiting for the condition on ${mapping.resource}/${name}`);
}
