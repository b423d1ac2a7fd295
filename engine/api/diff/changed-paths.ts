// Which leaves differ between two versions of an object. Objects share what was not changed, so a branch that is the
// same reference costs nothing.
//
// Knows no kind: lists are compared by position, except that elements are paired by `name`, `type` or `uid` where all
// elements of both lists have one, each once, so that a container put in front does not change all others.

import { equalPlain } from '../plain.ts';
import { pathText, type Segment } from '../schema/json-path.ts';

export interface ChangedPath {
  /** `spec.replicas`; an element paired by key is written `[name=web]`, any other by its index. */
  readonly path: string;
  /** Undefined where the path was added. */
  readonly before: unknown;
  /** Undefined where the path was removed. */
  readonly after: unknown;
}

type JSONMap = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is JSONMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const PAIRING_KEYS = ['name', 'type', 'uid'] as const;

/** The key by which the elements of both lists can be paired, if there is one. */
function pairingKey(before: readonly unknown[], after: readonly unknown[]): string | undefined {
  const isKey = (list: readonly unknown[], key: string): boolean => {
    const seen = new Set<unknown>();
    for (const item of list) {
      if (!isMap(item) || typeof item[key] !== 'string' || seen.has(item[key])) return false;
      seen.add(item[key]);
    }
    return true;
  };
  return PAIRING_KEYS.find((key) => isKey(before, key) && isKey(after, key));
}

class Walk {
  readonly changes: ChangedPath[] = [];

  value(before: unknown, after: unknown, segments: readonly Segment[]): void {
    if (before === after) return;
    if (isMap(before) && isMap(after)) this.maps(before, after, segments);
    else if (Array.isArray(before) && Array.isArray(after)) this.lists(before, after, segments);
    else if (!equalPlain(before, after)) this.changes.push({ path: pathText(segments), before, after });
  }

  private maps(before: JSONMap, after: JSONMap, segments: readonly Segment[]): void {
    for (const key of Object.keys(before)) this.value(before[key], after[key], [...segments, key]);
    for (const key of Object.keys(after))
      if (!Object.hasOwn(before, key)) this.value(undefined, after[key], [...segments, key]);
  }

  private lists(before: readonly unknown[], after: readonly unknown[], segments: readonly Segment[]): void {
    const key = before.length + after.length > 0 ? pairingKey(before, after) : undefined;
    if (key === undefined) {
      const length = Math.max(before.length, after.length);
      for (let i = 0; i < length; i++) this.value(before[i], after[i], [...segments, i]);
      return;
    }
    const place = (value: unknown): readonly Segment[] => withLast(segments, `[${key}=${String(value)}]`);
    const others = new Map(after.map((item) => [(item as JSONMap)[key], item]));
    for (const item of before as readonly JSONMap[]) {
      this.value(item, others.get(item[key]), place(item[key]));
      others.delete(item[key]);
    }
    for (const [value, item] of others) this.value(undefined, item, place(value));
    this.order(before as readonly JSONMap[], after as readonly JSONMap[], key, segments);
  }

  // Elements that only changed places: one change of the list, shown as its keys.
  private order(
    before: readonly JSONMap[],
    after: readonly JSONMap[],
    key: string,
    segments: readonly Segment[],
  ): void {
    const keysOf = (list: readonly JSONMap[], other: readonly JSONMap[]): unknown[] => {
      const shared = new Set(other.map((item) => item[key]));
      return list.map((item) => item[key]).filter((value) => shared.has(value));
    };
    const [was, is] = [keysOf(before, after), keysOf(after, before)];
    if (!equalPlain(was, is)) this.changes.push({ path: pathText(segments), before: was, after: is });
  }
}

// `containers` and `[name=web]` make one segment, so that no dot comes between.
function withLast(segments: readonly Segment[], suffix: string): readonly Segment[] {
  return [...segments.slice(0, -1), `${pathText(segments.slice(-1))}${suffix}`];
}

/** The changed leaves, in the order of `before`, additions after; empty for equal versions. */
export function changedPaths(before: unknown, after: unknown): readonly ChangedPath[] {
  const walk = new Walk();
  walk.value(before, after, []);
  return walk.changes;
}
