// The project's own features as a whole process, against the same number of empty scenarios and steps.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { playedPickles } from '../../tools/played-pickles.ts';
import { median } from '../heap-unit.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cucumber = join(root, 'node_modules/@cucumber/cucumber/bin/cucumber.js');
const RUNS = 3;
// These start cucumber-js themselves, which is no work of the suite's.
const OWN = ['features', '--tags', 'not @suites'];

interface Counted {
  readonly scenarios: number;
  readonly steps: number;
}

function timed(folder: string, args: readonly string[]): number {
  const begun = performance.now();
  const run = spawnSync(process.execPath, [cucumber, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  });
  if (run.status !== 0) throw new Error(`the suite fails:\n${run.stdout}${run.stderr}`);
  return performance.now() - begun;
}

function countOwn(scratch: string): Counted {
  const messages = join(scratch, 'messages.ndjson');
  spawnSync(process.execPath, [cucumber, ...OWN, '--dry-run', '--format', `message:${messages}`], {
    cwd: root,
  });
  const pickles = playedPickles(readFileSync(messages, 'utf8'));
  const steps = pickles.reduce((sum, pickle) => sum + pickle.steps.length, 0);
  return { scenarios: pickles.length, steps };
}

// A project with one step definition that does nothing, and as many scenarios and steps.
function emptyProject(scratch: string, { scenarios, steps }: Counted): string {
  const folder = join(scratch, 'empty');
  mkdirSync(join(folder, 'features'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(
    join(folder, 'steps.mjs'),
    "import { Given } from '@cucumber/cucumber';\nGiven('nothing', () => {});\n",
  );
  const lines = ['Feature: Nothing'];
  for (let i = 0; i < scenarios; i += 1) {
    lines.push(`  Scenario: ${i}`);
    const own = Math.floor((steps * (i + 1)) / scenarios) - Math.floor((steps * i) / scenarios);
    for (let j = 0; j < own; j += 1) lines.push('    Given nothing');
  }
  writeFileSync(join(folder, 'features/empty.feature'), lines.join('\n'));
  return folder;
}

/** A bench line with `ratio`: the suite's time over the empty one's. */
export function suiteFigure(unitMs: number): object {
  const scratch = mkdtempSync(join(tmpdir(), 'kubespec-bench-'));
  try {
    const counted = countOwn(scratch);
    const empty = emptyProject(scratch, counted);
    const own: number[] = [];
    const floor: number[] = [];
    for (let i = 0; i < RUNS; i += 1) {
      own.push(timed(root, [...OWN, '--format', 'progress']));
      floor.push(timed(empty, ['features', '--import', 'steps.mjs', '--format', 'progress']));
    }
    const ms = median(own);
    const ratio = Math.round((ms / median(floor)) * 100) / 100;
    return {
      name: 'suite',
      heapUnits: Math.round((ms / unitMs) * 100) / 100,
      ms: Math.round(ms),
      ratio,
      ...counted,
    };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
