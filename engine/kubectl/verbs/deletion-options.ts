// The flags that say how to delete, and what they mean for the server.
// Source: kubectl v0.32.0 pkg/cmd/delete/delete_flags.go; delete.go, Complete, Validate.

import type { DeleteOptions, PropagationPolicy } from '../../apiserver/request.ts';
import type { Call } from '../command/call.ts';
import type { FlagSpec } from '../command/flags.ts';
import { textFailure } from '../failure.ts';

export const DELETION_FLAGS: readonly FlagSpec[] = [
  { name: 'cascade', type: 'string', value: 'background', noValue: 'background' },
  { name: 'force', type: 'bool' },
  { name: 'grace-period', type: 'int', value: '-1' },
  { name: 'timeout', type: 'duration' },
  { name: 'wait', type: 'bool' },
];

/** @throws CommandFailure  no such strategy */
export function propagationPolicy(cascade: string): PropagationPolicy {
  if (cascade === 'background' || cascade === 'true') return 'Background';
  if (cascade === 'foreground') return 'Foreground';
  if (cascade === 'orphan' || cascade === 'false') return 'Orphan';
  throw textFailure(`invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`);
}

/** Seconds until the object may be killed; -1: the kind's own. @throws CommandFailure  the flags contradict each other */
export function gracePeriod(call: Call): number {
  const { flags } = call;
  let seconds = flags.int('grace-period');
  if (flags.has('now') && flags.bool('now')) {
    if (seconds !== -1) throw textFailure('--now and --grace-period cannot be specified together');
    seconds = 1;
  }
  const isForced = flags.bool('force');
  if (seconds === 0 && !isForced) seconds = 1;
  if (isForced && seconds < 0) seconds = 0;
  return seconds;
}

/** Says what a forced deletion risks. @throws CommandFailure  forced, but with time to end */
export function checkForce(call: Call, seconds: number): void {
  if (!call.flags.bool('force')) return;
  if (seconds === 0) {
    call.err(
      'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
    );
  } else if (seconds > 0) {
    throw textFailure('--force and --grace-period greater than 0 cannot be specified together');
  }
}

export function deleteOptions(call: Call, seconds: number): DeleteOptions {
  const policy = propagationPolicy(call.flags.string('cascade'));
  return { propagationPolicy: policy, ...(seconds < 0 ? {} : { gracePeriodSeconds: seconds }) };
}
