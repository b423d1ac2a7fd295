// Runs the features alone, twice, in another order and with two workers, and compares every scenario's trace byte for
// byte. Prints the first record that differs. `npm run determinism [-- FEATURES …]`
//
// Nothing is explored: only the default run of a scenario writes its trace.

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stepsAsScript } from './bundle.mjs';
import { playedPickles } from './played-pickles.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const cucumber = join(root, 'node_modules/@cucumber/cucumber/bin/cucumber.js');
const features = process.argv.length > 2 ? process.argv.slice(2) : ['features'];
const scratch = mkdtempSync(join(tmpdir(), 'kubespec-determinism-'));

const ALONE_PER_PROCESS = 40;
// These start cucumber-js themselves and leave no traces.
const LEAVING_TRACES = ['--tags', 'not @suites'];
// Explored runs leave no traces: the suite itself explores, here it would be the same four times over.
const WORLD = { explore: { runs: 0 } };

const play = (folder: string, args: readonly string[], format = 'progress'): Promise<string> =>
  start(folder, [
    cucumber,
    ...args,
    ...LEAVING_TRACES,
    ...['--format', format],
    ...['--world-parameters', JSON.stringify(WORLD)],
  ]);

/** Runs a script of Node's, and gives what it prints. @throws what it printed, when it fails */
function start(folder: string, args: readonly string[], input = ''): Promise<string> {
  const env = { ...process.env, KUBESPEC_TRACE: folder, CI: 'true' };
  const child = spawn(process.execPath, args, { cwd: root, env });
  child.stdin.end(input);
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(output))));
  });
}

// Shared out to one process a core, in parts that are small enough for the memory that scenarios leave behind.
async function playAlone(folder: string): Promise<void> {
  const messages = await play(join(scratch, 'dry'), [...features, '--dry-run'], 'message');
  const places = playedPickles(messages).map(({ uri, location }) => `${uri}:${location.line}`);
  const script = join(scratch, 'steps.cjs');
  writeFileSync(script, await stepsAsScript());
  const worker = async (): Promise<void> => {
    while (places.length > 0) {
      const part = places.splice(0, ALONE_PER_PROCESS).join('\n');
      await start(folder, [join(root, 'tools/play-alone.mjs'), script, JSON.stringify(WORLD)], part);
    }
  };
  // Told of at the end: a worker that goes on still writes.
  const ends = await Promise.allSettled(Array.from({ length: availableParallelism() }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

function differences(expected: string, actual: string): string[] {
  const names = [...new Set([...readdirSync(expected), ...readdirSync(actual)])].sort();
  return names.flatMap((name) => {
    const [a, b] = [expected, actual].map((folder) => readLines(join(folder, name)));
    if (a === undefined || b === undefined) return [`${name}: only in one of the runs`];
    const at = a.findIndex((line, i) => line !== b[i]);
    if (at < 0 && a.length === b.length) return [];
    const i = at < 0 ? a.length : at;
    return [`${name}, record ${i + 1}:\n    ${a[i] ?? 'no record'}\n    ${b[i] ?? 'no record'}`];
  });
}

function readLines(file: string): string[] | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

const ways: readonly [string, (folder: string) => Promise<unknown>][] = [
  ['again', (folder) => play(folder, features)],
  ['in another order', (folder) => play(folder, [...features, '--order', 'random:7'])],
  ['with two workers', (folder) => play(folder, [...features, '--parallel', '2'])],
  ['each scenario alone', playAlone],
];

let failed = 0;
try {
  const first = join(scratch, 'first');
  await play(first, features);
  console.log(`${readdirSync(first).length} traces`);
  for (const [name, run] of ways) {
    const folder = join(scratch, name.replaceAll(' ', '-'));
    await run(folder);
    const found = differences(first, folder);
    console.log(`${found.length === 0 ? '✔' : '✖'} ${name}`);
    for (const text of found) console.log(`  ${text}`);
    failed += found.length;
  }
} finally {
  rmSync(scratch, { recursive: true });
}
process.exitCode = failed === 0 ? 0 : 1;
