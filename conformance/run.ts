// `npm run conformance -- [--tables DIR] [--traces DIR] [--only TEXT] [--verbose] [--json]`

import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { TableAdapter } from './adapter.ts';
import { playTables } from './tables.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const { values } = parseArgs({
  options: {
    tables: { type: 'string' },
    traces: { type: 'string' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

async function loadAdapters(): Promise<TableAdapter[]> {
  const folder = here('./adapters/');
  const files = readdirSync(folder)
    .filter((f) => f.endsWith('.ts'))
    .sort();
  const modules = await Promise.all(files.map((f) => import(pathToFileURL(`${folder}${f}`).href)));
  return modules.map((m: { adapter: TableAdapter }) => m.adapter);
}

const tables = playTables(values.tables ?? here('./tables'), await loadAdapters(), values.only);
if (values.json) {
  console.log(
    JSON.stringify({
      tables: Object.fromEntries(tables.map((t) => [t.file, { matched: t.matched, of: t.of }])),
      traces: {},
    }),
  );
} else {
  for (const table of tables) {
    const shown = values.verbose ? table.differences : table.differences.slice(0, 3);
    for (const d of shown) {
      console.log(
        `  differs ${d.id}\n    expected ${JSON.stringify(d.expected)}\n    actual   ${JSON.stringify(d.actual)}`,
      );
    }
    console.log(`${table.file} matched ${table.matched} of ${table.of}`);
  }
}
