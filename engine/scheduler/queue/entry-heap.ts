// A binary heap of queued pods from which any pod can be taken out, not only the first.
//
// push, pop, delete: O(log n). The order given must be total, or what ties comes out by the heap's shape.

export interface Positioned {
  /** Index in the heap that holds it; -1 outside. Written by the heap alone. */
  position: number;
}

export class EntryHeap<T extends Positioned> {
  private readonly entries: T[] = [];
  private readonly isBefore: (a: T, b: T) => boolean;

  constructor(isBefore: (a: T, b: T) => boolean) {
    this.isBefore = isBefore;
  }

  get size(): number {
    return this.entries.length;
  }

  peek(): T | undefined {
    return this.entries[0];
  }

  push(entry: T): void {
    entry.position = this.entries.length;
    this.entries.push(entry);
    this.rise(entry.position);
  }

  pop(): T | undefined {
    const first = this.entries[0];
    if (first !== undefined) this.delete(first);
    return first;
  }

  has(entry: T): boolean {
    return this.entries[entry.position] === entry;
  }

  delete(entry: T): void {
    if (!this.has(entry)) return;
    const at = entry.position;
    const last = this.entries.pop()!;
    entry.position = -1;
    if (last === entry) return;
    this.put(last, at);
    this.rise(at);
    this.sink(last.position);
  }

  /** In the order in which they would be popped. */
  sorted(): T[] {
    return [...this.entries].sort((a, b) => (this.isBefore(a, b) ? -1 : 1));
  }

  private put(entry: T, at: number): void {
    this.entries[at] = entry;
    entry.position = at;
  }

  private rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(this.entries[at]!, this.entries[parent]!)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(from: number): void {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let first = at;
      if (left < this.entries.length && this.isBefore(this.entries[left]!, this.entries[first]!))
        first = left;
      if (right < this.entries.length && this.isBefore(this.entries[right]!, this.entries[first]!))
        first = right;
      if (first === at) return;
      this.swap(at, first);
      at = first;
    }
  }

  private swap(a: number, b: number): void {
    const entry = this.entries[a]!;
    this.put(this.entries[b]!, a);
    this.put(entry, b);
  }
}
