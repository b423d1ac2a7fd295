// Explores a scenario that has passed: kept cases first, then one run a seed, until one fails; that one is made as small as
// it can be. The default number of runs is a count, so that the same code gives the same result on any machine.

import type { Census, Disturbance } from '../../engine/index.ts';
import type { ExploredRun, ToldDisturbance } from '../../reports/model/exploration.ts';
import { disturbancesIn } from './generator.ts';
import type { Played, Player } from './play.ts';
import { tryOne } from './search.ts';

export interface Search {
  readonly census: Census;
  readonly play: Player;
  readonly kept: readonly (readonly Disturbance[])[];
  readonly seeds: readonly number[];
  readonly crashes: boolean;
  /** Whether a further run may begin. */
  readonly goesOn: () => boolean;
  /** Told after each run: how many of how many. */
  readonly onRun: (done: number, of: number) => void;
}

export interface Breaking {
  readonly seed?: number;
  readonly path?: string;
  readonly smallest: Played;
  readonly removed: readonly ToldDisturbance[];
}

export interface Explored {
  readonly runs: readonly ExploredRun[];
  readonly shrinkRuns: number;
  readonly outdated: readonly string[];
  readonly breaking?: Breaking;
}

const appliedIn = ({ world }: Played): readonly ToldDisturbance[] =>
  (world.disturber?.applied ?? []).map(({ disturbance, ...told }) => ({ ...told, data: disturbance }));

export async function explore(search: Search): Promise<Explored> {
  const runs: ExploredRun[] = [];
  const outdated: string[] = [];
  const all = search.kept.length + search.seeds.length;
  const noted = (played: Played, seed?: number): void => {
    const verdict = played.error === undefined ? 'passed' : 'failed';
    runs.push({ ...(seed === undefined ? {} : { seed }), disturbances: appliedIn(played).length, verdict });
    search.onRun(runs.length, all);
  };
  for (const [i, disturbances] of search.kept.entries()) {
    const played = await search.play(disturbances);
    noted(played);
    const missing = disturbances.length - appliedIn(played).length;
    if (played.error !== undefined)
      return { runs, shrinkRuns: 0, outdated, breaking: { smallest: played, removed: [] } };
    if (missing > 0)
      outdated.push(`kept case ${i + 1} applies no longer: ${missing} of its disturbances never happen`);
  }
  const arbitrary = disturbancesIn(search.census, search);
  for (const seed of arbitrary === undefined ? [] : search.seeds) {
    if (!search.goesOn()) break;
    let first: Played | undefined;
    const found = await tryOne(arbitrary!, seed, async (set) => {
      const played = await search.play(set);
      if (first === undefined) noted(played, seed);
      first ??= played;
      return played.error === undefined;
    });
    if (found === undefined) continue;
    const { path, smallest, shrinkRuns } = found;
    const last = await search.play(smallest);
    const removed = appliedIn(first!).filter((one) => !isAmong(one, smallest));
    return { runs, shrinkRuns, outdated, breaking: { seed, path, smallest: last, removed } };
  }
  return { runs, shrinkRuns: 0, outdated };
}

export { appliedIn };

// A delay may have become shorter on the way, and is the same one.
function isAmong({ data }: ToldDisturbance, set: readonly Disturbance[]): boolean {
  const nameOf = (one: Disturbance): string => JSON.stringify({ ...one, byMs: 0, forMs: 0, downMs: 0 });
  return set.some((one) => nameOf(one) === nameOf(data as Disturbance));
}
