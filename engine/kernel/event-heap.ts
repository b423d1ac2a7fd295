// The future event list: a binary heap in the total order (time, priority, sequence).
//
// Sequence numbers are unique, so nothing ties and the order never depends on the heap's shape.
// Time and priority are folded into one number and kept beside the events in typed arrays: comparing them there is
// twice as fast as reading them from the events. Canceled events stay until they reach the top; the kernel drops
// them there. push and pop: O(log n).

import type { SimEvent } from './sim-event.ts';

/** Priorities are whole numbers from `-PRIORITIES / 2` to below `PRIORITIES / 2`. */
export const PRIORITIES = 64;

const orderOf = (event: SimEvent): number => event.dueMs * PRIORITIES + event.priority;

export class EventHeap {
  private events: (SimEvent | undefined)[] = new Array(1024);
  private orders = new Float64Array(1024);
  private seqs = new Float64Array(1024);
  private count = 0;

  get size(): number {
    return this.count;
  }

  peek(): SimEvent | undefined {
    return this.events[0];
  }

  push(event: SimEvent): void {
    if (this.count === this.orders.length) this.grow();
    const { events, orders, seqs } = this;
    const order = orderOf(event);
    let at = this.count;
    this.count += 1;
    // A new event has the highest sequence number, so it rises only past a strictly later order.
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((orders[parent] as number) <= order) break;
      orders[at] = orders[parent] as number;
      seqs[at] = seqs[parent] as number;
      events[at] = events[parent];
      at = parent;
    }
    orders[at] = order;
    seqs[at] = event.seq;
    events[at] = event;
  }

  pop(): SimEvent | undefined {
    const { events } = this;
    const top = events[0];
    if (this.count === 0) return undefined;
    this.count -= 1;
    const last = events[this.count];
    events[this.count] = undefined;
    if (this.count > 0) this.siftDown(last as SimEvent);
    return top;
  }

  private siftDown(event: SimEvent): void {
    const { events, orders, seqs, count } = this;
    const order = orderOf(event);
    const { seq } = event;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      let low = orders[child] as number;
      const right = child + 1;
      if (right < count) {
        const other = orders[right] as number;
        if (other < low || (other === low && (seqs[right] as number) < (seqs[child] as number))) {
          child = right;
          low = other;
        }
      }
      if (low > order || (low === order && (seqs[child] as number) > seq)) break;
      orders[at] = low;
      seqs[at] = seqs[child] as number;
      events[at] = events[child];
      at = child;
    }
    orders[at] = order;
    seqs[at] = seq;
    events[at] = event;
  }

  private grow(): void {
    const size = this.orders.length * 2;
    const orders = new Float64Array(size);
    orders.set(this.orders);
    this.orders = orders;
    const seqs = new Float64Array(size);
    seqs.set(this.seqs);
    this.seqs = seqs;
    this.events.length = size;
  }

  /** All events still in the list, canceled ones included, in no particular order. */
  values(): readonly SimEvent[] {
    return this.events.slice(0, this.count) as SimEvent[];
  }
}
