// `--record`: writes the command line into the object's change cause, which `rollout history` shows.
// Source: cli-runtime v0.32 pkg/genericclioptions/record_flags.go, parseCommandArguments; spf13/pflag, MarkDeprecated.

import type { AnyObject } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';

export const CHANGE_CAUSE = 'kubernetes.io/change-cause';

export const isRecording = ({ flags }: Call): boolean => flags.has('record') && flags.bool('record');

/** The object with the command in its change cause, where that was asked for. */
export function recorded<T extends AnyObject>(call: Call, object: T): T {
  if (!isRecording(call)) return object;
  const annotations = { ...object.metadata.annotations, [CHANGE_CAUSE]: commandLine(call) };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function commandLine({ path, args, flags }: Call): string {
  return [path, ...args, ...flags.given.map(({ name, value }) => `--${name}=${value}`)].join(' ');
}
