// Looks for a set of disturbances that breaks a scenario, and for the smallest one. Knows sets and verdicts, no Kubernetes.

import fc from 'fast-check';

/** Runs of making smaller at most: beyond that, the set is as small as it has become. */
const SHRINK_RUNS_MAX = 400;

/** Whether the scenario holds with these. */
export type Holds<T> = (set: readonly T[]) => Promise<boolean>;

export interface Found<T> {
  readonly seed: number;
  /** fast-check's path from the set that was drawn to the smaller one. */
  readonly path: string;
  readonly drawn: readonly T[];
  /** Without any one of them the scenario holds. */
  readonly smallest: readonly T[];
  readonly shrinkRuns: number;
}

/**
 * Draws one set and, should it break the scenario, makes it smaller.
 *
 * @returns undefined when the scenario holds
 */
export async function tryOne<T>(
  arbitrary: fc.Arbitrary<T[]>,
  seed: number,
  holds: Holds<T>,
): Promise<Found<T> | undefined> {
  let drawn: readonly T[] | undefined;
  let runs = 0;
  const verdicts = new Map<string, boolean>();
  const asked = async (set: readonly T[]): Promise<boolean> => {
    const key = JSON.stringify(set);
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    // What is left untried counts as holding, which ends the making smaller.
    if (runs > SHRINK_RUNS_MAX) return true;
    runs += 1;
    const verdict = await holds(set);
    verdicts.set(key, verdict);
    return verdict;
  };
  const property = fc.asyncProperty(arbitrary, (set) => {
    drawn ??= set;
    return asked(set);
  });
  const details = await fc.check(property, { seed: mixed(seed), numRuns: 1 });
  if (!details.failed) return undefined;
  if (details.counterexample === null || drawn === undefined)
    throw new Error(fc.defaultReportMessage(details));
  const smallest = await withoutNeedless(details.counterexample[0], asked);
  return { seed, path: details.counterexamplePath ?? '', drawn, smallest, shrinkRuns: runs - 1 };
}

/** Takes away one at a time for as long as the scenario still breaks. */
export async function withoutNeedless<T>(set: readonly T[], holds: Holds<T>): Promise<readonly T[]> {
  for (let i = 0; i < set.length; i += 1) {
    const rest = set.filter((_, at) => at !== i);
    if (!(await holds(rest))) return withoutNeedless(rest, holds);
  }
  return set;
}

// Neighbouring seeds would draw alike.
const mixed = (seed: number): number => Math.imul(seed + 1, 0x9e3779b1) | 0;
