// 10^6 empty events with 10,000 of them pending at any time.

import { Kernel } from '../../engine/kernel/kernel.ts';
import type { Figure } from '../figure.ts';

const EVENTS = 1_000_000;
const PENDING = 10_000;

export const figure: Figure = {
  name: 'kernel-events',
  run: () => {
    const kernel = new Kernel({ startEpochMs: 0 });
    let left = EVENTS - PENDING;
    let state = 12345;
    const delayMs = (): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return state % 1_000_000;
    };
    const again = (): void => {
      if (left === 0) return;
      left -= 1;
      kernel.schedule({ delayMs: delayMs(), kind: 'empty' }, again);
    };
    for (let i = 0; i < PENDING; i += 1) kernel.schedule({ delayMs: delayMs(), kind: 'empty' }, again);
    kernel.advance(Number.MAX_SAFE_INTEGER);
    if (kernel.eventsRun !== EVENTS) throw new Error(`ran ${kernel.eventsRun} events instead of ${EVENTS}`);
  },
};
