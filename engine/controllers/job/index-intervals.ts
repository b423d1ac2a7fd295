// Sets of completion indexes as upstream keeps and prints them: ordered intervals, `0,2-5,7`.
//
// Pure. Two neighbours print as `3,4`, three or more as `3-5`.
// Source: kubernetes v1.28.0 pkg/controller/job/indexed_job_utils.go, orderedIntervals, parseIndexesFromString.

/** First and last index, both included. */
export interface Interval {
  readonly first: number;
  readonly last: number;
}

/** Disjoint intervals in ascending order, no two of them adjacent. */
export type Intervals = readonly Interval[];

export function merge(a: Intervals, b: Intervals): Intervals {
  const all = [...a, ...b].sort((x, y) => x.first - y.first);
  const result: { first: number; last: number }[] = [];
  for (const { first, last } of all) {
    const previous = result.at(-1);
    if (previous === undefined || first > previous.last + 1) result.push({ first, last });
    else if (previous.last < last) previous.last = last;
  }
  return result;
}

export const withIndexes = (intervals: Intervals, indexes: Iterable<number>): Intervals =>
  merge(
    intervals,
    [...indexes].map((index) => ({ first: index, last: index })),
  );

export const total = (intervals: Intervals): number =>
  intervals.reduce((sum, { first, last }) => sum + last - first + 1, 0);

export const has = (intervals: Intervals, index: number): boolean =>
  intervals.some(({ first, last }) => first <= index && index <= last);

/** How many indexes the two share. */
export function countShared(a: Intervals, b: Intervals): number {
  let shared = 0;
  for (const x of a) {
    for (const y of b) shared += Math.max(0, Math.min(x.last, y.last) - Math.max(x.first, y.first) + 1);
  }
  return shared;
}

export const formatIntervals = (intervals: Intervals): string =>
  intervals
    .map(({ first, last }) =>
      first === last ? `${first}` : `${first}${last === first + 1 ? ',' : '-'}${last}`,
    )
    .join(',');

/** Indexes at or beyond `completions` are cut off; what is not a number is left out. */
export function parseIntervals(text: string | undefined, completions: number): Intervals {
  const result: Interval[] = [];
  for (const part of text ? text.split(',') : []) {
    const limits = part.split('-');
    const first = wholeNumber(limits[0]);
    const last = limits.length > 1 ? wholeNumber(limits[1]) : first;
    if (first === undefined || last === undefined) continue;
    if (first >= completions) break;
    result.push({ first, last: Math.min(last, completions - 1) });
  }
  return merge(result, []);
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : undefined;

/** The first `count` indexes below `completions` that are not taken. */
export function firstFree(taken: Intervals, count: number, completions: number): number[] {
  const free: number[] = [];
  let candidate = 0;
  for (const { first, last } of taken) {
    for (; candidate < completions && free.length < count && candidate < first; candidate++)
      free.push(candidate);
    candidate = Math.max(candidate, last + 1);
  }
  for (; candidate < completions && free.length < count; candidate++) free.push(candidate);
  return free;
}
