// The printers of `kubectl get -o`: those of all verbs, and custom columns.
// Source: kubectl v0.32.0 pkg/cmd/get/get_flags.go, ToPrinter; customcolumn_flags.go.

import type { Call } from '../command/call.ts';
import { textFailure } from '../failure.ts';
import { parseColumns, parseColumnsTemplate, printColumns } from '../output/custom-columns.ts';
import { dataPrinter, namePrinter, noSuchFormat, type Printable, type Printer } from '../output/printer.ts';

/** The printer of anything but a table. @throws CommandFailure  no such format */
export function printerOf(call: Call): Printer {
  const { flags, session } = call;
  const data = dataPrinter(call);
  if (data !== undefined) return data;
  const output = flags.string('output');
  if (output === 'name') return namePrinter('');
  const [format = '', ...rest] = output.split('=');
  const spec = rest.join('=');
  if (format !== 'custom-columns' && format !== 'custom-columns-file') throw noSuchFormat(output);
  let columns: ReturnType<typeof parseColumns>;
  if (format === 'custom-columns') columns = parseColumns(spec);
  else {
    const text = session.files.get(spec);
    if (text === undefined)
      throw textFailure(`error reading template ${spec}, open ${spec}: no such file or directory\n`);
    columns = parseColumnsTemplate(text);
  }
  return (object) => printColumns(columns, itemsOf(object), flags.bool('no-headers'));
}

const itemsOf = (object: Printable): readonly unknown[] =>
  Array.isArray(object.items) ? object.items : [object];
