// One check over time in one line, whether it passed or not: what decided it, how near it was.

import type { CheckRecord } from '../../engine/trace/records.ts';
import { clockText } from '../failure/clock-text.ts';
import { measurementText, slackText } from '../failure/measurement-text.ts';

/** `passed: within 30s deployment "web" has 3 replicas; 3 of 3 at 00:00:12; 12s, at most 30s; slack 18s` */
export function checkText(check: CheckRecord): string {
  const { verdict, phrase, text, reason, decidedMs, found, measured, closest } = check;
  const sentence = phrase === '' ? text : `${phrase} ${text}`;
  const slack = measured === undefined ? undefined : slackText(measured);
  const isNearTold = closest === undefined || closest.found === found;
  return [
    `${verdict}: ${sentence}`,
    found === undefined || decidedMs === undefined ? undefined : `${found} at ${clockText(decidedMs)}`,
    reason,
    measured === undefined ? undefined : measurementText(measured),
    slack === undefined ? undefined : `slack ${slack}`,
    isNearTold ? undefined : `closest ${closest.found} at ${clockText(closest.t)}`,
  ]
    .filter((part) => part !== undefined)
    .join('; ');
}
