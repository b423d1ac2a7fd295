// `kubectl taint`. Source: kubectl v0.32.0 pkg/cmd/taint/{taint,utils}.go.

import { isLabelValue, isQualifiedName } from '../../api/names/labels.ts';
import type { AnyObject } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  ALL_FLAG,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  PRINT_FLAGS,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
} from '../command/global-flags.ts';
import { CommandFailure, collect, messageOf, textFailure, throwAll } from '../failure.ts';
import { plainVerbPrinter } from '../output/printer.ts';
import { findInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { sendChange } from './send-change.ts';

export const taint: Command = {
  name: 'taint',
  flags: [
    ...PRINT_FLAGS,
    DRY_RUN_FLAG,
    VALIDATE_FLAG,
    SELECTOR_FLAG,
    ALL_FLAG,
    FIELD_MANAGER_FLAG,
    { name: 'overwrite', type: 'bool' },
  ],
  run,
};

interface Taint {
  readonly key: string;
  readonly value?: string;
  /** Empty: any, when it is to be removed. */
  readonly effect: string;
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

function run(call: Call): void {
  const { flags } = call;
  const { resources, specs } = splitArgs(call.args);
  if (resources.length === 0)
    throw textFailure('one or more resources must be specified as <resource> <name>');
  if (specs.length === 0) throw textFailure('at least one taint update is required');
  const { add, remove } = parseOrUsage(call, specs);
  const mapping = call.mapper.forArgument(resources[0]!);
  if (mapping.kind !== 'Node') {
    throw textFailure(`invalid resource type ${resources[0]!.toLowerCase()}, only node types are supported`);
  }
  refuseContradictions(add, remove);
  const all = flags.bool('all');
  const selector = flags.string('selector');
  if (all && selector !== '')
    throw textFailure("setting 'all' parameter with a non empty selector is prohibited");
  if (!all && selector === '' && resources.length < 2) {
    throw textFailure("at least one resource name must be specified since 'all' parameter is not set");
  }
  const args = all || selector !== '' ? ['nodes'] : ['nodes', ...resources.slice(1)];
  const { infos, failures } = findInfos(call, { args, all });
  const left = [...failures];
  for (const info of infos) collect(left, () => taintOne(call, info, add, remove));
  throwAll(left);
}

function splitArgs(args: readonly string[]): { resources: readonly string[]; specs: readonly string[] } {
  const resources: string[] = [];
  const specs: string[] = [];
  for (const arg of args) {
    const isTaint = /[=:]/.test(arg) || arg.endsWith('-');
    if (isTaint) specs.push(arg);
    else if (specs.length > 0)
      throw textFailure(`all resources must be specified before taint changes: ${arg}`);
    else resources.push(arg);
  }
  return { resources, specs };
}

function parseOrUsage(call: Call, specs: readonly string[]): { add: Taint[]; remove: Taint[] } {
  try {
    return parseTaints(call, specs);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    throw call.usage(messageOf(error.failure));
  }
}

function parseTaints(call: Call, specs: readonly string[]): { add: Taint[]; remove: Taint[] } {
  const add: Taint[] = [];
  const remove: Taint[] = [];
  for (const spec of specs) {
    if (spec.endsWith('-')) {
      const { key, effect } = parseTaint(call, spec.slice(0, -1));
      remove.push({ key, effect });
      continue;
    }
    const parsed = parseTaint(call, spec);
    if (parsed.effect === '') throw textFailure(`invalid taint spec: ${spec}`);
    if (add.some(({ key, effect }) => key === parsed.key && effect === parsed.effect)) {
      throw textFailure(
        `duplicated taints with the same key and effect: {${parsed.key} ${parsed.value ?? ''} ${parsed.effect} <nil>}`,
      );
    }
    add.push(parsed);
  }
  return { add, remove };
}

function parseTaint({ session }: Call, text: string): Taint {
  const parts = text.split(':');
  const invalid = (why = ''): never => {
    throw textFailure(`invalid taint spec: ${text}${why}`);
  };
  if (parts.length > 2) invalid();
  const [pair = '', effect = ''] = parts;
  if (parts.length === 2 && !EFFECTS.includes(effect))
    throw textFailure(`invalid taint effect: ${effect}, unsupported taint effect`);
  const [key = '', value, more] = parts.length === 2 ? pair.split('=') : [pair];
  if (more !== undefined) invalid();
  const badValue = value === undefined ? [] : isLabelValue(value, session.version);
  if (badValue.length > 0) invalid(`, ${badValue.join('; ')}`);
  const badKey = isQualifiedName(key, session.version);
  if (badKey.length > 0) invalid(`, ${badKey.join('; ')}`);
  return { key, ...(value === undefined || value === '' ? {} : { value }), effect };
}

function refuseContradictions(add: readonly Taint[], remove: readonly Taint[]): void {
  const both = add.flatMap((one) =>
    remove
      .filter(({ key, effect }) => key === one.key && (effect === '' || effect === one.effect))
      .map(({ key, effect }) => `${key}=${effect}`),
  );
  if (both.length > 0) {
    throw textFailure(
      `can not both modify and remove the following taint(s) in the same command: ${both.join(', ')}`,
    );
  }
}

const isSame = (a: Taint, b: Taint): boolean => a.key === b.key && a.effect === b.effect;

function taintOne(call: Call, info: Info, add: readonly Taint[], remove: readonly Taint[]): void {
  const node = objectOf(info);
  const spec = (node.spec ?? {}) as { taints?: Taint[] };
  const old = spec.taints ?? [];
  if (!call.flags.bool('overwrite')) {
    const clashes = add.filter((one) => old.some((other) => isSame(one, other))).map(({ key }) => key);
    if (clashes.length > 0) {
      throw textFailure(
        `node ${info.name} already has ${clashes.join(',')} taint(s) with same effect(s) and --overwrite is false`,
      );
    }
  }
  const { operation, taints } = reorganized(call, old, add, remove);
  const { taints: _, ...rest } = spec;
  const after = { ...node, spec: taints.length === 0 ? rest : { ...rest, taints } } as AnyObject;
  call.out(plainVerbPrinter(call, operation)(sendChange(call, info, after)));
}

// Source: utils.go, reorganizeTaints, addTaints, deleteTaints.
function reorganized(
  { flags }: Call,
  old: readonly Taint[],
  add: readonly Taint[],
  remove: readonly Taint[],
): { operation: string; taints: Taint[] } {
  let taints = [...add, ...old.filter((one) => !add.some((other) => isSame(one, other)))];
  const isAdded = old.length !== taints.length;
  let isRemoved = false;
  const missing: string[] = [];
  for (const { key, effect } of remove) {
    const left = taints.filter((one) => one.key !== key || (effect !== '' && one.effect !== effect));
    isRemoved = left.length !== taints.length;
    taints = left;
    if (!isRemoved)
      missing.push(`taint ${JSON.stringify(effect === '' ? key : `${key}:${effect}`)} not found`);
  }
  if (missing.length > 0) throw textFailure(missing.length === 1 ? missing[0]! : `[${missing.join(', ')}]`);
  if ((isAdded && isRemoved) || flags.bool('overwrite')) return { operation: 'modified', taints };
  return { operation: isAdded ? 'tainted' : 'untainted', taints };
}
