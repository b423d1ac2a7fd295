// What `kubectl explain` reads: the documentation of the API, from its file when it is first asked for.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../engine/api/openapi/documentation.generated.txt', import.meta.url));

export const apiDocumentation = (): string => readFileSync(FILE, 'utf8');
