// Two texts side by side as `diff -u` shows them: hunks of changed lines with three lines around them.
//
// The fewest changed lines, deletions before insertions. Source: POSIX diff, "Diff -u Output Format"; GNU diffutils.
// Costs the product of the two texts' lengths, once equal beginnings and ends are left out.

const CONTEXT = 3;

type Edit = readonly [sign: ' ' | '-' | '+', line: string];

/** The hunks, each ended by a newline; empty for equal texts. */
export function unifiedHunks(before: string, after: string): string {
  const edits = editsOf(linesOf(before), linesOf(after));
  return groupsOf(edits)
    .map(([from, to]) => hunk(edits, from, to))
    .join('');
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function editsOf(before: readonly string[], after: readonly string[]): Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1;
  const same = (lines: readonly string[]): Edit[] => lines.map((line) => [' ', line]);
  return [
    ...same(before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function middle(a: readonly string[], b: readonly string[]): Edit[] {
  const common = commonLengths(a, b);
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      edits.push([' ', a[i]!]);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      edits.push(['-', a[i]!]);
      i += 1;
    } else {
      edits.push(['+', b[j]!]);
      j += 1;
    }
  }
  return edits;
}

/** `[i][j]`: how many lines the rests from i and from j have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i]![j] =
        a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  }
  return table;
}

// Changes stand in one hunk where no line between them lies outside of their contexts.
function groupsOf(edits: readonly Edit[]): [from: number, to: number][] {
  const groups: [number, number][] = [];
  edits.forEach(([sign], i) => {
    if (sign === ' ') return;
    const last = groups.at(-1);
    if (last !== undefined && i - last[1] - 1 <= 2 * CONTEXT) last[1] = i;
    else groups.push([i, i]);
  });
  return groups.map(([from, to]) => [Math.max(0, from - CONTEXT), Math.min(edits.length, to + CONTEXT + 1)]);
}

function hunk(edits: readonly Edit[], from: number, to: number): string {
  const count = (list: readonly Edit[], sign: '-' | '+'): number =>
    list.filter(([one]) => one === ' ' || one === sign).length;
  const range = (sign: '-' | '+'): string => {
    const before = count(edits.slice(0, from), sign);
    const length = count(edits.slice(from, to), sign);
    const start = length === 0 ? before : before + 1;
    return length === 1 ? `${start}` : `${start},${length}`;
  };
  const lines = edits.slice(from, to).map(([sign, line]) => `${sign}${line}\n`);
  return `@@ -${range('-')} +${range('+')} @@\n${lines.join('')}`;
}
