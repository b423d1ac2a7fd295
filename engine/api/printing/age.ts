// How long ago something was, as tables and descriptions say it: `5m10s`.
//
// Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, translateTimestampSince,
// translateMicroTimestampSince; kubectl v0.32.0 pkg/describe/describe.go has the same.

import { humanDuration } from '../duration/human-duration.ts';
import type { KubeObject } from '../objects.ts';
import { parseTime } from '../time.ts';

interface Moment {
  /** Milliseconds since the Unix epoch. */
  readonly nowEpochMs: number;
}

/** @param timestamp RFC 3339; absent or empty gives `<unknown>` */
export function since(timestamp: string | null | undefined, { nowEpochMs }: Moment): string {
  if (timestamp === null || timestamp === undefined || timestamp === '') return '<unknown>';
  return humanDuration(nowEpochMs - parseTime(timestamp));
}

export const age = ({ metadata }: KubeObject, moment: Moment): string =>
  since(metadata.creationTimestamp, moment);
