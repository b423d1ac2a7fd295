// What becomes of a scenario that is explored: its kept cases and runs, what reports hear of them, and its failure.

import type { ITestCaseHookParameter } from '@cucumber/cucumber';
import { UserError } from '../../engine/index.ts';
import type { Failure } from '../../reports/failure/failure.ts';
import { renderFailure } from '../../reports/failure/render-failure.ts';
import {
  EXPLORATION_MEDIA_TYPE,
  type Exploration,
  PROGRESS_MEDIA_TYPE,
} from '../../reports/model/exploration.ts';
import { scenarioTrace } from '../../reports/model/scenario-trace.ts';
import { wanted, wantsProgress } from '../../reports/run/environment.ts';
import { StepFailure } from '../step-failure.ts';
import type { KubespecWorld } from '../world.ts';
import { appliedIn, type Breaking, type Explored, explore } from './explore.ts';
import { keptCases } from './kept-cases.ts';
import { playerOf } from './play.ts';

const PROGRESS_EVERY_MS = 200;

/**
 * Explores a scenario whose first run has passed, if it is to be explored.
 *
 * @throws StepFailure  of the smallest run that fails
 */
export function exploreScenario(
  world: KubespecWorld,
  parameter: ITestCaseHookParameter,
): Promise<void> | undefined {
  const { seeds } = world.exploration;
  return seeds.length === 0 ? undefined : exploreSeeds(world, parameter, seeds);
}

async function exploreSeeds(
  world: KubespecWorld,
  parameter: ITestCaseHookParameter,
  seeds: readonly number[],
): Promise<void> {
  const { disturber, plan, exploration } = world;
  if (disturber === undefined)
    throw world.explained(
      new UserError({ message: 'there is nothing to explore', hint: 'begin with "Given a cluster"' }),
    );
  const census = disturber.census();
  const begun = performance.now();
  const search = {
    census,
    play: playerOf(parameter, world.parameters),
    kept: keptCases(plan.file, plan.name).map(({ disturbances }) => disturbances),
    seeds,
    crashes: exploration.crashes,
    goesOn: () => performance.now() - begun < exploration.budgetMs,
    onRun: progressOf(world),
  };
  const explored = await explore(search);
  const decisions = census.delays.reduce((sum, { count }) => sum + count, census.ties);
  world.attach(JSON.stringify(told(explored, decisions)), EXPLORATION_MEDIA_TYPE);
  if (explored.breaking !== undefined) throw new StepFailure(failureOf(explored, explored.breaking));
}

// Said only where somebody looks at it while it happens.
function progressOf(world: KubespecWorld): (done: number, of: number) => void {
  if (!wantsProgress()) return () => {};
  let lastMs = performance.now();
  return (done, of) => {
    if (performance.now() - lastMs < PROGRESS_EVERY_MS) return;
    lastMs = performance.now();
    world.attach(JSON.stringify({ name: world.plan.name, done, of }), PROGRESS_MEDIA_TYPE);
  };
}

function told({ runs, shrinkRuns, outdated, breaking }: Explored, decisions: number): Exploration {
  const report = { decisions, runs, shrinkRuns, outdated };
  if (breaking === undefined) return report;
  const { seed, path, smallest, removed } = breaking;
  const { world } = smallest;
  const { running } = world;
  const hasTrace = wanted() === 'traces' && running !== undefined;
  return {
    ...report,
    failure: {
      ...(seed === undefined ? {} : { seed }),
      ...(path === undefined ? {} : { path }),
      smallest: appliedIn(smallest),
      removed,
      replay: world.replay.replay ?? '',
      block: renderFailure(factsOf(smallest)),
      ...(hasTrace
        ? {
            trace: scenarioTrace(running.trace.records, {
              startEpochMs: running.view.startEpochMs,
              endMs: running.nowMs,
            }),
          }
        : {}),
    },
  };
}

function failureOf({ runs }: Explored, { seed, path, smallest, removed }: Breaking): Failure {
  return {
    ...factsOf(smallest),
    explored: {
      run: runs.length,
      ...(seed === undefined ? {} : { seed }),
      ...(path === undefined ? {} : { path }),
      disturbances: appliedIn(smallest),
      removed: removed.length,
    },
  };
}

/** The block of the step that failed, whatever it threw. */
function factsOf({ world, error }: { readonly world: KubespecWorld; readonly error?: unknown }): Failure {
  if (error instanceof StepFailure) return error.failure;
  const text = error instanceof Error ? error.message : String(error);
  try {
    return world.fail({ found: text.split('\n') });
  } catch (failure) {
    return (failure as StepFailure).failure;
  }
}
