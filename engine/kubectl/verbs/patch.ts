// `kubectl patch`. Source: kubectl v0.32.0 pkg/cmd/patch/patch.go.

import { constructFromEvents, parseEvents, YAMLException } from 'js-yaml';
import { jsonObjectError, UNEXPECTED_END } from '../../api/kinds/secret/json-error.ts';
import { KUBERNETES_YAML } from '../../api/manifest/yaml-schema.ts';
import type { AnyObject } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { badRequest } from '../../api/status.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { PatchType } from '../../apiserver/request.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { CHANGE_FLAGS, LOCAL_FLAG, SUBRESOURCE_FLAG } from '../command/global-flags.ts';
import { collect, statusFailure, textFailure, throwAll } from '../failure.ts';
import { plainVerbPrinter } from '../output/printer.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { goKindOf, SERVER_VALIDATES_FROM } from '../resource/kube-client.ts';
import { scaleOf } from '../resource/scale-object.ts';
import { isRecording, recorded } from './change-cause.ts';

export const patch: Command = {
  name: 'patch',
  flags: [
    ...CHANGE_FLAGS,
    LOCAL_FLAG,
    SUBRESOURCE_FLAG,
    { name: 'patch', short: 'p', type: 'string' },
    { name: 'patch-file', type: 'string' },
    { name: 'type', type: 'string', value: 'strategic' },
  ],
  run,
};

const TYPES: readonly PatchType[] = ['json', 'merge', 'strategic'];

function run(call: Call): void {
  const { flags, args } = call;
  const text = flags.string('patch');
  const file = flags.string('patch-file');
  if (text !== '' && file !== '') throw textFailure('cannot specify --patch and --patch-file together');
  if (text === '' && file === '') {
    throw textFailure('must specify --patch or --patch-file containing the contents of the patch');
  }
  if (flags.bool('local') && args.length > 0)
    throw textFailure('cannot specify --local and server resources');
  const word = flags.string('type');
  const type = word === '' ? 'strategic' : TYPES.find((one) => one === word.toLowerCase());
  if (type === undefined)
    throw textFailure(`--type must be one of [${TYPES.join(' ')}], not ${quoteGo(word)}`);
  const body = parsePatch(call, text, file === '' ? text : readFile(call, file), type);
  const { infos, failures } = findInfos(call, { args, local: flags.bool('local') });
  const left = [...failures];
  let count = 0;
  for (const info of infos) {
    count += 1;
    collect(left, () => patchOne(call, info, type, body));
  }
  throwAll(left);
  if (count === 0) throw textFailure('no objects passed to patch');
}

function readFile({ session }: Call, path: string): string {
  const text = session.files.get(path);
  if (text === undefined)
    throw textFailure(`unable to read patch file: open ${path}: no such file or directory`);
  return text;
}

function parsePatch(call: Call, given: string, text: string, type: PatchType): unknown {
  if (text.trimStart().startsWith('{')) {
    const problem = jsonObjectError(text);
    if (problem !== undefined) throw unreadable(call, type, problem);
  }
  try {
    const [value] = constructFromEvents(parseEvents(text, { maxDepth: 200 }), {
      source: text,
      schema: KUBERNETES_YAML,
      json: true,
    });
    return value;
  } catch (error) {
    if (error instanceof YAMLException)
      throw textFailure(`unable to parse ${quoteGo(given)}: yaml: ${error.reason}`);
    throw error;
  }
}

// What begins as JSON is sent as it is, and it is the server that cannot read it.
// Source: apimachinery v0.32 pkg/util/yaml/decoder.go, ToJSON, hasJSONPrefix; kubectl v0.32.0 pkg/cmd/patch/patch.go,
// getPatchedJSON; kubernetes v1.20.2 and v1.28.0 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
function unreadable({ flags, dryRun, session }: Call, type: PatchType, problem: string): Error {
  if (flags.bool('local') || dryRun === 'client')
    return textFailure(
      { strategic: 'invalid JSON document', merge: 'Invalid JSON Patch', json: problem }[type],
    );
  if (type === 'strategic') return statusFailure(badRequest(inWordsOf(session.version, problem)));
  if (session.version.minor >= SERVER_VALIDATES_FROM)
    return statusFailure(badRequest(`error decoding patch: ${problem}`));
  return statusFailure(badRequest(type === 'merge' ? 'Invalid JSON Patch' : problem));
}

const inWordsOf = (version: VersionProfile, problem: string): string =>
  problem === UNEXPECTED_END && !version.has('jsonErrorNamesItsEnd') ? 'unexpected EOF' : problem;

const SUBRESOURCES = ['', 'scale', 'status'];

function patchOne(call: Call, info: Info, type: PatchType, body: unknown): void {
  const { mapping, namespace, name } = info;
  const { client, flags, dryRun } = call;
  if (type !== 'json' && (typeof body !== 'object' || body === null || Array.isArray(body)))
    throw unreadable(
      call,
      type,
      `json: cannot unmarshal ${goKindOf(body)} into Go value of type map[string]interface {}`,
    );
  const subresource = flags.string('subresource');
  if (!SUBRESOURCES.includes(subresource))
    notSimulated(`kubectl patch --subresource=${subresource}`, 'patch the object itself');
  if (subresource === 'scale') return patchScale(call, info, type, body);
  const before = objectOf(info);
  if (flags.bool('local') || dryRun === 'client')
    return tell(call, before, client.patched(before, { type, patch: body }));
  const options = { dryRun: dryRun === 'server' };
  const change = { type, patch: body, subresource: subresource === 'status' ? 'status' : 'spec' } as const;
  let patched: AnyObject = client.patch(mapping, namespace, name, change, options);
  const isChanged = !equalPlain(before, patched);
  if (isRecording(call)) {
    const { annotations } = recorded(call, patched).metadata;
    const record = { type: 'merge', patch: { metadata: { annotations } } } as const;
    patched = client.patch(mapping, namespace, name, record, options);
  }
  return tell(call, patched, patched, isChanged);
}

function tell(call: Call, before: AnyObject, after: AnyObject, isChanged = !equalPlain(before, after)): void {
  call.out(plainVerbPrinter(call, isChanged ? 'patched' : 'patched (no change)')(after));
}

// A Scale is patched as an object of its own; what it then asks for goes to the scale subresource.
function patchScale(call: Call, info: Info, type: PatchType, body: unknown): void {
  const { mapping, namespace, name } = info;
  const { client, dryRun } = call;
  const before = scaleOf(info);
  const after = client.patched(before, { type: type === 'strategic' ? 'merge' : type, patch: body });
  const { replicas = 0 } = after.spec as { replicas?: number };
  if (dryRun !== 'client') client.scale(mapping, namespace, name, replicas, { dryRun: dryRun === 'server' });
  tell(call, before, after);
}
