// Writes engine/api/schema/schema.generated.ts: the fields of every built-in kind, old group/versions included.
//
//   node --import tsx tools/generate-schema.ts            writes the file
//   node --import tsx tools/generate-schema.ts --verify   fails if the file is not what would be written

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { schemaTableText } from './schema/table-text.ts';

const TARGET = fileURLToPath(new URL('../engine/api/schema/schema.generated.ts', import.meta.url));

const text = schemaTableText();
if (!process.argv.includes('--verify')) {
  writeFileSync(TARGET, text);
  console.log(`${text.length} bytes`);
} else if (readFileSync(TARGET, 'utf8') !== text) {
  console.error('schema.generated.ts is out of date: run node --import tsx tools/generate-schema.ts');
  process.exitCode = 1;
}
