// `kubectl label` and `kubectl annotate`: the same work on two maps.
// Source: kubectl v0.32.0 pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go; pkg/cmd/util/helpers.go,
// GetResourcesAndPairs, ParsePairs. Differs: --list prints sorted by key; upstream in the order of a Go map.

import { isLabelValue } from '../../api/names/labels.ts';
import type { AnyObject } from '../../api/objects.ts';
import { createJSONMergePatch } from '../../api/patch/json-merge-patch.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  CHANGE_FLAGS,
  FIELD_SELECTOR_FLAG,
  LOCAL_FLAG,
  RESOURCE_VERSION_FLAG,
  SELECTOR_FLAG,
} from '../command/global-flags.ts';
import { collect, textFailure, throwAll } from '../failure.ts';
import { type Printer, verbPrinter } from '../output/printer.ts';
import { findInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { CHANGE_CAUSE, recorded } from './change-cause.ts';
import { parsePairs, resourcesAndPairs } from './pairs.ts';

const FLAGS: Command['flags'] = [
  ...CHANGE_FLAGS,
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  FIELD_SELECTOR_FLAG,
  SELECTOR_FLAG,
  LOCAL_FLAG,
  RESOURCE_VERSION_FLAG,
  { name: 'overwrite', type: 'bool' },
  { name: 'list', type: 'bool' },
];

type Field = 'labels' | 'annotations';

interface Edit {
  readonly field: Field;
  readonly noun: 'label' | 'annotation';
  readonly set: ReadonlyMap<string, string>;
  readonly unset: readonly string[];
}

export const label: Command = { name: 'label', flags: FLAGS, run: (call) => run(call, readLabels(call)) };
export const annotate: Command = {
  name: 'annotate',
  flags: FLAGS,
  run: (call) => run(call, readAnnotations(call)),
};

interface Read {
  readonly resources: readonly string[];
  readonly edit: Edit;
}

function readLabels({ args, session }: Call): Read {
  const { resources, pairs } = resourcesAndPairs(args, 'label');
  const set = new Map<string, string>();
  const unset: string[] = [];
  for (const pair of pairs) {
    if (pair.includes('=')) {
      const parts = pair.split('=');
      if (parts.length !== 2) throw textFailure(`invalid label spec: ${pair}`);
      const problems = isLabelValue(parts[1]!, session.version);
      if (problems.length > 0)
        throw textFailure(`invalid label value: ${quoteGo(pair)}: ${problems.join(';')}`);
      set.set(parts[0]!, parts[1]!);
    } else if (pair.endsWith('-')) unset.push(pair.slice(0, -1));
    else throw textFailure(`unknown label spec: ${pair}`);
  }
  if (unset.some((key) => set.has(key))) {
    throw textFailure('can not both modify and remove a label in the same command');
  }
  return { resources, edit: { field: 'labels', noun: 'label', set, unset } };
}

function readAnnotations({ args }: Call): Read {
  const { resources, pairs } = resourcesAndPairs(args, 'annotation');
  const { set, unset } = parsePairs(pairs, 'annotation', true);
  const both = unset.filter((key) => set.has(key));
  if (both.length > 0) {
    throw textFailure(
      `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`,
    );
  }
  return { resources, edit: { field: 'annotations', noun: 'annotation', set, unset } };
}

function run(call: Call, { resources, edit }: Read): void {
  check(call, resources, edit);
  const { flags } = call;
  const isLocal = flags.bool('local');
  const { infos, failures, isSingle } = findInfos(
    call,
    isLocal ? { local: true } : { args: resources, allowEmptySelector: flags.bool('all'), latest: true },
  );
  const version = flags.string('resource-version');
  if (!isSingle && version !== '')
    throw textFailure('--resource-version may only be used with a single resource');
  const left = [...failures];
  // One printer annotates, which keeps YAML documents apart; one for each object labels.
  const annotated = verbPrinter(call, 'annotated');
  const printerFor = (before: AnyObject, after: AnyObject): Printer =>
    edit.noun === 'label' ? verbPrinter(call, labelOperation(call, before, after)) : annotated;
  for (const info of infos) collect(left, () => editOne(call, info, edit, { isSingle, printerFor }));
  throwAll(left);
}

function check(call: Call, resources: readonly string[], { noun, set, unset }: Edit): void {
  const { flags } = call;
  if (flags.bool('list') && flags.string('output') !== '') {
    throw textFailure('--list and --output may not be specified together');
  }
  for (const name of ['selector', 'field-selector'] as const) {
    if (flags.bool('all') && flags.string(name) !== '') {
      throw textFailure(`cannot set --all and --${name} at the same time`);
    }
  }
  const file = noun === 'label' ? 'pod' : 'rsrc';
  if (flags.bool('local')) {
    if (call.dryRun === 'server') {
      throw textFailure('cannot specify --local and --dry-run=server - did you mean --dry-run=client?');
    }
    if (resources.length > 0) {
      throw textFailure(
        `can only use local files by -f ${file}.yaml or --filename=${file}.json when --local=true is set`,
      );
    }
    if (!call.hasFiles)
      throw textFailure(`one or more files must be specified as -f ${file}.yaml or --filename=${file}.json`);
  } else if (resources.length === 0 && !call.hasFiles) {
    throw textFailure('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  }
  if (set.size === 0 && unset.length === 0 && !flags.bool('list')) {
    throw textFailure(`at least one ${noun} update is required`);
  }
}

interface Printing {
  readonly isSingle: boolean;
  readonly printerFor: (before: AnyObject, after: AnyObject) => Printer;
}

function editOne(call: Call, info: Info, edit: Edit, { isSingle, printerFor }: Printing): void {
  const { flags } = call;
  const before = objectOf(info);
  const isDry = call.dryRun === 'client' || flags.bool('local') || flags.bool('list');
  if (!isDry && edit.noun === 'label') {
    for (const key of edit.unset) {
      if (before.metadata.labels?.[key] === undefined) call.out(`label ${quoteGo(key)} not found.\n`);
    }
  }
  const edited = withEdit(call, before, edit);
  const after = recorded(call, edited);
  const shown = isDry ? after : send(call, info, before, after);
  if (flags.bool('list')) return printList(call, shown, edit, isSingle);
  call.out(printerFor(before, after)(shown));
}

function withEdit({ flags }: Call, before: AnyObject, { field, noun, set, unset }: Edit): AnyObject {
  const old = before.metadata[field] ?? {};
  if (!flags.bool('overwrite')) {
    const clashes = [...set]
      .filter(([key, value]) => old[key] !== undefined && old[key] !== value)
      .filter(([key]) => noun === 'label' || key !== CHANGE_CAUSE)
      .map(([key]) => [key, old[key]!] as const);
    if (clashes.length > 0)
      throw textFailure(noun === 'label' ? labelClash(clashes) : annotationClash(clashes));
  }
  const map = { ...old, ...Object.fromEntries(set) };
  for (const key of unset) delete map[key];
  const metadata = { ...before.metadata, [field]: map };
  const version = flags.string('resource-version');
  return { ...before, metadata: version === '' ? metadata : { ...metadata, resourceVersion: version } };
}

type Clash = readonly [key: string, value: string];

const annotationClash = (clashes: readonly Clash[]): string =>
  `--overwrite is false but found the following declared annotation(s): ${clashes.map(([key, value]) => `'${key}' already has a value (${value})`).join('; ')}`;

function labelClash(clashes: readonly Clash[]): string {
  const texts = clashes.map(
    ([key, value]) => `'${key}' already has a value (${value}), and --overwrite is false`,
  );
  return texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`;
}

function send(
  call: Call,
  { mapping, namespace, name }: Info,
  before: AnyObject,
  after: AnyObject,
): AnyObject {
  const version = call.flags.string('resource-version');
  const from = version === '' ? before : { ...before, metadata: { ...before.metadata, resourceVersion: '' } };
  const patch = createJSONMergePatch(from, after);
  return call.client.patch(
    mapping,
    namespace,
    name,
    { type: 'merge', patch },
    { dryRun: call.dryRun === 'server' },
  );
}

// Source: label.go, updateDataChangeMsg: what became shorter was unlabeled.
function labelOperation({ flags }: Call, before: AnyObject, after: AnyObject): string {
  if (sameLabels(before, after)) return 'not labeled';
  const from = JSON.stringify(before);
  const to = JSON.stringify(after);
  return !flags.bool('overwrite') && to.length < from.length ? 'unlabeled' : 'labeled';
}

function sameLabels(before: AnyObject, after: AnyObject): boolean {
  // Changed is the object's text: labels that are empty now, where there were none, change it.
  const a = before.metadata.labels;
  if (a === undefined) return false;
  const b = after.metadata.labels ?? {};
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return (
    [...keys].every((key) => a[key] === b[key]) && before.metadata.annotations === after.metadata.annotations
  );
}

function printList(call: Call, object: AnyObject, { field }: Edit, isSingle: boolean): void {
  const at = object.apiVersion.indexOf('/');
  const group = at < 0 ? '' : object.apiVersion.slice(0, at);
  if (!isSingle) call.out(`Listing ${field} for ${object.kind}.${group}/${object.metadata.name}:\n`);
  const map = object.metadata[field] ?? {};
  for (const key of Object.keys(map).sort()) call.out(`${isSingle ? '' : ' '}${key}=${map[key]}\n`);
}
