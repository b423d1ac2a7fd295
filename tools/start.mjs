// `npm start [-- cucumber options]`: runs the specification and writes reports/out/index.html.

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cucumber = `${root}node_modules/@cucumber/cucumber/bin/cucumber.js`;
const given = process.argv.slice(2);
const hasPath = given.some(
  (arg) => arg.endsWith('.feature') || arg.includes('.feature:') || arg.startsWith('features'),
);

mkdirSync(`${root}reports/out`, { recursive: true });
const args = [...(hasPath ? [] : ['features']), ...given];
const report = ['--format', '"./reports/html.mjs":"reports/out/index.html"'];
const run = spawnSync(process.execPath, [cucumber, ...args, ...report], { cwd: root, stdio: 'inherit' });
console.log('\nreport  reports/out/index.html');
process.exitCode = run.status ?? 1;
