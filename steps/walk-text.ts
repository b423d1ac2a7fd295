// What looking for the reason came to, check by check, for the reader of a run.

import type { ReachCheck, Reason } from '../engine/index.ts';
import type { FailurePlace } from '../reports/failure/failure.ts';
import { placeText } from '../reports/failure/render-failure.ts';

export interface Walked {
  /** What is explained: `service "web" cannot be reached from pod "client"`. */
  readonly sentence: string;
  readonly checks: readonly ReachCheck[];
  readonly reason: Reason & { readonly phrase: string };
  /** Where the deciding field stands in a manifest. */
  readonly place: FailurePlace | undefined;
}

/** Lines joined by line feeds, none at the end. */
export function walkText({ sentence, checks, reason, place }: Walked): string {
  const { phrase, where, hint } = reason;
  const field =
    where === undefined
      ? ''
      : `${where.path}${where.value === undefined ? '' : ` = ${JSON.stringify(where.value)}`}`;
  return [
    `${sentence} because ${phrase}`,
    ...checks.flatMap(({ asks, command, found, cause }) => [
      `  ${cause === undefined ? '✔' : '✖'} ${asks}: ${found}`,
      `      ${command}`,
    ]),
    ...(where === undefined
      ? []
      : [
          `  where  ${place === undefined ? `${where.ref.kind} ${where.ref.name}` : placeText(place)}  ${field}`,
        ]),
    ...(hint === undefined ? [] : [`  try    ${hint}`]),
  ].join('\n');
}
