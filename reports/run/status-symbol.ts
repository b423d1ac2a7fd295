// The sign for what came of a step or scenario, one for terminal and page.

import type { Status } from './run-result.ts';

export const STATUS_SYMBOL: Readonly<Record<Status, string>> = {
  passed: '✔',
  failed: '✖',
  skipped: '–',
  pending: '…',
  undefined: '?',
  ambiguous: '≟',
  unknown: '?',
};
