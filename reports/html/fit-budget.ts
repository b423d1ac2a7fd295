// Chooses how much of each trace goes into the report, so that it stays within its budget: failed scenarios first,
// then those tagged `@keep`, then the others while there is room.

import { gzipSync } from 'node:zlib';
import { decodeTrace } from '../model/decode.ts';
import { encodeTrace } from '../model/encode.ts';
import { reduceDetail } from '../model/reduce-detail.ts';
import { shareValues } from '../model/share-values.ts';
import type { Detail, TraceBlock } from '../model/trace-block.ts';

export interface WantedTrace {
  /** Lower numbers keep their detail longer. */
  readonly rank: 0 | 1 | 2;
  readonly block: TraceBlock;
}

export interface FittedTraces {
  /** Text of the values that all share, and of the blocks, in the order in which they were wanted. */
  readonly shared: string;
  readonly blocks: readonly { readonly detail: Detail; readonly text: string }[];
}

/** Gzip, base64: the same input gives the same text. */
export function packed(value: unknown): string {
  const zipped = gzipSync(JSON.stringify(value), { level: 6 });
  // Byte 9 of the header names the operating system.
  zipped[9] = 255;
  return zipped.toString('base64');
}

interface Choice {
  readonly wanted: WantedTrace;
  detail: Detail;
  block: TraceBlock;
  bytes: number;
}

const TRIES_MAX = 9;
const CAREFUL_TRIES = 2;
/** Of the budget: so little is saved at once. */
const SMALL_EXCESS = 0.03;

/** @param budgetBytes for all traces together; inputs and checks are kept even beyond it */
export function fitBudget(traces: readonly WantedTrace[], budgetBytes: number): FittedTraces {
  const choices = traces.map((wanted): Choice => ({ wanted, detail: 'full', block: wanted.block, bytes: 0 }));
  let fitted = pack(choices);
  for (let tries = 0; tries < TRIES_MAX && sizeOf(fitted) > budgetBytes; tries += 1) {
    fitted.blocks.forEach(({ text }, i) => {
      (choices[i] as Choice).bytes = text.length;
    });
    // What reduced scenarios alone shared leaves the dictionary too, so the first tries go part of the way only; the
    // others go a little further, as savings are estimates.
    const excessBytes = sizeOf(fitted) - budgetBytes;
    const share = tries < CAREFUL_TRIES && excessBytes > budgetBytes * SMALL_EXCESS ? 0.6 : 1.1;
    if (!lower(choices, excessBytes * share)) break;
    fitted = pack(choices);
  }
  return fitted;
}

// The least wanted first. Of those the large ones, so that few lose anything: first what only the inspector shows, then
// everything but inputs and checks; the others only where that was not enough.
function lower(choices: readonly Choice[], excessBytes: number): boolean {
  const large = (LARGE * choices.reduce((sum, { bytes }) => sum + bytes, 0)) / choices.length;
  let left = excessBytes;
  for (const rank of [2, 1, 0])
    for (const least of [large, 0])
      for (const detail of ['panels', 'inputs'] as const) {
        const candidates = choices.filter(
          (choice) =>
            choice.wanted.rank === rank &&
            choice.bytes >= least &&
            choice.detail !== detail &&
            choice.detail !== 'inputs',
        );
        for (const choice of candidates.sort((a, b) => b.bytes - a.bytes)) {
          if (left <= 0) return true;
          left -= reduce(choice, detail);
        }
      }
  return left < excessBytes;
}

/** So many times the average. */
const LARGE = 2;

/** @returns how many bytes that saves, as far as can be said before all are packed */
function reduce(choice: Choice, detail: Detail): number {
  const block = reducedBlock(choice.wanted.block, detail);
  // It will share as much with others as it did until now, say.
  const bytes = (choice.bytes * packed(block).length) / packed(choice.block).length;
  const saved = choice.bytes - bytes;
  Object.assign(choice, { detail, bytes, block });
  return saved;
}

const sizeOf = ({ shared, blocks }: FittedTraces): number =>
  blocks.reduce((sum, { text }) => sum + text.length, shared.length);

function reducedBlock(block: TraceBlock, detail: Detail): TraceBlock {
  const { startEpochMs } = block;
  return encodeTrace(reduceDetail(decodeTrace(block), detail), { startEpochMs, detail });
}

function pack(choices: readonly Choice[]): FittedTraces {
  const { shared, blocks } = shareValues(choices.map(({ block }) => block));
  return {
    shared: packed(shared),
    blocks: blocks.map((block, i) => ({ detail: (choices[i] as Choice).detail, text: packed(block) })),
  };
}
