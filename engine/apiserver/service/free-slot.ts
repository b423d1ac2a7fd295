// Finding a free slot in a range: from a drawn place onwards, round the end, like upstream's bitmap.
//
// Recent releases keep the lower slots for users who ask for a certain one: these are drawn from last.
// Source: kubernetes v1.28.0 pkg/registry/core/service/allocator/bitmap.go, randomScanStrategy and
// randomScanStrategyWithOffset.

/** A whole number from 0 to `size` - 1, both included, from the caller's stream. */
export type Draw = (size: number) => number;

export interface SlotRange {
  readonly size: number;
  /** How many slots at the start are drawn from last; 0 for none. */
  readonly reserved: number;
  readonly isTaken: (slot: number) => boolean;
}

/** Undefined when the range is full. */
export function nextFreeSlot({ size, reserved, isTaken }: SlotRange, draw: Draw): number | undefined {
  return scan(reserved, size - reserved, isTaken, draw) ?? scan(0, reserved, isTaken, draw);
}

function scan(
  first: number,
  count: number,
  isTaken: (slot: number) => boolean,
  draw: Draw,
): number | undefined {
  if (count <= 0) return undefined;
  const start = draw(count);
  for (let i = 0; i < count; i += 1) {
    const slot = first + ((start + i) % count);
    if (!isTaken(slot)) return slot;
  }
  return undefined;
}
