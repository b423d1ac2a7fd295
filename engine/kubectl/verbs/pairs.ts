// Arguments of the form `pods a KEY=VALUE OTHER-`. Source: kubectl v0.32.0 pkg/cmd/util/helpers.go, GetResourcesAndPairs,
// ParsePairs.

import { textFailure } from '../failure.ts';

/** @throws CommandFailure  a resource stands behind a pair */
export function resourcesAndPairs(
  args: readonly string[],
  noun: string,
): { readonly resources: readonly string[]; readonly pairs: readonly string[] } {
  const resources: string[] = [];
  const pairs: string[] = [];
  for (const arg of args) {
    const isPair = (arg.includes('=') && arg[0] !== '=') || (arg.endsWith('-') && arg !== '-');
    if (isPair) pairs.push(arg);
    else if (pairs.length > 0)
      throw textFailure(`all resources must be specified before ${noun} changes: ${arg}`);
    else resources.push(arg);
  }
  return { resources, pairs };
}

/** @throws CommandFailure  not all are pairs */
export function parsePairs(
  pairs: readonly string[],
  noun: string,
  mayRemove: boolean,
): { readonly set: ReadonlyMap<string, string>; readonly unset: readonly string[] } {
  const set = new Map<string, string>();
  const unset: string[] = [];
  const wrong: string[] = [];
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at > 0) set.set(pair.slice(0, at), pair.slice(at + 1));
    else if (mayRemove && pair.endsWith('-') && pair !== '-') unset.push(pair.slice(0, -1));
    else wrong.push(pair);
  }
  if (wrong.length > 0) throw textFailure(`invalid ${noun} format: ${wrong.join(', ')}`);
  return { set, unset };
}
