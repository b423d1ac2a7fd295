// The table of things of one kind, as `kubectl get` prints it.
//
// What the cells say is the server's: the kind's printer, else a default table. How they are laid out is kubectl's.
// Source: cli-runtime v0.32 pkg/printers/tableprinter.go, decorateTable, printTable; kubernetes v1.20.2
// staging/src/k8s.io/apiserver/pkg/registry/rest/table.go.

import type { KindTraits, PrintContext, Printer } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import { formatLabels } from '../../api/selectors/label-selector.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { escapeTerminal, layoutTabs, TABLE_TABS } from './tab-writer.ts';

export interface TableOptions {
  readonly version: VersionProfile;
  /** Milliseconds since the Unix epoch. */
  readonly nowEpochMs: number;
  /** `-o wide`. Default false. */
  readonly wide?: boolean;
  /** Default false. */
  readonly noHeaders?: boolean;
  /** `-A`: a column NAMESPACE comes first. Default false. */
  readonly withNamespace?: boolean;
  /** Of a watch: a column EVENT comes before all others, for example `ADDED`. */
  readonly eventType?: string;
  /** Put before names, for example `deployment.apps`. Default: names stand alone. */
  readonly kindPrefix?: string;
  /** `-L`: a column for each label. */
  readonly labelColumns?: readonly string[];
  /** Default false. */
  readonly showLabels?: boolean;
  /** Widths that the columns had in the tables before, in characters; widened by this one. */
  readonly widths?: number[];
}

// For kinds without a printer.
const DEFAULT_PRINTER: Printer = {
  columns: () => [{ name: 'Name' }, { name: 'Created At' }],
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp],
};

/**
 * @param objects in storage form, already sorted
 * @returns lines, each ended by a newline; empty for no objects
 */
export function printTable(
  { printer = DEFAULT_PRINTER }: Pick<KindTraits, 'printer'>,
  objects: readonly AnyObject[],
  options: TableOptions,
): string {
  if (objects.length === 0) return '';
  const { version, nowEpochMs, wide = false, withNamespace = false } = options;
  const { labelColumns = [], showLabels = false, kindPrefix, eventType, noHeaders = false } = options;
  const context: PrintContext = { version, nowEpochMs, wide };
  const columns = printer.columns(context);
  const nameColumn = kindPrefix === undefined ? -1 : columns.findIndex(({ name }) => name === 'Name');
  const isShown = columns.map((column) => wide || column.wide !== true);
  const rows = objects.map((object) => {
    const { namespace = '', labels = {} } = object.metadata;
    const cells = printer
      .cells(object, context)
      .map((cell, i) => (i === nameColumn ? `${kindPrefix}/${cell}` : cell));
    return [
      ...(eventType === undefined ? [] : [eventType]),
      ...(withNamespace ? [namespace] : []),
      ...cells.filter((_, i) => isShown[i]),
      ...labelColumns.map((key) => labels[key] ?? ''),
      ...(showLabels ? [formatLabels(labels)] : []),
    ].map(firstLine);
  });
  const header = [
    ...(eventType === undefined ? [] : ['Event']),
    ...(withNamespace ? ['Namespace'] : []),
    ...columns.filter((_, i) => isShown[i]).map(({ name }) => name),
    ...labelColumns.map((key) => key.slice(key.lastIndexOf('/') + 1)),
    ...(showLabels ? ['Labels'] : []),
  ].map((name) => name.toUpperCase());
  const lines = noHeaders ? rows : [header, ...rows];
  return layoutTabs(lines.map((cells) => `${cells.join('\t')}\n`).join(''), TABLE_TABS, options.widths);
}

// A cell is one line: the rest of a longer text is left out.
function firstLine(cell: string): string {
  const end = cell.search(/[\f\n\r]/);
  return end < 0 ? escapeTerminal(cell) : `${escapeTerminal(cell.slice(0, end))}...`;
}
