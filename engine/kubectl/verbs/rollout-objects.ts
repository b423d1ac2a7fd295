// The things that a rollout command names. Source: kubectl v0.32.0 pkg/cmd/rollout/rollout_status.go, Validate, Run.

import type { Call } from '../command/call.ts';
import { textFailure } from '../failure.ts';
import { type Found, findInfos } from '../resource/builder.ts';

/** @throws CommandFailure  it names none */
export function findRollouts(call: Call): Found {
  if (call.args.length === 0 && !call.hasFiles) throw textFailure('required resource not specified');
  return findInfos(call, { args: call.args, allowEmptySelector: true, latest: true });
}
