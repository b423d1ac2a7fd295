// Tables of things, as `get` shows them. The columns of each kind and their layout: print/table.ts.

import { toStorageForm } from '../api/conversion.ts';
import type { KindTraits } from '../api/kind.ts';
import { since } from '../api/printing/age.ts';
import type { Call } from './command/call.ts';
import { printTable, type TableOptions } from './print/table.ts';
import { groupKind, type Info, objectOf } from './resource/info.ts';

// What kubectl prints by itself, where the server is not to make the table.
// Source: cli-runtime v0.32 pkg/printers/tableprinter.go, statusHandlerEntry, defaultHandlerEntry: a name and an age.
const asKnownToAll = (traits: KindTraits): KindTraits => ({
  ...traits,
  printer: {
    columns: () => [{ name: 'Name' }, { name: 'Age' }],
    cells: ({ metadata }, context) => [metadata.name, since(metadata.creationTimestamp, context)],
  },
});

/** The table of things of one kind; empty where there are none. */
export function tableOf(
  call: Call,
  infos: readonly Info[],
  withKind: boolean,
  {
    noHeaders = call.flags.bool('no-headers'),
    withNamespace = call.flags.bool('all-namespaces') && infos[0]?.mapping.namespaced === true,
    ...rest
  }: Pick<TableOptions, 'eventType' | 'noHeaders' | 'widths' | 'withNamespace'> = {},
): string {
  const [first] = infos;
  if (first === undefined) return '';
  const { flags, session } = call;
  const traits =
    flags.has('server-print') && !flags.bool('server-print')
      ? asKnownToAll(first.mapping.traits)
      : first.mapping.traits;
  const objects = infos.map((info) => toStorageForm(traits, objectOf(info)));
  return printTable(traits, objects, {
    version: session.version,
    nowEpochMs: session.kernel.nowEpochMs,
    wide: flags.string('output') === 'wide',
    ...rest,
    noHeaders,
    withNamespace,
    ...(withKind ? { kindPrefix: groupKind(objectOf(first)) } : {}),
    labelColumns: flags.list('label-columns'),
    showLabels: flags.bool('show-labels'),
  });
}
