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
  /** Names of the checks that differ, and what the engine refused or broke on. */
  readonly differing: readonly string[];
  /** The same with both sides. */
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

/** Every `NAME.yaml` with its `NAME.trace.jsonl` in the folder that is wanted. */
export function playTraces(
  folder: string,
  isWanted: (name: string) => boolean = () => true,
  keep?: string,
): TraceResult[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && isWanted(file))
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
  const simulated = join(scratch, `${name}.trace.jsonl`);
  try {
    const [first = ''] = readFileSync(reference, 'utf8').split('\n', 1);
    const { troubles, isEmpty } = simulate(join(folder, `${name}.yaml`), name, first, simulated);
    const { matched, checks, differences } = compare(reference, simulated);
    const texts = differences.map(({ what, detail }) => `${what}: ${detail}`);
    // Of what the engine cannot play at all nothing counts, not even what is empty on both sides.
    return {
      ...{ name, matched: isEmpty ? 0 : matched, of: checks },
      differing: [...troubles, ...differences.map(({ what }) => what)],
      differences: [...troubles, ...texts],
    };
  } catch (error) {
    const problem = [`cannot be compared: ${(error as Error).message}`];
    return { name, matched: 0, of: 0, differing: problem, differences: problem };
  }
}

interface Simulated {
  readonly troubles: readonly string[];
  readonly isEmpty: boolean;
}

function simulate(scenario: string, name: string, firstLine: string, file: string): Simulated {
  try {
    const { start } = JSON.parse(firstLine || '{}') as { start?: string };
    const startMs = Date.parse(start ?? '2025-01-01T00:00:00Z');
    const { lines, troubles } = playScenario(name, readFileSync(scenario, 'utf8'), startMs);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return { troubles, isEmpty: false };
  } catch (error) {
    writeFileSync(file, '');
    return { troubles: [`the engine cannot play it: ${(error as Error).message}`], isEmpty: true };
  }
}
