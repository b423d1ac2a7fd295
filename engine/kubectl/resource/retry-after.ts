// A request that the server asks to be made again later is made again, as the client library does, without a word.
//
// Source: client-go v0.32 rest/with_retry.go, IsNextRetry; rest/request.go, NewRequest, maxRetries.

import { retryAfterMs } from '../../api/status.ts';
import { type Routine, sleep } from '../../kernel/routine.ts';
import { CommandFailure } from '../failure.ts';

/** Beyond the first try. */
export const RETRIES_MAX = 10;

/** @throws CommandFailure  the last refusal, or one after which the server asks for nothing */
export function* retrying<T>(request: () => T): Routine<T> {
  for (let retries = 0; ; retries += 1) {
    try {
      return request();
    } catch (error) {
      const waitMs =
        error instanceof CommandFailure && error.failure.kind === 'status'
          ? retryAfterMs(error.failure.status)
          : undefined;
      if (waitMs === undefined || retries === RETRIES_MAX) throw error;
      yield sleep(waitMs, 'the server asks kubectl to try again later');
    }
  }
}
