// When a request is made again. Source of the rows: client-go v0.32 rest/request_test.go, TestCheckRetryClosesBody,
// TestDoRequestNewWayFile; rest/with_retry_test.go, TestIsNextRetry.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { conflict, retryAfterMs, type Status, serverTimeout, tooManyRequests } from '../../api/status.ts';
import { CommandFailure, statusFailure } from '../failure.ts';
import { RETRIES_MAX, retrying } from './retry-after.ts';

const THINGS = { group: '', resource: 'things' };

const ROWS: readonly { readonly name: string; readonly status: Status; readonly waitMs?: number }[] = [
  { name: 'too many requests', status: tooManyRequests('no', 10), waitMs: 10_000 },
  { name: 'too many requests, and no word on when', status: tooManyRequests('no', 0) },
  { name: 'a server error', status: serverTimeout(THINGS, 'create', 1), waitMs: 1000 },
  { name: 'a conflict', status: { ...conflict(THINGS, 'a', 'changed'), details: { retryAfterSeconds: 1 } } },
];

describe('the server asks to come again', () => {
  for (const { name, status, waitMs } of ROWS)
    it(name, () => {
      expect(retryAfterMs(status)).to.equal(waitMs);
    });
});

describe('a request that is made again', () => {
  function play(refusals: number, status: Status): { readonly tries: number; readonly waits: number[] } {
    let tries = 0;
    const routine = retrying(() => {
      tries += 1;
      if (tries <= refusals) throw statusFailure(status);
      return 'done';
    });
    const waits: number[] = [];
    try {
      for (let step = routine.next(); step.done !== true; step = routine.next())
        if ('sleepMs' in step.value) waits.push(step.value.sleepMs);
    } catch (error) {
      expect(error).to.be.instanceOf(CommandFailure);
    }
    return { tries, waits };
  }

  it('goes through at last', () => {
    expect(play(2, serverTimeout(THINGS, 'create', 1))).to.deep.equal({ tries: 3, waits: [1000, 1000] });
  });
  it('is given up after ten more tries', () => {
    expect(play(99, tooManyRequests('no', 2)).tries).to.equal(1 + RETRIES_MAX);
  });
  it('is made once where the server does not ask', () => {
    expect(play(99, tooManyRequests('no', 0))).to.deep.equal({ tries: 1, waits: [] });
  });
});
