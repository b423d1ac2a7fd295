// kubectl: commands that go on while the next steps are taken, such as `kubectl get pods -w`.

import { Then, When } from '@cucumber/cucumber';
import { commandEndedCondition, printedCondition, type RunningCommand } from '../engine/index.ts';
import { condition } from './expectation.ts';
import { compareOutput } from './output-text.ts';
import type { KubespecWorld } from './world.ts';

When('I start {string}', function (this: KubespecWorld, line: string) {
  this.start(line);
});

When('I stop {string}', function (this: KubespecWorld, line: string) {
  this.stop(this.commandOf(line));
});

Then(
  '{when}command {string} has printed {string}',
  condition(function (line: string, text: string) {
    return printedCondition(spokenOf(this, line), text);
  }),
);

Then('command {string} has printed:', function (this: KubespecWorld, line: string, text: string) {
  const { stdout, stderr } = spokenOf(this, line);
  const difference = compareOutput(text, stdout === '' ? stderr : stdout);
  if (difference !== undefined)
    this.fail({ found: ['it has printed something else (- wanted, + printed):', ...difference] });
});

Then(
  '{when}command {string} has ended',
  condition(function (line: string) {
    return commandEndedCondition(spokenOf(this, line));
  }),
);

/** Whoever asks what a command has printed, or whether it has ended, speaks of how it has ended as well. */
function spokenOf(world: KubespecWorld, line: string): RunningCommand {
  const command = world.commandOf(line);
  command.isSeen = true;
  return command.running;
}
