// `npm run conformance -- [--tables DIR] [--traces DIR] [--only TEXT] [--verbose] [--json] [--keep DIR]`
//
// Without folders, the project's own. With one of them, only that one. `--only` takes parts of names, separated by commas.
// `--keep` leaves the simulated traces in DIR.

import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadAdapters } from './adapters.ts';
import { playTables, type TableResult } from './tables.ts';
import type { TraceResult } from './traces.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** How many differences of a file are shown unless all are asked for. */
const DIFFERENCES_SHOWN = 3;

const { values } = parseArgs({
  options: {
    tables: { type: 'string' },
    traces: { type: 'string' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
});

function print(
  name: string,
  { matched, of }: { matched: number; of: number },
  differences: readonly string[],
): void {
  const shown = values.verbose ? differences : differences.slice(0, DIFFERENCES_SHOWN);
  for (const text of shown) console.log(`  differs  ${text}`);
  console.log(`${name} matched ${matched} of ${of}`);
}

const showTable = ({ id, expected, actual }: TableResult['differences'][number]): string =>
  `${id}\n    expected  ${JSON.stringify(expected)}\n    actual    ${JSON.stringify(actual)}`;

function folderOf(given: string | undefined, other: string | undefined, own: string): string | undefined {
  return given ?? (other === undefined ? here(own) : undefined);
}

const count = ({ matched, of }: { matched: number; of: number }): { matched: number; of: number } => ({
  matched,
  of,
});

function fail(message: string): never {
  console.error(`conformance: ${message}`);
  process.exit(1);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const parts = values.only.split(',').map((part) => part.trim());
const isWanted = (name: string): boolean => parts.some((part) => name.includes(part));

for (const option of ['tables', 'traces'] as const) {
  const folder = values[option];
  if (folder !== undefined && !isFolder(folder)) fail(`--${option}: "${folder}" is no folder`);
}
if (values.keep !== undefined) mkdirSync(values.keep, { recursive: true });
const tableFolder = folderOf(values.tables, values.traces, './tables');
const traceFolder = folderOf(values.traces, values.tables, './traces');
const traceFolders =
  traceFolder === undefined
    ? []
    : [traceFolder, ...(values.traces === undefined ? [here('./recorded')] : [])];
const tables: TableResult[] =
  tableFolder === undefined ? [] : playTables(tableFolder, await loadAdapters(), isWanted);
// The engine as a whole is loaded only where traces are played.
const traces: TraceResult[] = [];
for (const folder of traceFolders) {
  const { playTraces } = await import('./traces.ts');
  traces.push(...playTraces(folder, isWanted, values.keep));
}
if (tables.length + traces.length === 0) {
  const folders = [tableFolder, ...traceFolders].filter((folder) => folder !== undefined).join(' and ');
  if (values.only !== '') fail(`nothing in ${folders} is named like "${values.only}"`);
  console.error(`conformance: ${folders}: no tables (*.json), no traces (*.yaml with *.trace.jsonl)`);
}
if (values.json) {
  const byFile = Object.fromEntries(tables.map((table) => [table.file, count(table)]));
  const byName = Object.fromEntries(traces.map((trace) => [trace.name, count(trace)]));
  console.log(JSON.stringify({ tables: byFile, traces: byName }));
} else {
  for (const table of tables) {
    const problem = table.problem === undefined ? [] : [table.problem];
    print(table.file, table, [...problem, ...table.differences.map(showTable)]);
  }
  for (const trace of traces) print(trace.name, trace, trace.differences);
}
