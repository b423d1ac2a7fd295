// The block that a failing step shows: one fact a line, its name before it.
//
//     features/rollout.feature:14  Then within 2 minutes deployment "web" has 3 available replicas
//       found    1 of 3 available at 00:02:00: it did not come to hold in time
//       because  Pod default/web-7c9-x2 is Pending: 0/2 nodes are available: 2 Insufficient cpu.
//       since    00:00:02, for 1m58s
//       where    features/fixtures/web.yaml:21  spec.template.spec.containers[0].resources.requests.cpu = "4"
//       try      lower the request, add a node, or allow more time in the step
//       replay   npx cucumber-js features/rollout.feature:12 --world-parameters '{"seed":42}'

import { clockText, spanText } from './clock-text.ts';
import type { Failure, FailureCause, FailurePlace } from './failure.ts';
import { measurementText, slackText } from './measurement-text.ts';

const LABEL_WIDTH = 9;

/** `web.yaml:21:5` */
export const placeText = ({ file, line, column }: FailurePlace): string =>
  [file, line, column].filter((part) => part !== undefined).join(':');

/** Lines joined by line feeds, none at the end. */
export function renderFailure(failure: Failure): string {
  const { place, sentence, because, where, timeline, chain, tries, replay, closest } = failure;
  return [
    `${placeText(place)}  ${sentence}`,
    ...labelled('explored', exploredLines(failure)),
    ...labelled('found', foundLines(failure)),
    ...labelled('missed', missedLines(failure)),
    ...labelled('closest', closest === undefined ? [] : [`${closest.found} at ${clockText(closest.t)}`]),
    ...labelled('because', because.map(causeText)),
    ...labelled('since', sinceLines(failure)),
    ...labelled(
      'where',
      where.map(
        (field) =>
          `${placeText(field)}  ${field.path}${field.value === undefined ? '' : ` = ${field.value}`}`,
      ),
    ),
    ...labelled(
      'seen',
      timeline.length < 2 ? [] : timeline.map(({ t, found }) => `${clockText(t)}  ${found}`),
    ),
    ...labelled('led by', chain.length < 2 ? [] : chain.map(({ t, text }) => `${clockText(t)}  ${text}`)),
    ...labelled('try', tries),
    ...labelled('replay', replay === undefined ? [] : [replay]),
  ].join('\n');
}

function labelled(label: string, lines: readonly string[]): string[] {
  const indent = ' '.repeat(2 + LABEL_WIDTH);
  return lines.map((line, i) =>
    `${i === 0 ? `  ${label.padEnd(LABEL_WIDTH)}` : indent}${line.replaceAll('\n', `\n${indent}`)}`.trimEnd(),
  );
}

function exploredLines({ explored }: Failure): string[] {
  if (explored === undefined) return [];
  const { run, seed, path = '', disturbances, removed } = explored;
  const origin = seed === undefined ? 'a kept case' : `seed ${seed}${path === '' ? '' : `, path ${path}`}`;
  const rest = removed === 0 ? '' : `; ${removed} more did not matter`;
  return [
    `it passes undisturbed, and fails in run ${run} (${origin}${rest}):`,
    ...disturbances.map(({ t, text }) => `${clockText(t)}  ${text}`),
  ];
}

function foundLines({ found, foundAtMs, reason }: Failure): string[] {
  const [first, ...rest] = found;
  if (first === undefined) return reason === undefined ? [] : [reason];
  const at = foundAtMs === undefined ? '' : ` at ${clockText(foundAtMs)}`;
  return [`${first}${at}${reason === undefined || reason === '' ? '' : `: ${reason}`}`, ...rest];
}

// A missing number has no bound that it missed, and one that only tells how far it was has none to tell.
function missedLines({ measured }: Failure): string[] {
  const slack = measured === undefined ? undefined : slackText(measured);
  if (measured === undefined || slack === undefined || !slack.startsWith('-')) return [];
  return [`by ${slack.slice(1)}: ${measurementText(measured)}`];
}

function causeText({ object, state, message }: FailureCause): string {
  return `${object} is ${state}${message === '' ? '' : `: ${message}`}`;
}

function sinceLines({ sinceMs, foundAtMs }: Failure): string[] {
  if (sinceMs === undefined) return [];
  const span =
    foundAtMs === undefined || foundAtMs <= sinceMs ? '' : `, for ${spanText(foundAtMs - sinceMs)}`;
  return [`${clockText(sinceMs)}${span}`];
}
