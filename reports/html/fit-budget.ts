// Chooses how much of each trace goes into the report, so that it stays within its budget: failed scenarios first,
// then those tagged `@keep`, then the others while there is room.

import { gzipSync } from 'node:zlib';
import { decodeTrace } from '../model/decode.ts';
import { encodeTrace } from '../model/encode.ts';
import { reduceDetail } from '../model/reduce-detail.ts';
import { shareValues } from '../model/share-values.ts';
import type { Detail, TraceBlock } from '../model/trace-block.ts';
import type { ScenarioResult } from '../run/run-result.ts';

export interface FittedTraces {
  /** Text of the values that all share, and of the blocks, in the order of the scenarios that have one. */
  readonly shared: string;
  readonly blocks: readonly { readonly scenario: string; readonly detail: Detail; readonly text: string }[];
}

/** Gzip, base64: the same input gives the same text. */
export function packed(value: unknown): string {
  const zipped = gzipSync(JSON.stringify(value), { level: 6 });
  // Byte 9 of the header names the operating system.
  zipped[9] = 255;
  return zipped.toString('base64');
}

interface Choice {
  readonly scenario: ScenarioResult;
  detail: Detail;
}

const LADDER: readonly Detail[] = ['full', 'panels', 'inputs'];

/** @param budgetBytes for all traces together */
export function fitBudget(scenarios: readonly ScenarioResult[], budgetBytes: number): FittedTraces {
  const choices = scenarios
    .filter((scenario) => scenario.trace !== undefined)
    .map((scenario): Choice => ({ scenario, detail: 'full' }));
  let fitted = pack(choices);
  // Sharing makes sizes depend on one another, so a choice made from single sizes may still be a little too large.
  for (let share = 0.95; sizeOf(fitted) > budgetBytes && share > 0.05; share -= 0.15) {
    choose(choices, fitted, budgetBytes * share);
    fitted = pack(choices);
  }
  return fitted;
}

const sizeOf = ({ shared, blocks }: FittedTraces): number =>
  blocks.reduce((sum, { text }) => sum + text.length, shared.length);

// Everyone gets the lowest step of the ladder; what is left lifts scenarios, the most wanted first, as far as it goes.
function choose(choices: readonly Choice[], fitted: FittedTraces, bytes: number): void {
  const sizes = choices.map((choice) =>
    LADDER.map((detail) => packed(blockOf(choice.scenario, detail)).length),
  );
  let left = bytes - fitted.shared.length - sizes.reduce((sum, of) => sum + (of[2] as number), 0);
  const order = choices.map((_, i) => i).sort((a, b) => rank(choices[a]) - rank(choices[b]) || a - b);
  for (const i of order) {
    const of = sizes[i] as number[];
    const step = LADDER.findIndex((_, s) => (of[s] as number) - (of[2] as number) <= left);
    const chosen = step < 0 ? 2 : step;
    (choices[i] as Choice).detail = LADDER[chosen] as Detail;
    left -= (of[chosen] as number) - (of[2] as number);
  }
}

function rank(choice: Choice | undefined): number {
  if (choice?.scenario.status === 'failed') return 0;
  return choice?.scenario.tags.includes('@keep') === true ? 1 : 2;
}

function blockOf({ trace }: ScenarioResult, detail: Detail): TraceBlock {
  const block = trace?.block as TraceBlock;
  if (detail === 'full') return block;
  const { startEpochMs } = block;
  return encodeTrace(reduceDetail(decodeTrace(block), detail), { startEpochMs, detail });
}

function pack(choices: readonly Choice[]): FittedTraces {
  const { shared, blocks } = shareValues(choices.map(({ scenario, detail }) => blockOf(scenario, detail)));
  return {
    shared: packed(shared),
    blocks: blocks.map((block, i) => {
      const { scenario, detail } = choices[i] as Choice;
      return { scenario: scenario.id, detail, text: packed(block) };
    }),
  };
}
