// One dictionary for the values that several scenarios have: the nodes that every cluster begins with, the reasons and
// messages, the paths that change.

import { columnsOf, type RecordType } from './columns.ts';
import type { Column, TraceBlock, VersionCell } from './trace-block.ts';

export interface SharedBlocks {
  readonly shared: readonly unknown[];
  readonly blocks: readonly TraceBlock[];
}

/** Moves what at least two blocks have into `shared`, most used first. The blocks must not share anything yet. */
export function shareValues(blocks: readonly TraceBlock[]): SharedBlocks {
  const uses = new Map<string, { value: unknown; count: number }>();
  const keysOf = blocks.map((block) => block.values.map((value) => JSON.stringify(value)));
  blocks.forEach((block, b) => {
    block.values.forEach((value, i) => {
      const key = keysOf[b]?.[i] as string;
      const use = uses.get(key);
      if (use === undefined) uses.set(key, { value, count: 1 });
      else use.count += 1;
    });
  });
  // Stable: equal counts stay in order of first use, so that the bytes depend on nothing else.
  const common = [...uses].filter(([, use]) => use.count > 1).sort(([, a], [, b]) => b.count - a.count);
  const places = new Map(common.map(([key], i) => [key, i]));
  return {
    shared: common.map(([, use]) => use.value),
    blocks: blocks.map((block, b) => withShared(block, keysOf[b] as string[], places)),
  };
}

/** A further block, with the values taken out that are in `shared`: what `shareValues` would have made of it. */
export function sharingWith(shared: readonly unknown[]): (block: TraceBlock) => TraceBlock {
  const places = new Map(shared.map((value, i) => [JSON.stringify(value), i]));
  return (block) =>
    withShared(
      block,
      block.values.map((value) => JSON.stringify(value)),
      places,
    );
}

function withShared(
  block: TraceBlock,
  keys: readonly string[],
  places: ReadonlyMap<string, number>,
): TraceBlock {
  const values: unknown[] = [];
  const moved = block.values.map((value, i) => {
    const place = places.get(keys[i] as string);
    if (place !== undefined) return place;
    values.push(value);
    return places.size + values.length - 1;
  });
  const move = (index: number): number => (index < 0 ? index : (moved[index] as number));
  const columns: Record<string, Record<string, Column>> = {};
  for (const [type, table] of Object.entries(block.columns)) {
    const into: Record<string, Column> = {};
    for (const [name, kind] of columnsOf(type as RecordType)) {
      const column = table[name] as Column;
      if (kind === 'value') into[name] = (column as number[]).map(move);
      else if (kind === 'version')
        into[name] = (column as VersionCell[]).map((cell) => movedCell(cell, move));
      else into[name] = column;
    }
    columns[type] = into;
  }
  return { ...block, columns, sharedCount: places.size, values };
}

function movedCell(cell: VersionCell, move: (index: number) => number): VersionCell {
  return typeof cell === 'number' ? move(cell) : cell.map(move);
}
