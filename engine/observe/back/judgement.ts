// What looking back over a window came to. Types, and what all operators share.

import type { Measured, Period, Sample } from '../verdict.ts';

export interface Judgement {
  /** `open`: what happens until `dueMs` decides; `nothing`: there was nothing to judge. */
  readonly outcome: 'passed' | 'failed' | 'open' | 'nothing';
  /** Why it failed, or what was missing; empty otherwise. */
  readonly reason: string;
  readonly deciding: Sample | undefined;
  /** The samples that it looked at. */
  readonly seen: readonly Sample[];
  readonly measured?: Measured;
  readonly periods?: readonly Period[];
  /** The latest instant that can decide, where it is open. */
  readonly dueMs?: number;
}

type Rest = Omit<Judgement, 'outcome' | 'reason'>;

export const passed = (rest: Rest): Judgement => ({ outcome: 'passed', reason: '', ...rest });
export const failed = (reason: string, rest: Rest): Judgement => ({ outcome: 'failed', reason, ...rest });
export const nothing = (reason: string, rest: Rest): Judgement => ({ outcome: 'nothing', reason, ...rest });

/** `3 times`, `once` */
export const timesText = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** `4.2s` */
export const secondsText = (ms: number): string => `${ms / 1000}s`;
