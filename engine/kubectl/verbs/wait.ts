// `kubectl wait`. Source: kubectl v0.32.0 pkg/cmd/wait/{wait,condition,delete,json,create}.go.

import { valueText } from '../../api/jsonpath/go-text.ts';
import { findJsonPath, JsonPathError, parseJsonPath, relaxedJsonPath } from '../../api/jsonpath/jsonpath.ts';
import { isStored } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import { type Routine, sleep } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  FIELD_SELECTOR_FLAG,
  FILE_FLAGS,
  LOCAL_FLAG,
  PRINT_FLAGS,
  SELECTOR_FLAG,
} from '../command/global-flags.ts';
import { collectFrom, type Failure, textFailure, throwAll } from '../failure.ts';
import { verbPrinter } from '../output/printer.ts';
import { notSimulated } from '../refusal.ts';
import { type Found, findInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { oneObject, watchUntil } from '../resource/wait-for.ts';

export const wait: Command = {
  name: 'wait',
  suggestFor: ['list', 'ps'],
  flags: [
    ...FILE_FLAGS.map((flag) => (flag.name === 'recursive' ? { ...flag, value: 'true' } : flag)),
    ...PRINT_FLAGS,
    ALL_FLAG,
    ALL_NAMESPACES_FLAG,
    FIELD_SELECTOR_FLAG,
    SELECTOR_FLAG,
    LOCAL_FLAG,
    { name: 'for', type: 'string' },
    { name: 'timeout', type: 'duration', value: '30s' },
  ],
  run,
};

// kubectl tries to watch them again and again, logs each failure, and ends with the time.
const CANNOT_WATCH = 'they cannot be watched, and the command waits until its time is over; use kubectl get';
const WEEK_MS = 168 * 3_600_000;
const CREATE_POLL_MS = 500;

type Condition =
  | { readonly kind: 'delete' | 'create' }
  | { readonly kind: 'object'; readonly isMet: (object: AnyObject) => boolean };

function* run(call: Call): Routine<void> {
  const print = verbPrinter(call, 'condition met');
  const condition = parseCondition(call.flags.string('for'));
  const asked = call.flags.durationMs('timeout');
  const timeoutMs = asked < 0 ? WEEK_MS : asked;
  const endMs = call.session.kernel.nowMs + timeoutMs;
  if (condition.kind === 'create') yield* waitForCreation(call, endMs);
  const found = find(call);
  const isDelete = condition.kind === 'delete';
  const failures: Failure[] = found.failures.filter((failure) => !isDelete || !isMissing(failure));
  const waitForOne = function* (info: Info): Routine<void> {
    if (info.name === '') throw textFailure('resource name must be provided');
    if (!isStored(info.mapping.traits))
      notSimulated(`kubectl wait for ${info.mapping.resource}`, CANNOT_WATCH);
    if (condition.kind === 'delete') yield* waitForDeletion(call, info, timeoutMs, endMs);
    else if (condition.kind === 'object')
      yield* waitForCondition(call, info, condition.isMet, timeoutMs, endMs);
    call.out(print(objectOf(info)));
  };
  for (const info of found.infos) yield* collectFrom(failures, waitForOne(info));
  throwAll(failures);
  if (found.infos.length === 0 && !isDelete) throw textFailure('no matching resources found');
}

const isMissing = (failure: Failure): boolean =>
  failure.kind === 'status' && failure.status.reason === 'NotFound';

const find = (call: Call): Found =>
  findInfos(call, { args: call.args, all: call.flags.bool('all'), latest: true });

/** @throws CommandFailure  no such condition */
function parseCondition(text: string): Condition {
  const lower = text.toLowerCase();
  if (lower === 'delete' || lower === 'create') return { kind: lower };
  if (text.startsWith('condition=')) {
    const rest = text.slice('condition='.length);
    const at = rest.indexOf('=');
    const [type, status] = at < 0 ? [rest, 'true'] : [rest.slice(0, at), rest.slice(at + 1)];
    return { kind: 'object', isMet: (object) => hasCondition(object, type, status) };
  }
  if (text.startsWith('jsonpath='))
    return { kind: 'object', isMet: pathCondition(text.slice('jsonpath='.length)) };
  throw textFailure(`unrecognized condition: ${quoteGo(text)}`);
}

interface StatusCondition {
  readonly type?: string;
  readonly status?: string;
  readonly observedGeneration?: number;
}

// A condition that was set for an older generation does not count yet.
function hasCondition(object: AnyObject, type: string, wanted: string): boolean {
  const status = (object.status ?? {}) as { conditions?: StatusCondition[]; observedGeneration?: number };
  const found = status.conditions?.find((one) => one.type?.toLowerCase() === type.toLowerCase());
  if (found?.status === undefined) return false;
  const { generation } = object.metadata;
  const observed = found.observedGeneration ?? status.observedGeneration;
  if (generation !== undefined && observed !== undefined && observed < generation) return false;
  return found.status.toLowerCase() === wanted.toLowerCase();
}

function pathCondition(input: string): (object: AnyObject) => boolean {
  const parts = splitAtEquals(input);
  if (parts.length > 2) {
    throw textFailure(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    );
  }
  const path = guarded(() => relaxedJsonPath(parts[0]!));
  if (path === '') throw textFailure('jsonpath expression cannot be empty');
  guarded(() => parseJsonPath(path));
  const wanted = parts[1]?.replace(/^['"]+|['"]+$/g, '');
  if (wanted === '') {
    throw textFailure(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  }
  return (object) => {
    const values = guarded(() => findJsonPath(path, object));
    if (values.length === 0) return false;
    if (values.length > 1) throw textFailure('given jsonpath expression matches more than one value');
    if (wanted === undefined) return true;
    if (typeof values[0] === 'object' && values[0] !== null) {
      throw textFailure('jsonpath leads to a nested object or list which is not supported');
    }
    return valueText(values[0]).trim() === wanted.trim();
  };
}

// `==` belongs to the path, a single `=` ends it. Source: wait.go, splitJSONPathInput.
function splitAtEquals(input: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < input.length; i += 1) {
    const isDouble = input.startsWith('==', i);
    if (input[i] === '=' && !isDouble) {
      parts.push(part);
      part = '';
      continue;
    }
    part += isDouble ? '==' : input[i];
    if (isDouble) i += 1;
  }
  return [...parts, part];
}

function guarded<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof JsonPathError) throw textFailure(error.message);
    throw error;
  }
}

function* waitForCreation(call: Call, endMs: number): Routine<void> {
  const { kernel } = call.session;
  for (;;) {
    const missing = find(call).failures;
    throwAll(missing.filter((failure) => !isMissing(failure)));
    if (missing.length === 0) return;
    if (kernel.nowMs + CREATE_POLL_MS > endMs) throw textFailure('timed out waiting for the condition');
    yield sleep(CREATE_POLL_MS);
  }
}

const timedOut = ({ mapping, name }: Info): Error =>
  textFailure(`timed out waiting for the condition on ${mapping.resource}/${name}`);
const notMet = ({ mapping, name }: Info): Error =>
  textFailure(`condition not met for ${mapping.resource}/${name}`);

function* waitForDeletion(call: Call, info: Info, timeoutMs: number, endMs: number): Routine<void> {
  const { mapping, namespace, name } = info;
  const { session } = call;
  if (session.server.peek(mapping.kind, namespace, name) === undefined) return;
  if (timeoutMs === 0) throw notMet(info);
  const left = endMs - session.kernel.nowMs;
  const watch = {
    kind: mapping.kind,
    filter: oneObject(namespace, name),
    after: session.server.revision,
    timeoutMs: left,
  };
  if (!(yield* watchUntil(session, watch, ({ type }) => type === 'DELETED'))) throw timedOut(info);
}

function* waitForCondition(
  call: Call,
  info: Info,
  isMet: (object: AnyObject) => boolean,
  timeoutMs: number,
  endMs: number,
): Routine<void> {
  const { mapping, namespace, name } = info;
  const { session, client } = call;
  const after = session.server.revision;
  if (isMet(client.get(mapping, namespace, name))) return;
  if (timeoutMs === 0) throw notMet(info);
  const left = endMs - session.kernel.nowMs;
  const watch = { kind: mapping.kind, filter: oneObject(namespace, name), after, timeoutMs: left };
  const isDone = yield* watchUntil(
    session,
    watch,
    ({ type, object }) => type !== 'DELETED' && isMet(client.shown(mapping, object as AnyObject)),
  );
  if (!isDone) throw timedOut(info);
}
