// First in, first out, in constant time however many wait.
//
// An array's `shift` moves the rest, and the first entry of a Map is looked for past all those deleted before it: taken
// one by one from the front, a hundred thousand of either cost the square of it.

/** Fewer left places than this are never worth closing. */
const MIN_LEFT = 1024;

export class Fifo<Item extends {}> {
  private items: (Item | undefined)[] = [];
  /** Where the first one stands; those before it have left. */
  private head = 0;

  get size(): number {
    return this.items.length - this.head;
  }

  push(item: Item): void {
    this.items.push(item);
  }

  peek(): Item | undefined {
    return this.items[this.head];
  }

  shift(): Item | undefined {
    const item = this.items[this.head];
    if (item === undefined) return undefined;
    this.items[this.head] = undefined;
    this.head += 1;
    // Half of the array has left: as many steps went before as this one takes.
    if (this.head >= MIN_LEFT && this.head * 2 >= this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return item;
  }
}
