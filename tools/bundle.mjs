// What cucumber-js loads of this project, the step definitions and the formatters, each with everything under it as one
// file: read one by one, their 700 modules take longer to load than a whole suite takes to run, and Node 20 would need a
// loader for TypeScript first. The files are made anew whenever a source has changed.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/kubespec');
const SOURCES = ['engine', 'reports', 'steps'];
const STEPS = 'steps';
// A file of its own, so that the one with the step definitions is small: cucumber-js asks where each of them stands, and
// the source map of that file is read for it.
const ENGINE = 'engine';
const ENGINE_DOOR = join(root, 'engine/index.ts');
const KEPT_MS = 600_000;
// The files that look for the sources of the page, and for the documentation of the API.
const LOOKS_AROUND = /(bundle-page|api-documentation)\.ts$/;
const FORMATTERS = ['html', 'json-lines', 'junit', 'terminal'];

function filesOf(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Changes whenever a source, or this file, is added, removed or written. */
function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of [...files, fileURLToPath(import.meta.url)]) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

// All of steps/ as one module.
const allSteps = {
  name: 'all steps',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^all-steps$/ }, () => ({ path: STEPS, namespace: 'all-steps' }));
    onLoad({ filter: /.*/, namespace: 'all-steps' }, () => ({
      contents: filesOf(STEPS)
        .map((file) => `import ${JSON.stringify(file)};`)
        .join('\n'),
      resolveDir: root,
    }));
  },
};

/** For sources that look for files beside themselves, wherever the bundle lies. */
export const ownPlace = (filter) => ({
  name: 'own place',
  setup({ onLoad }) {
    onLoad({ filter }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: 'ts',
    }));
  },
});

// Written beside and moved into place, so that two processes may do it at one time.
async function bundle(folder) {
  const { build } = await import('esbuild');
  const formatters = FORMATTERS.map((name) => [name, join(root, `reports/${name}/formatter.ts`)]);
  const { outputFiles } = await build({
    entryPoints: { [STEPS]: 'all-steps', [ENGINE]: ENGINE_DOOR, ...Object.fromEntries(formatters) },
    absWorkingDir: root,
    plugins: [allSteps, ownPlace(LOOKS_AROUND)],
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    write: false,
    logLevel: 'error',
  });
  const scratch = `${folder}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  for (const { path, contents } of outputFiles)
    writeFileSync(join(scratch, path.slice(dirname(path).length)), contents);
  try {
    renameSync(scratch, folder);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(folder)) throw error;
    rmSync(scratch, { recursive: true });
  }
  removeOld();
}

// Not at once: other processes may still read them.
function removeOld() {
  const before = Date.now() - KEPT_MS;
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (statSync(path, { throwIfNoEntry: false })?.mtimeMs < before)
      rmSync(path, { recursive: true, force: true });
  }
}

/**
 * The step definitions and all under them as the text of one CommonJS script; cucumber-js is required from outside.
 *
 * @throws what esbuild says of a source that it cannot read
 */
export async function stepsAsScript() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: ['all-steps'],
    absWorkingDir: root,
    plugins: [allSteps, ownPlace(LOOKS_AROUND)],
    bundle: true,
    external: ['@cucumber/*', 'esbuild', 'preact'],
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

let place;

/**
 * The module of that name: `steps`, or a formatter's folder in reports/.
 *
 * @throws what esbuild says of a source that it cannot read
 */
export async function bundled(name) {
  process.setSourceMapsEnabled(true);
  // Node 22 and newer keep what they compiled for the next run.
  nodeModule.enableCompileCache?.(join(cache, 'code'));
  place ??= join(cache, fingerprint(SOURCES.flatMap(filesOf)));
  if (!existsSync(place)) await bundle(place);
  return import(pathToFileURL(join(place, `${name}.mjs`)).href);
}
