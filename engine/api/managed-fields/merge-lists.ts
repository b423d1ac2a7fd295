// Two lists with keyed items become one: what both have keeps the order of the applied list, what only the live one has
// stays about where it was.
//
// Source: structured-merge-diff v6 typed/merge.go, visitListItems.

import type { PathElement } from './path-element.ts';

export interface ListRules {
  readonly elementOf: (item: unknown) => PathElement;
  readonly merge: (live: unknown, applied: unknown) => unknown;
}

export function mergeLists(
  live: readonly unknown[],
  applied: readonly unknown[],
  { elementOf, merge }: ListRules,
): unknown[] {
  const left = live.map((item) => ({ element: elementOf(item), item }));
  const right = applied.map((item) => ({ element: elementOf(item), item }));
  const inLive = new Map(left.map(({ element, item }) => [element, item]));
  const inApplied = new Map(right.map(({ element, item }) => [element, item]));
  const shared = right.map(({ element }) => element).filter((element) => inLive.has(element));
  const merged = new Set<PathElement>();
  const out: unknown[] = [];
  let l = 0;
  let r = 0;
  const takeApplied = (): void => {
    const { element, item } = right[r]!;
    merged.add(element);
    out.push(inLive.has(element) ? merge(inLive.get(element), item) : item);
    if (shared[0] === element) shared.shift();
    r += 1;
  };
  while (l < left.length || r < right.length) {
    const { element } = left[l] ?? { element: undefined };
    if (element === undefined) {
      takeApplied();
    } else if (element === right[r]?.element) {
      takeApplied();
      l += 1;
    } else if (!inApplied.has(element)) {
      out.push(left[l]!.item);
      l += 1;
    } else if (r < right.length && shared[0] !== undefined && shared[0] !== element) {
      // It will stand at the place that the applied list gives it.
      l += 1;
    } else {
      if (merged.has(element)) l += 1;
      if (r < right.length) takeApplied();
    }
  }
  return out;
}
