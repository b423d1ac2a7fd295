// Go's sort.Sort, so that equal things come out in the order in which kubectl leaves them.
//
// It is not stable beyond twelve elements, yet always does the same: a pattern-defeating quicksort whose "random" swaps
// depend on the length alone. Source: Go 1.23 src/sort/sort.go, zsortinterface.go, pdqsort.

const INSERTION_MAX = 12;
const NINTHER_MIN = 50;
const SHIFT_MIN = 50;
const SHIFTS_MAX = 5;
const SWAPS_MAX = 12;

/** A sorted copy. @param isLess  whether the first is to come before the second */
export function goSorted<T>(items: readonly T[], isLess: (a: T, b: T) => boolean): T[] {
  const sorter = new Sorter(items, isLess);
  sorter.sort(0, items.length, bitLength(items.length));
  return sorter.items;
}

const bitLength = (n: number): number => (n === 0 ? 0 : 32 - Math.clz32(n));

type Hint = 'unknown' | 'increasing' | 'decreasing';

class Sorter<T> {
  readonly items: T[];
  private readonly isLess: (a: T, b: T) => boolean;

  constructor(items: readonly T[], isLess: (a: T, b: T) => boolean) {
    this.items = [...items];
    this.isLess = isLess;
  }

  sort(from: number, to: number, budget: number): void {
    let [a, b, limit] = [from, to, budget];
    let wasBalanced = true;
    let wasPartitioned = true;
    for (;;) {
      const length = b - a;
      if (length <= INSERTION_MAX) return this.insertionSort(a, b);
      if (limit === 0) return this.heapSort(a, b);
      if (!wasBalanced) {
        this.breakPatterns(a, b);
        limit -= 1;
      }
      const chosen = this.choosePivot(a, b);
      let { pivot, hint } = chosen;
      if (hint === 'decreasing') {
        this.reverse(a, b);
        pivot = b - 1 - (pivot - a);
        hint = 'increasing';
      }
      if (wasBalanced && wasPartitioned && hint === 'increasing' && this.finishesByShifts(a, b)) return;
      // Of many equals, those of the pivot go first and are done.
      if (a > 0 && !this.less(a - 1, pivot)) {
        a = this.partitionEqual(a, b, pivot);
        continue;
      }
      const { middle, wasDone } = this.partition(a, b, pivot);
      wasPartitioned = wasDone;
      const [left, right] = [middle - a, b - middle];
      wasBalanced = Math.min(left, right) >= Math.trunc(length / 8);
      if (left < right) {
        this.sort(a, middle, limit);
        a = middle + 1;
      } else {
        this.sort(middle + 1, b, limit);
        b = middle;
      }
    }
  }

  private less(i: number, j: number): boolean {
    return this.isLess(this.items[i]!, this.items[j]!);
  }

  private swap(i: number, j: number): void {
    const item = this.items[i]!;
    this.items[i] = this.items[j]!;
    this.items[j] = item;
  }

  private insertionSort(a: number, b: number): void {
    for (let i = a + 1; i < b; i += 1)
      for (let j = i; j > a && this.less(j, j - 1); j -= 1) this.swap(j, j - 1);
  }

  private heapSort(a: number, b: number): void {
    const length = b - a;
    for (let i = Math.trunc((length - 1) / 2); i >= 0; i -= 1) this.siftDown(i, length, a);
    for (let i = length - 1; i >= 0; i -= 1) {
      this.swap(a, a + i);
      this.siftDown(0, i, a);
    }
  }

  private siftDown(low: number, high: number, first: number): void {
    let root = low;
    for (;;) {
      let child = 2 * root + 1;
      if (child >= high) return;
      if (child + 1 < high && this.less(first + child, first + child + 1)) child += 1;
      if (!this.less(first + root, first + child)) return;
      this.swap(first + root, first + child);
      root = child;
    }
  }

  private breakPatterns(a: number, b: number): void {
    const length = b - a;
    if (length < 8) return;
    const mask = (1n << BigInt(bitLength(length))) - 1n;
    const at = a + Math.trunc(length / 4) * 2;
    let random = BigInt(length);
    for (let i = 0; i < 3; i += 1) {
      random = BigInt.asUintN(64, random ^ (random << 13n));
      random ^= random >> 17n;
      random = BigInt.asUintN(64, random ^ (random << 5n));
      const other = Number(random & mask);
      this.swap(at - 1 + i, a + (other >= length ? other - length : other));
    }
  }

  private choosePivot(a: number, b: number): { readonly pivot: number; readonly hint: Hint } {
    const length = b - a;
    const quarter = Math.trunc(length / 4);
    const swaps = { count: 0 };
    let spots = [a + quarter, a + quarter * 2, a + quarter * 3] as const;
    if (length >= NINTHER_MIN) {
      const [i, j, k] = spots;
      spots = [
        this.median(i - 1, i, i + 1, swaps),
        this.median(j - 1, j, j + 1, swaps),
        this.median(k - 1, k, k + 1, swaps),
      ];
    }
    const pivot = length >= 8 ? this.median(...spots, swaps) : spots[1];
    const hint = swaps.count === 0 ? 'increasing' : swaps.count === SWAPS_MAX ? 'decreasing' : 'unknown';
    return { pivot, hint };
  }

  private median(first: number, second: number, third: number, swaps: { count: number }): number {
    let [a, b, c] = [first, second, third];
    const order = (x: number, y: number): [number, number] => {
      if (!this.less(y, x)) return [x, y];
      swaps.count += 1;
      return [y, x];
    };
    [a, b] = order(a, b);
    [b, c] = order(b, c);
    [a, b] = order(a, b);
    return b;
  }

  private reverse(a: number, b: number): void {
    for (let i = a, j = b - 1; i < j; i += 1, j -= 1) this.swap(i, j);
  }

  // True if the range is sorted after a few shifts at most.
  private finishesByShifts(a: number, b: number): boolean {
    let i = a + 1;
    for (let step = 0; step < SHIFTS_MAX; step += 1) {
      while (i < b && !this.less(i, i - 1)) i += 1;
      if (i === b) return true;
      if (b - a < SHIFT_MIN) return false;
      this.swap(i, i - 1);
      if (i - a >= 2) for (let j = i - 1; j >= 1 && this.less(j, j - 1); j -= 1) this.swap(j, j - 1);
      if (b - i >= 2) for (let j = i + 1; j < b && this.less(j, j - 1); j += 1) this.swap(j, j - 1);
    }
    return false;
  }

  private partition(
    a: number,
    b: number,
    pivot: number,
  ): { readonly middle: number; readonly wasDone: boolean } {
    this.swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    for (let round = 0; ; round += 1) {
      while (i <= j && this.less(i, a)) i += 1;
      while (i <= j && !this.less(j, a)) j -= 1;
      if (i > j) {
        this.swap(j, a);
        return { middle: j, wasDone: round === 0 };
      }
      this.swap(i, j);
      i += 1;
      j -= 1;
    }
  }

  private partitionEqual(a: number, b: number, pivot: number): number {
    this.swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    for (;;) {
      while (i <= j && !this.less(a, i)) i += 1;
      while (i <= j && this.less(a, j)) j -= 1;
      if (i > j) return i;
      this.swap(i, j);
      i += 1;
      j -= 1;
    }
  }
}
