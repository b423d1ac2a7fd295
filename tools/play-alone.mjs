// One worker of `tools/determinism.ts`: plays each scenario that it is told of as if nothing had been played before it.
//
// Each gets step definitions and an engine of its own, run anew from one compiled script: what a scenario leaves in their
// memory is not there for the next, as in a process of its own, at a tenth of the cost.
// `node tools/play-alone.mjs SCRIPT WORLD-PARAMETERS`, with the places (`features/a.feature:12`), a line each, on standard input.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { runCucumber } from '@cucumber/cucumber/api';

const root = fileURLToPath(new URL('..', import.meta.url));
const [scriptPath, worldParameters] = process.argv.slice(2);
const require = createRequire(import.meta.url);

const script = new Script(`(function (require, module, exports) {${readFileSync(scriptPath, 'utf8')}\n})`, {
  filename: scriptPath,
});
// What cucumber-js is told to load: it runs the script again whenever it is required anew.
const door = join(dirname(scriptPath), `door-${process.pid}.cjs`);
writeFileSync(door, 'globalThis.registerSteps();');
globalThis.registerSteps = () => {
  const module = { exports: {} };
  script.runInThisContext()(require, module, module.exports);
};

async function playAlone(place) {
  delete require.cache[door];
  const { success } = await runCucumber(
    {
      sources: {
        defaultDialect: 'en',
        paths: [place],
        names: [],
        tagExpression: '',
        order: 'defined',
      },
      support: { requireModules: [], requirePaths: [door], importPaths: [], loaders: [] },
      runtime: {
        dryRun: false,
        failFast: false,
        filterStacktraces: true,
        parallel: 0,
        retry: 0,
        retryTagFilter: '',
        strict: true,
        worldParameters: JSON.parse(worldParameters),
      },
      formats: { stdout: 'progress', files: {}, publish: false, options: {} },
    },
    { cwd: root, stdout: process.stdout, stderr: process.stderr },
  );
  if (!success) process.exitCode = 1;
}

for (const place of readFileSync(0, 'utf8').split('\n')) if (place !== '') await playAlone(place);
