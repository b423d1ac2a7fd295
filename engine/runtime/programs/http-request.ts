// What network programs share: URLs, requests that take their time, the words of HTTP statuses.

import type { HttpAnswer, NetworkError } from '../host.ts';
import { EFFECT } from '../process/effects.ts';
import type { Task } from '../process/task.ts';
import { sleepFor } from '../process/waits.ts';
import type { Invocation } from './program.ts';

/** Lets the answer take its time, at least a millisecond, so that a loop of requests moves the clock. */
export function* spend(call: Invocation, tookMs: number, limitMs: number): Task<boolean> {
  call.process.effects.add(EFFECT.network);
  yield sleepFor(call.machine.host, Math.max(1, Math.min(tookMs, limitMs)));
  return tookMs <= limitMs;
}

/** The first address of a name, once it is looked up; undefined where there is none. Takes its time. */
export function* lookUp(call: Invocation, host: string): Task<string | undefined> {
  const answer = call.machine.sandbox.resolve(host);
  if (answer.server !== '') yield* spend(call, answer.tookMs, Number.POSITIVE_INFINITY);
  return 'error' in answer ? undefined : answer.addresses[0];
}

export interface Url {
  readonly host: string;
  /** Set when the host has been looked up. */
  readonly address?: string;
  readonly port: number;
  readonly path: string;
  readonly secure: boolean;
}

export function parseUrl(text: string): Url | undefined {
  const match = /^(?:(https?):\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^:/?#]+)(?::(\d+))?([/?][^#]*)?(?:#.*)?$/.exec(
    text,
  );
  if (match === null) return undefined;
  const secure = match[1] === 'https';
  const path = match[4] ?? '/';
  return {
    host: match[2]!.replace(/^\[|\]$/g, ''),
    port: match[3] === undefined ? (secure ? 443 : 80) : Number(match[3]),
    path: path.startsWith('/') ? path : `/${path}`,
    secure,
  };
}

/** An answer that never came. */
export interface Failure {
  readonly error: NetworkError;
  readonly tookMs: number;
  /** What the client was doing when it lost patience; absent: it did not. */
  readonly gaveUp?: 'connecting' | 'waiting';
}

interface RequestOptions {
  readonly method: string;
  readonly headers: readonly string[];
  readonly body?: string;
  readonly limitMs: number;
  /** For the connection alone; default: as for all. */
  readonly connectLimitMs?: number;
}

export function* request(
  call: Invocation,
  url: Url,
  options: RequestOptions,
): Task<Exclude<HttpAnswer, { readonly error: unknown }> | Failure> {
  const headers = options.headers.map((header) => {
    const at = header.indexOf(':');
    return { name: header.slice(0, at), value: header.slice(at + 1).trim() };
  });
  const { host, address, port, path } = url;
  const answer = call.machine.sandbox.http({
    method: options.method,
    host,
    ...(address === undefined ? {} : { address }),
    port,
    path,
    headers,
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  // Whoever never answers has taken the connection; what comes to nothing in the end was none.
  const isConnecting = 'error' in answer && Number.isFinite(answer.tookMs);
  const limitMs = isConnecting
    ? Math.min(options.limitMs, options.connectLimitMs ?? Infinity)
    : options.limitMs;
  const inTime = yield* spend(call, answer.tookMs, limitMs);
  if (inTime) return answer;
  return { error: 'timeout', tookMs: limitMs, gaveUp: isConnecting ? 'connecting' : 'waiting' };
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export function reason(status: number): string {
  return REASONS[status] ?? '';
}
