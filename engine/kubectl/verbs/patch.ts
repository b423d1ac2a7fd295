// `kubectl patch`. Source: kubectl v0.32.0 pkg/cmd/patch/patch.go.

import { constructFromEvents, parseEvents, YAMLException } from 'js-yaml';
import { KUBERNETES_YAML } from '../../api/manifest/yaml-schema.ts';
import type { AnyObject } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { PatchType } from '../../apiserver/request.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { CHANGE_FLAGS, LOCAL_FLAG, SUBRESOURCE_FLAG } from '../command/global-flags.ts';
import { collect, textFailure, throwAll } from '../failure.ts';
import { plainVerbPrinter } from '../output/printer.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
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
  if (flags.bool('local')) notSimulated('kubectl patch --local', 'use --dry-run=server');
  const word = flags.string('type');
  const type = word === '' ? 'strategic' : TYPES.find((one) => one === word.toLowerCase());
  if (type === undefined)
    throw textFailure(`--type must be one of [${TYPES.join(' ')}], not ${quoteGo(word)}`);
  const body = parsePatch(text, file === '' ? text : readFile(call, file));
  const { infos, failures } = findInfos(call, { args });
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

function parsePatch(given: string, text: string): unknown {
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

function patchOne(call: Call, info: Info, type: PatchType, body: unknown): void {
  const { mapping, namespace, name } = info;
  const subresource = call.flags.string('subresource');
  if (subresource !== '' && subresource !== 'status') {
    notSimulated(
      `kubectl patch --subresource=${subresource}`,
      subresource === 'scale' ? 'use kubectl scale' : 'patch the object itself',
    );
  }
  const before = objectOf(info);
  // A dry run on the client's side makes the same object, which the server then does not keep.
  const options = { dryRun: call.dryRun !== 'none' };
  const change = { type, patch: body, subresource: subresource === 'status' ? 'status' : 'spec' } as const;
  let patched: AnyObject = call.client.patch(mapping, namespace, name, change, options);
  const isChanged = !equalPlain(before, patched);
  if (isRecording(call)) {
    const { annotations } = recorded(call, patched).metadata;
    patched = call.client.patch(
      mapping,
      namespace,
      name,
      { type: 'merge', patch: { metadata: { annotations } } },
      options,
    );
  }
  call.out(plainVerbPrinter(call, isChanged ? 'patched' : 'patched (no change)')(patched));
}
