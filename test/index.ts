// The one entry of the unit and property tests: a single process is twenty times faster than one a file.
// Every `*.test.ts` under engine, steps, reports, test and conformance is imported.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const only = process.argv.slice(2);

function testFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

const files = ['engine', 'steps', 'reports', 'test', 'conformance', 'bench'].flatMap(testFiles).sort();
for (const file of files) {
  if (only.length === 0 || only.some((part) => file.includes(part))) await import(pathToFileURL(file).href);
}
