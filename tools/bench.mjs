// `npm run bench`: bench/run.ts as one file, which is how the engine runs under cucumber-js too. A loader that compiles
// each module by itself names every function anew whenever it is made, and a tenth of the time would be that.

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ownPlace } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = join(root, 'node_modules/.cache/kubespec-bench/run.mjs');

mkdirSync(dirname(outfile), { recursive: true });
await build({
  entryPoints: [join(root, 'bench/run.ts')],
  absWorkingDir: root,
  plugins: [ownPlace(/bench[/\\]figures[/\\](suite|explore-200)\.ts$/)],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outfile,
  logLevel: 'error',
});
// The largest cluster takes more memory than Node allows by itself.
const options = [...process.execArgv, '--max-old-space-size=16384'];
const { status } = spawnSync(process.execPath, [...options, outfile, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
