// Before, around and after: tells the world where it stands, shows mistakes as blocks, writes the trace.
//
// Steps are wrapped where cucumber-js offers it, which costs a function call; a hook around each step would cost more
// than the step.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { After, Before, type ITestCaseHookParameter, setDefinitionFunctionWrapper } from '@cucumber/cucumber';
import type { Simulation } from '../engine/index.ts';
import { exchangeLines } from '../reports/exchange.ts';
import { isStepCode } from './expectation.ts';
import { exploreScenario } from './exploration/explore-scenario.ts';
import { ofFirstRun } from './exploration/play.ts';
import { planScenario, type ScenarioPlan } from './scenario-plan.ts';
import { KubespecWorld } from './world.ts';

Before(function planned(this: KubespecWorld, { gherkinDocument, pickle }) {
  this.plan = planScenario(gherkinDocument, pickle);
  const { exploration } = this;
  exploration.readTags(pickle.tags.map(({ name }) => name));
  // The first run of a scenario that is explored is watched, to learn what could be disturbed.
  this.disturbances ??= exploration.replayed ?? (exploration.seeds.length > 0 ? [] : undefined);
});

type Code = (this: unknown, ...args: unknown[]) => unknown;

setDefinitionFunctionWrapper((code: Code): Code => {
  if (!isStepCode(code)) return code;
  return function step(this: unknown, ...args) {
    if (!(this instanceof KubespecWorld)) return code.apply(this, args);
    try {
      this.beginStep();
      const returned = code.apply(this, args);
      if (!(returned instanceof Promise)) {
        this.endStep();
        return returned;
      }
      return returned.then(
        (value: unknown) => {
          this.endStep();
          return value;
        },
        (error: unknown) => {
          throw this.explained(error);
        },
      );
    } catch (error) {
      throw this.explained(error);
    }
  };
});

// Runs after the scenario's own hooks: what they do belongs to the trace.
function written(this: KubespecWorld, parameter: ITestCaseHookParameter): Promise<void> | undefined {
  const isPassed = parameter.result?.status === 'PASSED';
  this.endCommands();
  try {
    if (isPassed) this.failOnUnseenCommand();
  } finally {
    const folder = process.env.KUBESPEC_TRACE;
    // A cluster that could not be made has failed its step already.
    const simulation = isPassed ? this.askedFor : this.running;
    if (folder !== undefined && folder !== '' && simulation !== undefined)
      writeTrace(folder, this.plan, simulation);
  }
  return isPassed ? exploreScenario(this, parameter) : undefined;
}

// Exploring bounds itself.
After({ timeout: -1 }, ofFirstRun(written));

function writeTrace(folder: string, plan: ScenarioPlan, { trace, view }: Simulation): void {
  const lines = [...exchangeLines(trace.records, view)];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${plan.traceName}.trace.jsonl`), `${lines.join('\n')}\n`);
}
