// Behaviour in plain English: "starts in 40s, serves HTTP on 8080, leaks 50 MiB per hour, takes 8s to drain".
//
// Phrases stand in any order, separated by commas, semicolons or "and". Each phrase is one row of a table: its form for
// the reader, a pattern, and what it means. What is not understood is an error that quotes it and lists the forms.

import type { Behaviour, ListenPort } from './behaviour.ts';
import { D, type Draft, duration, N, type Phrase, phrase } from './grammar.ts';
import { RESOURCE_PHRASES } from './resource-words.ts';

/** Words that mean nothing to the parser. */
export class BehaviourError extends Error {
  /** The phrase as written. */
  readonly phrase: string;
  constructor(phrase: string, reason: string) {
    super(
      `${reason}: "${phrase}"; understood are:\n${BEHAVIOUR_FORMS.map((form) => `  ${form}`).join('\n')}`,
    );
    this.phrase = phrase;
  }
}

function listen(draft: Draft, protocol: string, ports: string): void {
  const kind = protocol.toLowerCase() as ListenPort['protocol'];
  const added = (ports.match(/\d+/g) ?? []).map((port) => ({ port: Number(port), protocol: kind }));
  const wrong = added.find(({ port }) => port < 1 || port > 65_535);
  if (wrong !== undefined) throw new BehaviourError(ports, 'a port is 1 to 65535');
  draft.listens = [...(draft.listens ?? []), ...added];
}

const PHRASES: readonly Phrase[] = [
  phrase('starts in D', `(?:starts|boots) (?:in|within|after) ${D}`, (draft, [time]) => {
    draft.startsInMs = duration(time);
  }),
  phrase('takes D to start', `(?:takes|needs) ${D} to (?:start|boot)(?: up)?`, (draft, [time]) => {
    draft.startsInMs = duration(time);
  }),
  phrase('gets ready after D', `(?:gets|is|becomes) ready (?:after|in) ${D}`, (draft, [time]) => {
    draft.readyAfterMs = duration(time);
  }),
  phrase('never gets ready', '(?:never (?:gets|becomes|is) ready|is never ready)', (draft) => {
    draft.neverReady = true;
  }),
  phrase(
    'serves HTTP on N (or TCP, UDP, gRPC)',
    '(?:serves|speaks) (https?|tcp|udp|grpc) on (?:ports? )?(\\d+(?: (?:or|&) \\d+)*)',
    (draft, [protocol = '', ports = '']) =>
      listen(draft, protocol.toLowerCase() === 'https' ? 'http' : protocol, ports),
  ),
  phrase('listens on N', 'listens on (?:ports? )?(\\d+(?:/(?:tcp|udp))?)', (draft, [port = '']) => {
    listen(draft, port.split('/')[1] ?? 'http', port.split('/')[0] ?? '');
  }),
  phrase('listens on nothing', '(?:listens on nothing|opens no ports?|serves nothing)', (draft) => {
    draft.listens = [];
  }),
  phrase('answers PATH with STATUS', 'answers (/\\S*) with (\\d{3})', (draft, [path = '', status]) => {
    draft.http = { ...draft.http, [path]: Number(status) };
  }),
  phrase('answers with its hostname', '(?:answers with|says) its host ?name', (draft) => {
    draft.body = '{hostname}';
  }),
  phrase('answers "TEXT"', 'answers (?:with )?"([^"]*)"', (draft, [text]) => {
    draft.body = text ?? '';
  }),
  phrase(
    'answers in D [at N requests per second]',
    `answers (?:requests )?(?:in|within) ${D}(?: at (?:up to )?${N} requests (?:per|a) second)?`,
    (draft, [time, rate]) => {
      draft.answersInMs = duration(time);
      if (rate !== undefined) draft.requestsPerSecondMax = Number(rate);
    },
  ),
  phrase(
    'handles N requests per second',
    `handles (?:up to )?${N} requests (?:per|a) second`,
    (draft, [rate]) => {
      draft.requestsPerSecondMax = Number(rate);
    },
  ),
  phrase(
    'needs N ms of CPU per request',
    `(?:needs|uses) ${N} ?ms of cpu (?:per|a) request`,
    (draft, [time]) => {
      draft.cpuMsPerRequest = Number(time);
    },
  ),
  phrase(
    'depends on service "NAME" [port N] [for at most D]',
    `(?:depends on|reads from|writes to|asks) service "([^"]+)"(?: port (\\d+))?(?: for at most ${D})?`,
    (draft, [service = '', port, time]) => {
      const dependency = {
        service,
        ...(port === undefined ? {} : { port: Number(port) }),
        ...(time === undefined ? {} : { timeoutMs: duration(time) }),
      };
      draft.dependsOn = [...(draft.dependsOn ?? []), dependency];
    },
  ),
  ...RESOURCE_PHRASES,
  phrase('takes D to drain', `(?:(?:takes|needs) ${D} to drain|drains (?:in|for) ${D})`, (draft, [a, b]) => {
    draft.drainMs = duration(a ?? b);
  }),
  phrase(
    'takes D to stop',
    `(?:(?:takes|needs) ${D} to (?:stop|shut down)|stops (?:in|within|after) ${D})`,
    (draft, [a, b]) => {
      draft.drainMs = duration(a ?? b);
    },
  ),
  phrase(
    'keeps serving while it drains',
    'keeps (?:serving|answering) (?:while|when) (?:it |they )?(?:drains?|draining)',
    (draft) => {
      draft.servesWhileDraining = true;
    },
  ),
  phrase('ignores TERM', 'ignores (?:sig)?term', (draft) => {
    draft.ignoresTerm = true;
  }),
  phrase(
    'exits with N on TERM',
    '(?:exits|ends) with (?:code )?(\\d{1,3}) on (?:sig)?term',
    (draft, [code]) => {
      draft.termExitCode = Number(code);
    },
  ),
  phrase('crashes after D', `(?:crashes|fails) (?:after|in) ${D}`, (draft, [time]) => {
    draft.exits = { afterMs: duration(time), code: 1 };
  }),
  phrase(
    'exits with N after D',
    `(?:exits|ends|fails|crashes) (?:with (?:code |exit code )?(\\d{1,3}) )?(?:after|in) ${D}(?: with (?:code |exit code )?(\\d{1,3}))?`,
    (draft, [before, time, after]) => {
      draft.exits = { afterMs: duration(time), code: Number(before ?? after ?? 0) };
    },
  ),
  phrase(
    'exits with N',
    '(?:exits|ends) (?:at once )?with (?:code |exit code )?(\\d{1,3})',
    (draft, [code]) => {
      draft.exits = { afterMs: 0, code: Number(code) };
    },
  ),
  phrase('completes after D', `(?:completes|finishes|succeeds) (?:after|in) ${D}`, (draft, [time]) => {
    draft.exits = { afterMs: duration(time), code: 0 };
  }),
  phrase('crashes', '(?:crashes|fails)(?: at once)?', (draft) => {
    draft.exits = { afterMs: 0, code: 1 };
  }),
  phrase(
    'hangs after D [for D]',
    `(?:hangs|stops answering) after ${D}(?: for ${D})?`,
    (draft, [after, length]) => {
      draft.hangs = episode(after, length);
    },
  ),
  phrase(
    'answers with STATUS after D [for D]',
    `answers with (\\d{3}) after ${D}(?: for ${D})?`,
    (draft, [status, after, length]) => {
      draft.fails = { ...episode(after, length), status: Number(status) };
    },
  ),
  phrase(
    'prints "TEXT" [every D]',
    `(?:prints|logs) "([^"]*)"(?: every ${D})?`,
    (draft, [text = '', every]) => {
      const print = every === undefined ? { text } : { text, everyMs: duration(every) };
      draft.prints = [...(draft.prints ?? []), print];
    },
  ),
  phrase(
    'runs until stopped',
    '(?:runs until (?:it is )?(?:told to stop|stopped)|runs forever|does nothing)',
    () => {},
  ),
];

/** The phrases that are understood, in the form shown to people. */
export const BEHAVIOUR_FORMS: readonly string[] = PHRASES.map((one) => one.form);

/**
 * Reads a description of a program.
 *
 * @param text phrases of `BEHAVIOUR_FORMS`, separated by commas, semicolons or "and"; case does not matter
 * @throws BehaviourError naming the first phrase that is not understood; for an empty text
 */
export function parseBehaviour(text: string): Behaviour {
  const phrases = split(text);
  if (phrases.length === 0) throw new BehaviourError(text, 'no behaviour is described');
  const draft: Draft = {};
  for (const one of phrases) applyPhrase(draft, one);
  return draft;
}

function applyPhrase(draft: Draft, text: string): void {
  for (const { pattern, apply } of PHRASES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    apply(draft, match.slice(1));
    return;
  }
  throw new BehaviourError(text, 'not understood');
}

/** Separators inside quotes do not count. */
function split(text: string): string[] {
  const pieces = text.match(/(?:"[^"]*"|[^",;])+/g) ?? [];
  return pieces
    .flatMap((piece) => splitAnd(piece))
    .map((piece) => piece.trim().replace(/\s+/g, ' ').replace(/\.$/, ''))
    .filter((piece) => piece !== '');
}

function splitAnd(piece: string): string[] {
  const parts = piece.match(/"[^"]*"|(?:(?!\band\b|").)+|\band\b/gi) ?? [];
  const result = [''];
  for (const part of parts) {
    if (/^and$/i.test(part)) result.push('');
    else result[result.length - 1] += part;
  }
  return result;
}

function episode(after: string | undefined, length: string | undefined): { afterMs: number; forMs?: number } {
  const afterMs = duration(after);
  return length === undefined ? { afterMs } : { afterMs, forMs: duration(length) };
}
