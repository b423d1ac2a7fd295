// `kubectl get`: tables, or the objects themselves. Watching: get-watch.ts.
// Source: kubectl v0.32.0 pkg/cmd/get/get.go, get_flags.go, humanreadable_flags.go.

import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  ALL_NAMESPACES_FLAG,
  CHUNK_SIZE_FLAG,
  FIELD_SELECTOR_FLAG,
  FILE_FLAGS,
  PRINT_FLAGS,
  SELECTOR_FLAG,
  SUBRESOURCE_FLAG,
} from '../command/global-flags.ts';
import { CommandFailure, type Failure, textFailure, throwAll } from '../failure.ts';
import type { Printable, Printer } from '../output/printer.ts';
import { sortBy } from '../output/sort-by.ts';
import { notSimulated } from '../refusal.ts';
import { type Found, findInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { rawAnswer } from '../resource/raw-paths.ts';
import { scaleInfo } from '../resource/scale-object.ts';
import { tableOf } from '../tables.ts';
import { printerOf } from './get-printer.ts';
import { watchAndPrint } from './get-watch.ts';

export const get: Command = {
  name: 'get',
  suggestFor: ['list', 'ps'],
  flags: [
    ...FILE_FLAGS,
    ...PRINT_FLAGS,
    ALL_NAMESPACES_FLAG,
    CHUNK_SIZE_FLAG,
    FIELD_SELECTOR_FLAG,
    SELECTOR_FLAG,
    SUBRESOURCE_FLAG,
    { name: 'ignore-not-found', type: 'bool' },
    { name: 'label-columns', short: 'L', type: 'strings' },
    { name: 'no-headers', type: 'bool' },
    { name: 'output-watch-events', type: 'bool' },
    { name: 'raw', type: 'string' },
    { name: 'server-print', type: 'bool', value: 'true' },
    { name: 'show-kind', type: 'bool' },
    { name: 'show-labels', type: 'bool' },
    { name: 'sort-by', type: 'string' },
    { name: 'watch', short: 'w', type: 'bool' },
    { name: 'watch-only', type: 'bool' },
  ],
  run,
};

function* run(call: Call): Routine<void> {
  const { flags, args } = call;
  if (flags.string('raw') !== '') {
    checkRaw(call);
    return yield* rawAnswer(call, flags.string('raw'));
  }
  const isWatch = flags.bool('watch') || flags.bool('watch-only');
  if (!isWatch && args.length === 0 && !call.hasFiles) throw missingResource(call);
  check(call, isWatch);
  if (isWatch) return yield* watchAndPrint(call);
  const format = flags.string('output');
  const isTable = (format === '' && flags.string('template') === '') || format === 'wide';
  const printer = isTable ? undefined : printerOf(call);
  const found = ofSubresource(call, findInfos(call, { args, allowEmptySelector: true, latest: true }));
  const failures = withoutMissing(call, found.failures);
  if (printer === undefined) printTables(call, found, failures);
  else printObjects(call, found, failures, printer);
}

// The status of an object is read as the object; its scale is an object of its own.
function ofSubresource({ flags }: Call, found: Found): Found {
  const subresource = flags.string('subresource');
  if (subresource === '') return found;
  if (found.lists.length > 0)
    throw textFailure('subresource cannot be used when bulk resources are specified');
  if (subresource === 'status') return found;
  if (subresource !== 'scale')
    notSimulated(`kubectl get --subresource=${subresource}`, 'get the object itself');
  return { ...found, infos: found.infos.map(scaleInfo) };
}

// Source: get.go, Validate.
function checkRaw({ flags, args }: Call): void {
  if (flags.bool('watch') || flags.bool('watch-only') || flags.string('selector') !== '')
    throw textFailure(
      '--raw may not be specified with other flags that filter the server request or alter the output',
    );
  if (flags.string('output') !== '') throw textFailure('--raw and --output are mutually exclusive');
  if (args.length > 0) throw textFailure('arguments may not be passed when --raw is specified');
}

function missingResource(call: Call): Error {
  call.err(
    'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
  );
  return call.usage(
    'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
  );
}

function check({ flags, err }: Call, isWatch: boolean): void {
  if (flags.bool('watch') && flags.string('sort-by') !== '') {
    err('warning: --watch requested, --sort-by will be ignored for watch events received\n');
  }
  const format = flags.string('output');
  if (flags.bool('show-labels') && format !== '' && format !== 'wide') {
    throw textFailure(`--show-labels option cannot be used with ${format} printer`);
  }
  if (flags.bool('output-watch-events') && !isWatch) {
    throw textFailure('--output-watch-events option can only be used with --watch or --watch-only');
  }
}

function withoutMissing({ flags }: Call, failures: readonly Failure[]): readonly Failure[] {
  if (!flags.bool('ignore-not-found')) return failures;
  return failures.filter((failure) => failure.kind !== 'status' || failure.status.reason !== 'NotFound');
}

function printObjects(
  call: Call,
  { infos, isSingle }: Found,
  failures: readonly Failure[],
  print: Printer,
): void {
  if (isSingle) throwAll(failures);
  if (infos.length === 0 && call.flags.bool('ignore-not-found')) return throwAll(failures);
  const field = call.flags.string('sort-by');
  if (isSingle && infos.length === 1) call.out(print(objectOf(infos[0]!) as Printable));
  else {
    const objects = infos.map(objectOf);
    const items = field === '' || objects.length === 0 ? objects : sortBy(field, objects, (object) => object);
    call.out(print({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }));
  }
  throwAll(failures);
}

function printTables(call: Call, found: Found, failures: readonly Failure[]): void {
  const { flags } = call;
  const { infos, lists } = found;
  checkSortable(call, found);
  const groups = groupByKind(infos);
  const kinds = [...lists, ...infos].map(({ mapping }) => mapping);
  const withKind =
    flags.bool('show-kind') || new Set(kinds.map(({ kind, group }) => `${group}/${kind}`)).size > 1;
  let isFirst = true;
  // Once a table of the command had the column, those after it have it too: the printers share their flags.
  let withNamespace = false;
  for (const group of groups) {
    withNamespace ||= flags.bool('all-namespaces') && group[0]?.mapping.namespaced === true;
    const table = tableOf(call, sorted(call, group), withKind, { withNamespace });
    if (table === '') continue;
    call.out(`${isFirst || flags.bool('no-headers') ? '' : '\n'}${table}`);
    isFirst = false;
  }
  if (isFirst && failures.length === 0 && !flags.bool('ignore-not-found')) {
    const isOfNamespace = !flags.bool('all-namespaces') && kinds.every(({ namespaced }) => namespaced);
    call.err(isOfNamespace ? `No resources found in ${call.namespace} namespace.\n` : 'No resources found\n');
  }
  throwAll(failures);
}

// What the server answers with is a table for each list and each name. The rows of one are sorted, and where that
// fails it is not printed; several are themselves what is to be sorted, and a table has none of its rows' fields.
// Source: get.go, RuntimeSorter.Sort, SortObjects; TablePrinter, whose error is dropped.
function sorted({ flags }: Call, infos: readonly Info[]): readonly Info[] {
  const field = flags.string('sort-by');
  if (field === '') return infos;
  try {
    return sortBy(field, infos, objectOf);
  } catch (error) {
    if (error instanceof CommandFailure) return [];
    throw error;
  }
}

const TABLE = { apiVersion: 'meta.k8s.io/v1', columnDefinitions: [], kind: 'Table', metadata: {}, rows: [] };

function checkSortable({ flags }: Call, { infos, lists }: Found): void {
  const field = flags.string('sort-by');
  const tables = lists.length > 0 ? lists.length : infos.length;
  if (field !== '' && tables > 1) sortBy(field, [TABLE], (table) => table);
}

// One table for each run of things of one kind.
function groupByKind(infos: readonly Info[]): Info[][] {
  const groups: Info[][] = [];
  for (const info of infos) {
    const last = groups.at(-1);
    if (
      last?.[0]?.mapping.kind === info.mapping.kind &&
      last[0].mapping.apiVersion === info.mapping.apiVersion
    )
      last.push(info);
    else groups.push([info]);
  }
  return groups;
}
