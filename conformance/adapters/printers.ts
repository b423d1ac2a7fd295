// Rows of `kubectl get`, and ages. The table prints numbers as numbers, and some rows have more cells than columns: upstream
// leaves out what is for `-o wide` by its column, so cells beyond the columns are not compared.

import { toStorageForm } from '../../engine/api/conversion.ts';
import { humanDuration, shortHumanDuration } from '../../engine/api/duration/human-duration.ts';
import type { PrintContext } from '../../engine/api/kind.ts';
import { kindByName } from '../../engine/api/kinds/index.ts';
import type { AnyObject } from '../../engine/api/objects.ts';
import { clonePlain, equalPlain } from '../../engine/api/plain.ts';
import { UNSTORED_PRINTERS } from '../../engine/api/printing/unstored-printers.ts';
import { parseTime } from '../../engine/api/time.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

interface Printed {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

const VERSION = versionProfile(20);

function printRow({ object, wide, now }: TableCase['input']): Printed {
  const context: PrintContext = { version: VERSION, nowEpochMs: parseTime(now), wide };
  const traits = kindByName(object.kind);
  const printer = traits === undefined ? UNSTORED_PRINTERS[object.kind] : traits.printer;
  if (printer === undefined) throw new Error(`no printer for ${object.kind}`);
  let shown = clonePlain(object) as AnyObject;
  if (traits !== undefined) {
    shown = clonePlain(toStorageForm(traits, shown));
    traits.setDefaults?.(shown, context);
  }
  const columns = printer.columns(context);
  const isShown = columns.map((column) => wide || column.wide !== true);
  return {
    columns: columns.filter((_, i) => isShown[i]).map(({ name }) => name),
    rows: [printer.cells(shown, context).filter((_, i) => isShown[i])],
  };
}

function samePrinted(actual: Printed, expected: Printed): boolean {
  const shown = expected.rows.map((cells) => cells.slice(0, expected.columns.length).map(String));
  return equalPlain(
    { columns: actual.columns, rows: actual.rows },
    { columns: expected.columns, rows: shown },
  );
}

export const adapter: TableAdapter = {
  topics: ['printers'],
  run: ({ fn = '', input }) => {
    if (fn.startsWith('printRow/')) return printRow(input);
    const ms = input.seconds * 1000;
    return { human: humanDuration(ms), short: shortHumanDuration(ms) };
  },
  matches: (actual, expected, { fn = '' }) =>
    fn.startsWith('printRow/')
      ? samePrinted(actual as Printed, expected as Printed)
      : equalPlain(actual, expected),
};
