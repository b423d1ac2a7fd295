// Writes engine/api/openapi/documentation.generated.txt: what `kubectl explain` says of every built-in kind.
//
//   node --import tsx tools/generate-documentation.ts            writes the file
//   node --import tsx tools/generate-documentation.ts --verify   fails if the file is not what would be written

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { documentationText } from './documentation/documentation-text.ts';

const TARGET = fileURLToPath(new URL('../engine/api/openapi/documentation.generated.txt', import.meta.url));

const text = documentationText();
if (!process.argv.includes('--verify')) {
  writeFileSync(TARGET, text);
  console.log(`${text.length} bytes`);
} else if (readFileSync(TARGET, 'utf8') !== text) {
  console.error(
    'documentation.generated.txt is out of date: run node --import tsx tools/generate-documentation.ts',
  );
  process.exitCode = 1;
}
