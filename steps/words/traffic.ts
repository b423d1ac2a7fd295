// What sentences say of clients: where they are, how often they send, to whom, and how.

import {
  type Bounds,
  type ClientsTarget,
  type ObjectName,
  type Rate,
  type SpokenEnding,
  UserError,
} from '../../engine/index.ts';
import { parseDuration } from './duration.ts';
import { parseName } from './name.ts';

/** Kinds and namespaces are looked up where the cluster is known. */
export interface SpokenClients {
  /** Absent where there is only one group. */
  readonly name?: string;
  readonly from:
    | { readonly kind: 'cluster' | 'outside' }
    | { readonly kind: 'node'; readonly name: string }
    | { readonly kind: 'pod'; readonly name: ObjectName }
    | { readonly kind: 'pods of'; readonly word: string; readonly name: ObjectName };
}

/** `clients`, `clients "mobile"`, `clients outside of the cluster`, `clients in pods of deployment "shop"`. */
export function parseClients(text: string): SpokenClients {
  const [, name, place = ''] = /^clients(?: ("[^"]*"))?(?: (.*))?$/.exec(text) ?? [];
  const named = name === undefined ? {} : { name: parseName(name).name };
  return { ...named, from: parsePlace(place) };
}

function parsePlace(text: string): SpokenClients['from'] {
  if (text === '') return { kind: 'cluster' };
  if (text.startsWith('outside')) return { kind: 'outside' };
  const [, word, name = ''] = /^(?:in|on) (?:(?:the )?pods of )?([a-z][a-z0-9]*) (.*)$/.exec(text) ?? [];
  if (word === 'node') return { kind: 'node', name: parseName(name).name };
  if (word === 'pod' && !text.includes('pods of')) return { kind: 'pod', name: parseName(name) };
  return { kind: 'pods of', word: word ?? '', name: parseName(name) };
}

/** `50 requests per second`, `from 10 to 100 requests per second over 2 minutes`, `about 50 requests per second`. */
export function parseRate(text: string): Rate {
  const numbers = [...text.matchAll(/\d+(?:\.\d+)?/g)].map(Number);
  const [first = 0, second = 0] = numbers;
  const over = / over (.*)$/.exec(text)?.[1];
  if (over !== undefined)
    return checked({ kind: 'ramp', from: first, to: second, overMs: parseDuration(over) }, text);
  const perSecond = text.includes('per minute') ? first / 60 : first;
  return checked({ kind: text.startsWith('about') ? 'random' : 'constant', perSecond }, text);
}

function checked(rate: Rate, text: string): Rate {
  const isSomething = rate.kind === 'ramp' ? rate.from + rate.to > 0 && rate.overMs > 0 : rate.perSecond > 0;
  if (isSomething) return rate;
  throw new UserError({ message: `"${text}" is no rate`, hint: 'write 50 requests per second' });
}

/** A target with the name of its Service as it was said. */
export type SpokenTarget =
  | Exclude<ClientsTarget, { readonly kind: 'service' }>
  | { readonly kind: 'service'; readonly name: ObjectName; readonly port?: string | number };

/** `service "web" port "http"`, `"http://web.shop:8080/"`, `node port 30080 of node "node-1"`. */
export function parseTarget(text: string): SpokenTarget {
  const [, name, port] =
    /^service ("[^"]*"(?: in namespace "[^"]*")?)(?: (?:at |on )?port (\d+|"[^"]*"))?$/.exec(text) ?? [];
  if (name !== undefined) {
    const isNumber = /^\d+$/.test(port ?? '');
    return {
      kind: 'service',
      name: parseName(name),
      ...(port === undefined ? {} : { port: isNumber ? Number(port) : port.slice(1, -1) }),
    };
  }
  const [, nodePort, node] = /^node port (\d+)(?: of node "([^"]*)")?$/.exec(text) ?? [];
  if (nodePort !== undefined) {
    return { kind: 'node port', port: Number(nodePort), ...(node === undefined ? {} : { node }) };
  }
  return parseUrl(text);
}

function parseUrl(text: string): SpokenTarget {
  const [, host, port, path = '/'] = /^"(?:http:\/\/)?([^"/:]+)(?::(\d+))?(\/[^"]*)?"$/.exec(text) ?? [];
  if (host !== undefined) return { kind: 'url', host, port: Number(port ?? 80), path };
  throw new UserError({
    message: `nobody can send requests to ${text}`,
    hint: 'write "http://web.shop:8080/"',
  });
}

export interface Manner {
  readonly connections?: number;
  readonly timeoutMs?: number;
  readonly retries?: number;
}

const TIMES: Readonly<Record<string, number>> = { once: 1, twice: 2 };

/** `, over 10 connections that stay open, giving up after 2 seconds and trying again twice`. */
export function parseManner(text: string): Manner {
  const connections = /over (\d+|an?|one) connections?/.exec(text)?.[1];
  const giveUp = /giving up after ((?:an? [a-z]+|\d+(?:\.\d+)? ?[a-z]+))/.exec(text)?.[1];
  const again = /trying again (once|twice|\d+)/.exec(text)?.[1];
  const count = connections === undefined ? undefined : Number(connections.replace(/^(?:an?|one)$/, '1'));
  if (count === 0) throw new UserError({ message: 'nobody sends anything over 0 connections' });
  return {
    ...(count === undefined ? {} : { connections: count }),
    ...(giveUp === undefined ? {} : { timeoutMs: parseDuration(giveUp) }),
    ...(again === undefined ? {} : { retries: TIMES[again] ?? Number(again) }),
  };
}

const ENDINGS: readonly (readonly [RegExp, SpokenEnding['outcome']])[] = [
  [/refused/, 'refused'],
  [/reset/, 'reset'],
  [/timed out/, 'timed out'],
  [/no endpoint/, 'no endpoint'],
  [/no way/, 'unreachable'],
  [/name/, 'unknown host'],
  [/tried again/, 'retried'],
];

/** `was refused`, `timed out`, `found no endpoint`, `was answered with 503`. */
export function parseEnding(text: string): SpokenEnding {
  const status = /with (\d{3})$/.exec(text)?.[1];
  const outcome = ENDINGS.find(([pattern]) => pattern.test(text))?.[1] ?? 'answered';
  return { text, outcome, ...(status === undefined ? {} : { status: Number(status) }) };
}

/** `at most 200ms`, `at least 1 second`, `between 2 and …` is not understood. */
export function parseTimeBounds(text: string): Bounds {
  const [, side, time = ''] = /^(at most|at least|exactly) (.*)$/.exec(text) ?? [];
  const ms = parseDuration(time);
  if (side === 'at most') return { text, min: Number.NEGATIVE_INFINITY, max: ms };
  return { text, min: ms, max: side === 'at least' ? Number.POSITIVE_INFINITY : ms };
}

/** `of clients "mobile"` as the name; nothing as undefined. */
export const parseOfClients = (text: string): string | undefined => /"([^"]*)"/.exec(text)?.[1];
