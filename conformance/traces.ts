// Plays recorded scenarios and counts how many checks of `compare.mjs` agree, leaving out those on which the two real
// runs disagree.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { playScenario } from './scenario.ts';

export interface TraceResult {
  readonly name: string;
  readonly matched: number;
  readonly of: number;
  readonly differences: readonly string[];
}

const COMPARE = fileURLToPath(new URL('./compare.mjs', import.meta.url));

interface Comparison {
  readonly matched: number;
  readonly checks: number;
  readonly differences: readonly { readonly what: string; readonly detail: string }[];
}

function compare(reference: string, simulated: string): Comparison {
  const again = reference.replace(/\.trace\.jsonl$/, '.again.jsonl');
  const args = [COMPARE, reference, simulated, ...(existsSync(again) ? ['--again', again] : []), '--json'];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.stdout === '') throw new Error(`compare.mjs failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as Comparison;
}

/** Every `NAME.yaml` with its `NAME.trace.jsonl` in the folder whose name contains `only`. */
export function playTraces(folder: string, only = '', keep?: string): TraceResult[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && file.includes(only))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
  const scratch = keep ?? mkdtempSync(join(tmpdir(), 'kubespec-conformance-'));
  try {
    return names.map((name) => playOne(folder, name, scratch));
  } finally {
    if (keep === undefined) rmSync(scratch, { recursive: true });
  }
}

function playOne(folder: string, name: string, scratch: string): TraceResult {
  const reference = join(folder, `${name}.trace.jsonl`);
  const [first = '{}'] = readFileSync(reference, 'utf8').split('\n', 1);
  const { start } = JSON.parse(first) as { start?: string };
  const simulated = join(scratch, `${name}.trace.jsonl`);
  let failure: string | undefined;
  try {
    const yaml = readFileSync(join(folder, `${name}.yaml`), 'utf8');
    writeFileSync(
      simulated,
      `${playScenario(name, yaml, Date.parse(start ?? '2025-01-01T00:00:00Z')).join('\n')}\n`,
    );
  } catch (error) {
    failure = `the engine stopped: ${(error as Error).message}`;
    writeFileSync(simulated, '');
  }
  // What the engine cannot play at all is compared with an empty trace, and nothing of it counts.
  const { matched, checks, differences } = compare(reference, simulated);
  const texts = differences.map(({ what, detail }) => `${what}: ${detail}`);
  return failure === undefined
    ? { name, matched, of: checks, differences: texts }
    : { name, matched: 0, of: checks, differences: [failure] };
}
