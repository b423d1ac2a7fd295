// When Services or endpoints changed, for those who see the API some moments late.
//
// Kept only as far back as somebody may still lag behind. Instants are simulation time in milliseconds, rising.

export class ChangeTimes {
  private times: number[] = [];

  /** Notes a change now and forgets those before `keepFromMs`. */
  note(nowMs: number, keepFromMs: number): void {
    if (this.times.at(-1) !== nowMs) this.times.push(nowMs);
    // Half of the list at least goes at once, so that forgetting costs O(1) a change.
    const gone = this.indexAfter(keepFromMs - 1);
    if (gone > 64 && gone * 2 > this.times.length) this.times = this.times.slice(gone);
  }

  /** The first change later than that instant. O(log n). */
  firstAfter(ms: number): number | undefined {
    return this.times[this.indexAfter(ms)];
  }

  private indexAfter(ms: number): number {
    let [low, high] = [0, this.times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[middle]! <= ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
