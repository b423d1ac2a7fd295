// Loads the step definitions with everything under them as one file: read one by one, their 700 modules take longer to
// load than a whole suite takes to run. The file is made anew whenever a source has changed.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/kubespec');
const SOURCES = ['engine', 'reports', 'steps'];

function filesOf(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Changes whenever a source is added, removed or written. */
function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

// Written beside and moved into place, so that two processes may do it at one time.
async function bundle(outfile) {
  const { build } = await import('esbuild');
  const steps = filesOf('steps').map((file) => `import ${JSON.stringify(file)};`);
  const { outputFiles } = await build({
    stdin: { contents: steps.join('\n'), resolveDir: root, loader: 'ts' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    outfile,
    write: false,
    logLevel: 'error',
  });
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache))
    if (old.startsWith('steps-')) rmSync(join(cache, old), { force: true });
  for (const { path, contents } of outputFiles) {
    const scratch = `${path}.${process.pid}`;
    writeFileSync(scratch, contents);
    renameSync(scratch, path);
  }
}

process.setSourceMapsEnabled(true);
const outfile = join(cache, `steps-${fingerprint(SOURCES.flatMap(filesOf))}.mjs`);
if (!existsSync(outfile)) await bundle(outfile);
await import(pathToFileURL(outfile).href);
