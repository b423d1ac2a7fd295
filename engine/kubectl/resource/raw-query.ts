// The query of a request's path: how a list is chosen and paged, and how a watch is asked for.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go, ListOptions.

import type { ListOptions } from '../../apiserver/request.ts';
import { textFailure } from '../failure.ts';

export type RawQuery = ReadonlyMap<string, string>;

/** @throws CommandFailure  an escape that cannot be read */
export function parseQuery(text: string): RawQuery {
  const pairs = text.split('&').filter((pair) => pair !== '');
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [unescaped(pair), ''] : [unescaped(pair.slice(0, at)), unescaped(pair.slice(at + 1))];
    }),
  );
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw textFailure(`invalid URL escape ${JSON.stringify(text)}`);
  }
}

/** `watch` alone and `watch=false` are what Go's decoder makes of them. */
export const isOn = (query: RawQuery, name: string): boolean => {
  const value = query.get(name);
  return value !== undefined && !/^(0|false)$/i.test(value);
};

export const isWatch = (query: RawQuery): boolean => isOn(query, 'watch');

export function listOptionsOf(query: RawQuery): ListOptions {
  const limit = Number(query.get('limit') ?? 0);
  const isExact = query.get('resourceVersionMatch') === 'Exact';
  return {
    labelSelector: query.get('labelSelector') ?? '',
    fieldSelector: query.get('fieldSelector') ?? '',
    ...(limit > 0 ? { limit } : {}),
    ...(query.has('continue') ? { continueToken: query.get('continue')! } : {}),
    ...(isExact ? { revision: Number(query.get('resourceVersion')) } : {}),
  };
}
