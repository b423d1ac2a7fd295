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
  /** Of each step of the ladder, with its packed size by itself. */
  readonly steps: readonly { readonly block: TraceBlock; readonly bytes: number }[];
  step: number;
}

const LADDER: readonly Detail[] = ['full', 'panels', 'inputs'];
const LOWEST = LADDER.length - 1;
const TRIES_MAX = 5;

/** @param budgetBytes for all traces together; the lowest step of the ladder is kept even beyond it */
export function fitBudget(scenarios: readonly ScenarioResult[], budgetBytes: number): FittedTraces {
  const traced = scenarios.filter((scenario) => scenario.trace !== undefined);
  const whole = pack(
    traced.map((scenario) => ({ scenario, detail: 'full', block: scenario.trace?.block as TraceBlock })),
  );
  if (sizeOf(whole) <= budgetBytes) return whole;
  const choices = traced.map(choiceOf);
  // Values that several scenarios share make all of them smaller than their own sizes say, or a little larger: the
  // target is moved by what came out.
  let target = budgetBytes;
  let fitted = whole;
  for (let tries = 0; tries < TRIES_MAX && sizeOf(fitted) > budgetBytes; tries += 1) {
    choose(choices, target);
    fitted = pack(
      choices.map(({ scenario, steps, step }) => ({
        scenario,
        detail: LADDER[step] as Detail,
        block: (steps[step] as Choice['steps'][number]).block,
      })),
    );
    if (choices.every(({ step }) => step === LOWEST)) break;
    target *= (budgetBytes / sizeOf(fitted)) * 0.97;
  }
  return fitted;
}

function choiceOf(scenario: ScenarioResult): Choice {
  const steps = LADDER.map((detail) => {
    const block = blockOf(scenario, detail);
    return { block, bytes: packed(block).length };
  });
  return { scenario, steps, step: LOWEST };
}

const sizeOf = ({ shared, blocks }: FittedTraces): number =>
  blocks.reduce((sum, { text }) => sum + text.length, shared.length);

// Everyone gets the lowest step of the ladder; what is left lifts scenarios, the most wanted first, as far as it goes.
function choose(choices: readonly Choice[], targetBytes: number): void {
  const extra = ({ steps }: Choice, step: number): number =>
    (steps[step]?.bytes ?? 0) - (steps[LOWEST]?.bytes ?? 0);
  let left = choices.reduce((sum, { steps }) => sum - (steps[LOWEST]?.bytes ?? 0), targetBytes);
  for (const choice of [...choices].sort((a, b) => rank(a) - rank(b))) {
    choice.step = LADDER.findIndex((_, step) => step === LOWEST || extra(choice, step) <= left);
    left -= extra(choice, choice.step);
  }
}

function rank({ scenario }: Choice): number {
  if (scenario.status === 'failed') return 0;
  return scenario.tags.includes('@keep') ? 1 : 2;
}

function blockOf({ trace }: ScenarioResult, detail: Detail): TraceBlock {
  const block = trace?.block as TraceBlock;
  if (detail === 'full') return block;
  const { startEpochMs } = block;
  return encodeTrace(reduceDetail(decodeTrace(block), detail), { startEpochMs, detail });
}

interface Chosen {
  readonly scenario: ScenarioResult;
  readonly detail: Detail;
  readonly block: TraceBlock;
}

function pack(chosen: readonly Chosen[]): FittedTraces {
  const { shared, blocks } = shareValues(chosen.map(({ block }) => block));
  return {
    shared: packed(shared),
    blocks: blocks.map((block, i) => {
      const { scenario, detail } = chosen[i] as Chosen;
      return { scenario: scenario.id, detail, text: packed(block) };
    }),
  };
}
