// Two hundred explored runs of a rolling update of three replicas at 50 requests a second, as a user waits for them: the
// whole process, less what the same process takes to play the scenario once.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../heap-unit.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FEATURE = 'features/exploration/rolling-update.feature';
const SCENARIO = 'Scenario: Pods that sleep 5 seconds before they stop';
const EXPLORED = 200;
const RUNS = 1;

function timed(runs: number): number {
  const line = readFileSync(join(root, FEATURE), 'utf8')
    .split('\n')
    .findIndex((text) => text.includes(SCENARIO));
  const begun = performance.now();
  const words = ['tools/kubespec.mjs', 'explore', `${FEATURE}:${line + 1}`, '--runs', String(runs)];
  const run = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  });
  if (run.status !== 0) throw new Error(`a run fails:\n${run.stdout}${run.stderr}`);
  return performance.now() - begun;
}

/** A bench line; `msPerRun` is one explored run. */
export function exploreFigure(unitMs: number): object {
  timed(0);
  const ms = median(Array.from({ length: RUNS }, () => timed(EXPLORED) - timed(0)));
  return {
    name: 'explore-200',
    heapUnits: Math.round((ms / unitMs) * 100) / 100,
    ms: Math.round(ms),
    msPerRun: Math.round(ms / EXPLORED),
    heapUnitMs: Math.round(unitMs),
  };
}
