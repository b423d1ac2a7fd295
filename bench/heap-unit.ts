// The unit of all figures: 1,000,000 pops, each followed by a push, on a bare binary heap of 10,000 (time, sequence)
// pairs, measured in the same run as what it is compared with.

const PAIRS = 10_000;
const OPERATIONS = 1_000_000;

interface Pair {
  readonly time: number;
  readonly seq: number;
}

const isBefore = (a: Pair, b: Pair): boolean => a.time < b.time || (a.time === b.time && a.seq < b.seq);

function push(heap: Pair[], pair: Pair): void {
  let at = heap.length;
  heap.push(pair);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(pair, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = pair;
}

function pop(heap: Pair[]): Pair {
  const top = heap[0]!;
  const last = heap.pop()!;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
    if (!isBefore(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  if (heap.length > 0) heap[at] = last;
  return top;
}

// A linear congruential generator: the same times in every run.
function generator(): () => number {
  let state = 12345;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state % 1_000_000;
  };
}

/** Milliseconds of one unit: the middle one of three measurements. */
export function heapUnitMs(): number {
  return median(Array.from({ length: 3 }, measure));
}

function measure(): number {
  const random = generator();
  const heap: Pair[] = [];
  let seq = 0;
  for (let i = 0; i < PAIRS; i += 1) push(heap, { time: random(), seq: seq++ });
  const begun = performance.now();
  for (let i = 0; i < OPERATIONS; i += 1) {
    const { time } = pop(heap);
    push(heap, { time: time + random(), seq: seq++ });
  }
  return performance.now() - begun;
}

/** The middle value; of an even number the lower middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1]!;
}
