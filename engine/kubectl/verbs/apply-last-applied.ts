// `kubectl apply view-last-applied` and `set-last-applied`: the configuration that client-side apply compares with.
//
// Source: kubectl v0.32.0 pkg/cmd/apply/apply_view_last_applied.go, apply_set_last_applied.go; pkg/cmd/util/editor/
// editoptions.go, GetApplyPatch. Left out, and refused: edit-last-applied, which opens an editor.

import { jsonText } from '../../api/jsonpath/go-text.ts';
import { goJSON } from '../../api/patch/go-json.ts';
import { LAST_APPLIED, lastAppliedConfiguration } from '../../api/patch/three-way-apply.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  ALL_FLAG,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FILE_FLAGS,
  PRINT_FLAGS,
  SELECTOR_FLAG,
} from '../command/global-flags.ts';
import { textFailure } from '../failure.ts';
import { verbPrinter } from '../output/printer.ts';
import { toYaml } from '../output/yaml.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';

export const viewLastApplied: Command = {
  name: 'view-last-applied',
  flags: [
    ...FILE_FLAGS,
    SELECTOR_FLAG,
    ALL_FLAG,
    { name: 'output', short: 'o', type: 'string', value: 'yaml' },
  ],
  run: view,
};

function view(call: Call): void {
  const { flags, args } = call;
  const infos = takeInfos(findInfos(call, { args, all: flags.bool('all'), latest: true }));
  const texts = infos.flatMap((info) => {
    const text = lastAppliedConfiguration(objectOf(info));
    if (text !== undefined) return [text];
    // As upstream: an object that no file named passes without a word.
    if (info.source === undefined) return [];
    throw textFailure(
      `error when no last-applied-configuration annotation found on resource: ${info.name}\n ${JSON.stringify(info.source)}: <nil>`,
    );
  });
  const output = flags.string('output');
  for (const text of texts) {
    if (output === 'json') call.out(`${jsonText(JSON.parse(text), '  ')}\n`);
    else if (output === 'yaml') call.out(toYaml(JSON.parse(text)));
    else throw call.usage(`Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json`);
  }
}

export const setLastApplied: Command = {
  name: 'set-last-applied',
  flags: [
    FILE_FLAGS[0]!,
    ...PRINT_FLAGS,
    DRY_RUN_FLAG,
    FIELD_MANAGER_FLAG,
    { name: 'create-annotation', type: 'bool' },
  ],
  run: set,
};

function set(call: Call): void {
  const infos = takeInfos(findInfos(call));
  const changed = infos.filter((info) => needsChange(call, info));
  for (const info of changed) {
    const annotations = { [LAST_APPLIED]: goJSON(objectOf(info)).trimEnd() };
    const { mapping, namespace, name } = info;
    const patched =
      call.dryRun === 'client'
        ? call.client.get(mapping, namespace, name)
        : call.client.patch(
            mapping,
            namespace,
            name,
            { type: 'merge', patch: { metadata: { annotations } } },
            { dryRun: call.dryRun === 'server' },
          );
    call.out(verbPrinter(call, 'configured')(patched));
  }
}

function needsChange(call: Call, info: Info): boolean {
  const { mapping, namespace, name } = info;
  const original = lastAppliedConfiguration(call.client.get(mapping, namespace, name));
  if (original === undefined && !call.flags.bool('create-annotation')) {
    throw textFailure(
      `no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`,
    );
  }
  if (original === undefined || jsonText(JSON.parse(original)) !== jsonText(objectOf(info))) return true;
  call.out(`set-last-applied ${name}: no changes required.\n`);
  return false;
}

export const editLastApplied: Command = {
  name: 'edit-last-applied',
  flags: [...FILE_FLAGS, ...PRINT_FLAGS, FIELD_MANAGER_FLAG],
  run: ({ path }) => notSimulated(path, 'change the file and use kubectl apply set-last-applied'),
};
