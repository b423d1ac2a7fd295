// Every built-in kind. One import and one line each, in the order in which `kubectl api-resources` would have them.

import type { KindTraits } from '../kind.ts';

export const KINDS: readonly KindTraits[] = [];

const byName: ReadonlyMap<string, KindTraits> = new Map(KINDS.map((kind) => [kind.kind, kind]));

/** The traits of a built-in kind, for example `Deployment`. */
export function kindByName(kind: string): KindTraits | undefined {
  return byName.get(kind);
}
