// `kubectl apply`: creates what is not there and changes the rest by a three-way patch, made on the client's side.
//
// Source: kubectl v0.32.0 pkg/cmd/apply/apply.go, Run, applyOneObject; patcher.go, patchSimple.
// Server-side apply: apply-server-side.ts; pruning: apply-prune.ts. Left out, and refused: --overwrite=false,
// other subresources than the status, apply sets.

import { jsonText } from '../../api/jsonpath/go-text.ts';
import type { AnyObject } from '../../api/objects.ts';
import { type ApplyPatch, LAST_APPLIED, modifiedConfiguration } from '../../api/patch/three-way-apply.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  ALL_FLAG,
  CHANGE_FLAGS,
  SELECTOR_FLAG,
  SUBRESOURCE_FLAG,
  VALIDATE_FLAG,
} from '../command/global-flags.ts';
import { collectFrom, isStatus, textFailure, throwAll, withSource } from '../failure.ts';
import { verbPrinter } from '../output/printer.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos } from '../resource/builder.ts';
import { describeInfo, type Info, objectOf } from '../resource/info.ts';
import { makePatch } from '../resource/make-patch.ts';
import { retrying } from '../resource/retry-after.ts';
import { oneObject, watchUntil } from '../resource/wait-for.ts';
import { editLastApplied, setLastApplied, viewLastApplied } from './apply-last-applied.ts';
import { isPrintedAtTheEnd, say } from './apply-output.ts';
import { prune, pruneAllowlist, Visited } from './apply-prune.ts';
import { applyOneServerSide } from './apply-server-side.ts';
import { recorded } from './change-cause.ts';
import { DELETION_FLAGS, deleteOptions } from './deletion-options.ts';
import { withoutNulls } from './nulls.ts';

export const apply: Command = {
  name: 'apply',
  flags: [
    ...CHANGE_FLAGS,
    ...DELETION_FLAGS,
    VALIDATE_FLAG,
    SELECTOR_FLAG,
    ALL_FLAG,
    SUBRESOURCE_FLAG,
    { name: 'server-side', type: 'bool' },
    { name: 'force-conflicts', type: 'bool' },
    { name: 'prune', type: 'bool' },
    { name: 'prune-allowlist', type: 'list' },
    { name: 'overwrite', type: 'bool', value: 'true' },
    { name: 'openapi-patch', type: 'bool', value: 'true' },
  ],
  subcommands: [viewLastApplied, setLastApplied, editLastApplied],
  run,
};

function* run(call: Call): Routine<void> {
  if (call.args.length > 0) throw call.usage(`Unexpected args: [${call.args.join(' ')}]`);
  if (!call.hasFiles) throw textFailure('must specify one of -f and -k');
  checkFlags(call);
  const { flags } = call;
  const allowlist = flags.bool('prune') ? pruneAllowlist(call) : [];
  const found = findInfos(call);
  const failures = [...found.failures];
  if (found.infos.length === 0 && failures.length === 0) throw textFailure('no objects passed to apply');
  const visited = new Visited();
  const applied: AnyObject[] = [];
  const applyFound = function* (info: Info): Routine<void> {
    if (flags.bool('server-side')) applied.push(applyOneServerSide(call, info));
    else {
      const object = yield* applyOne(call, info);
      visited.add(object);
      applied.push(object);
    }
  };
  for (const info of found.infos) yield* collectFrom(failures, applyFound(info));
  throwAll(failures);
  if (isPrintedAtTheEnd(call)) printAll(call, applied);
  if (flags.bool('prune')) prune(call, allowlist, visited);
}

// Several objects are printed as one list. Source: apply.go, printObjects.
function printAll(call: Call, applied: readonly AnyObject[]): void {
  const [first] = applied;
  if (first === undefined) return;
  const list = { apiVersion: 'v1', items: applied, kind: 'List', metadata: {} };
  call.out(verbPrinter(call, '')(applied.length > 1 ? list : first));
}

function checkFlags({ flags, dryRun }: Call): void {
  const isServerSide = flags.bool('server-side');
  if (flags.bool('force-conflicts') && !isServerSide) {
    throw textFailure('--force-conflicts only works with --server-side');
  }
  if (dryRun === 'client' && isServerSide) {
    throw textFailure(
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    );
  }
  if (isServerSide && flags.bool('force')) throw textFailure('--force cannot be used with --server-side');
  if (dryRun === 'server' && flags.bool('force'))
    throw textFailure('--dry-run=server cannot be used with --force');
  if (flags.bool('all') && flags.string('selector') !== '') {
    throw textFailure('cannot set --all and --selector at the same time');
  }
  if (flags.bool('prune')) {
    if (flags.bool('force')) throw textFailure('--force cannot be used with --prune');
    if (!flags.bool('all') && flags.string('selector') === '') {
      throw textFailure(
        'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector',
      );
    }
    if (isServerSide) {
      throw textFailure(
        "--prune is in alpha and doesn't currently work on objects created by server-side apply",
      );
    }
  }
  if (flags.string('subresource') !== '' && !isServerSide) {
    throw textFailure('--subresource can only be specified for --server-side');
  }
  if (!['', 'status'].includes(flags.string('subresource')))
    notSimulated(`kubectl apply --subresource=${flags.string('subresource')}`, 'use --subresource=status');
  if (!flags.bool('overwrite')) notSimulated('kubectl apply --overwrite=false', 'leave it out');
}

/** @returns the object as it is then */
function* applyOne(call: Call, info: Info): Routine<AnyObject> {
  const desired = recorded(call, objectOf(info));
  const { generateName = '' } = desired.metadata;
  if (info.name === '' && generateName !== '') {
    throw textFailure(`from ${generateName}: cannot use generate name with apply`);
  }
  const current = currentOf(call, info);
  return current === undefined
    ? yield* retrying(() => create(call, info, desired))
    : yield* change(call, info, current, desired);
}

function currentOf(call: Call, info: Info): AnyObject | undefined {
  const { mapping, namespace, name, source } = info;
  try {
    return call.client.get(mapping, namespace, name);
  } catch (error) {
    if (isStatus(error, 'NotFound')) return undefined;
    const what = `retrieving current configuration of:\n${describeInfo(info)}\nfrom server for:`;
    throw withSource(what, source, error);
  }
}

function create(call: Call, { mapping, namespace, source }: Info, desired: AnyObject): AnyObject {
  const object = withoutNulls(modifiedConfiguration(desired) as AnyObject);
  const { dryRun, validation } = call;
  let created = object;
  if (dryRun !== 'client') {
    try {
      created = call.client.create(mapping, namespace, object, { dryRun: dryRun === 'server', validation });
    } catch (error) {
      throw withSource('creating', source, error);
    }
  }
  say(call, 'created', created);
  return created;
}

function* change(call: Call, info: Info, current: AnyObject, desired: AnyObject): Routine<AnyObject> {
  if (call.dryRun === 'client') {
    say(call, 'configured', current);
    return current;
  }
  const { mapping, name } = info;
  if (current.metadata.annotations?.[LAST_APPLIED] === undefined) {
    call.err(
      `Warning: resource ${mapping.resource}/${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
    );
  }
  const { type, patch } = patchOf(call, info, current, desired);
  const isEmpty = Object.keys(patch).length === 0;
  const patched = isEmpty ? current : yield* send(call, info, { current, desired, type, patch });
  if (patched.metadata.deletionTimestamp !== undefined) {
    call.err(`Warning: Detected changes to resource ${name} which is currently being deleted.\n`);
  }
  const isUnchanged = isEmpty && call.flags.string('output') === '';
  say(call, isUnchanged ? 'unchanged' : 'configured', patched);
  return patched;
}

function patchOf(call: Call, info: Info, current: AnyObject, desired: AnyObject): ApplyPatch {
  try {
    return makePatch(call, info, current, modifiedConfiguration(desired));
  } catch (error) {
    throw withSource(applyingPatch('', info), info.source, error);
  }
}

interface Change extends ApplyPatch {
  readonly current: AnyObject;
  readonly desired: AnyObject;
}

function* send(call: Call, info: Info, { current, desired, type, patch }: Change): Routine<AnyObject> {
  const { mapping, namespace, name, source } = info;
  const options = { dryRun: call.dryRun === 'server', validation: call.validation };
  try {
    return call.client.patch(mapping, namespace, name, { type, patch }, options);
  } catch (error) {
    const isForced = call.flags.bool('force') && (isStatus(error, 'Invalid') || isStatus(error, 'Conflict'));
    if (isForced) return yield* replaceByForce(call, info, current, desired);
    const inner = withSource('patching', source, error);
    throw withSource(applyingPatch(jsonText(patch), info), source, inner);
  }
}

const applyingPatch = (patch: string, info: Info): string =>
  `applying patch:\n${patch}\nto:\n${describeInfo(info)}\nfor:`;

// What cannot be patched is deleted and made anew; if that fails too, the old one comes back.
// Source: patcher.go, deleteAndCreate.
function* replaceByForce(call: Call, info: Info, current: AnyObject, desired: AnyObject): Routine<AnyObject> {
  const { mapping, namespace, name, source } = info;
  const { client, session, flags } = call;
  const modified = withoutNulls(modifiedConfiguration(desired) as AnyObject);
  try {
    client.delete(mapping, namespace, name, deleteOptions(call, flags.int('grace-period')));
    if (session.server.peek(mapping.kind, namespace, name) !== undefined) {
      const after = session.server.revision;
      const timeoutMs = flags.durationMs('timeout');
      const watch = { kind: mapping.kind, filter: oneObject(namespace, name), after, timeoutMs };
      if (!(yield* watchUntil(session, watch, ({ type }) => type === 'DELETED')))
        throw textFailure('context deadline exceeded');
    }
    try {
      return yield* retrying(() => client.create(mapping, namespace, modified));
    } catch (error) {
      const { resourceVersion: _, uid: __, creationTimestamp: ___, ...metadata } = current.metadata;
      client.create(mapping, namespace, { ...current, metadata } as AnyObject);
      throw error;
    }
  } catch (error) {
    throw withSource(applyingPatch(jsonText(modified), info), source, error);
  }
}
