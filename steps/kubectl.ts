// kubectl: running command lines, and what came of the last one.
//
// A command may fail where a step says so (`Then the command fails with "…"`). A failure that no step speaks of before the
// next step that acts, or before the scenario ends, fails the scenario there, with what the command printed. A step on
// what it prints speaks of the failure where that is all there is to it: `auth can-i` and `diff` say no on standard output.
// Of a command that goes on (`get -w`), these steps look at what it has printed so far; see commands.ts.

import { Then, When } from '@cucumber/cucumber';
import { type RunningCommand, UserError } from '../engine/index.ts';
import { compareOutput } from './output-text.ts';
import type { Command, KubespecWorld } from './world.ts';

When('I run {string}', function (this: KubespecWorld, line: string) {
  this.run(line);
});

When('I run {string} on node {string}', function (this: KubespecWorld, line: string, node: string) {
  this.checkNode(node);
  this.run(line, node);
});

When('I run:', function (this: KubespecWorld, text: string) {
  for (const line of commandLines(text)) this.run(line);
});

Then('the command succeeds', function (this: KubespecWorld) {
  const { line, running } = lastOf(this);
  if (running.code === 0) return;
  if (running.code === undefined) goesOn(this, running);
  this.seeCommands();
  this.fail({
    found: [`"${line}" failed with code ${running.code}:`, ...linesOf(running.stderr)],
    where: this.manifests.problemsNamedIn(line),
  });
});

Then('the command fails', function (this: KubespecWorld) {
  failedOf(this);
});

Then('the command fails with {string}', function (this: KubespecWorld, text: string) {
  const { running } = failedOf(this);
  if (running.stderr.includes(text)) return;
  this.fail({ found: ['it failed with:', ...linesOf(running.stderr)], tries: ['quote a part of that'] });
});

Then('the command fails with code {int}', function (this: KubespecWorld, code: number) {
  const { running } = failedOf(this);
  if (running.code === code) return;
  this.fail({ found: [`it failed with code ${running.code}:`, ...linesOf(running.stderr)] });
});

Then('it prints {string}', function (this: KubespecWorld, text: string) {
  const command = lastOf(this);
  const { running } = command;
  if (!running.printed.includes(text)) this.fail({ found: printedLines(running) });
  if (running.stderr === '' || running.stderr.includes(text)) command.isSeen = true;
});

Then('it does not print {string}', function (this: KubespecWorld, text: string) {
  const { running } = lastOf(this);
  if (running.printed.includes(text)) this.fail({ found: printedLines(running) });
});

Then('it prints nothing', function (this: KubespecWorld) {
  const { running } = lastOf(this);
  if (running.printed.trim() !== '') this.fail({ found: printedLines(running) });
});

Then('it prints:', function (this: KubespecWorld, text: string) {
  const command = lastOf(this);
  const { stdout, stderr } = command.running;
  const difference = compareOutput(text, stdout === '' ? stderr : stdout);
  if (difference !== undefined) {
    this.fail({
      found: ['it prints something else (- wanted, + printed):', ...difference],
      tries: ['<any> stands for one cell that may differ, such as an age; … for any text'],
    });
  }
  if (stdout === '' || stderr === '') command.isSeen = true;
});

/** One command a line; a backslash at the end goes on in the next; empty lines and comments are passed over. */
function commandLines(text: string): string[] {
  return text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function lastOf(world: KubespecWorld): Command {
  const last = world.lastCommand;
  if (last !== undefined) return last;
  throw new UserError({ message: 'no command has run yet', hint: 'run one: When I run "kubectl get pods"' });
}

// A step that speaks of a failure speaks of those before it as well: they belong to one list of commands.
function failedOf(world: KubespecWorld): Command {
  const last = lastOf(world);
  const { running } = last;
  if (running.code === undefined) goesOn(world, running);
  if (running.code === 0) world.fail({ found: [`"${last.line}" succeeded`, ...printedLines(running)] });
  world.seeCommands();
  return last;
}

function goesOn(world: KubespecWorld, running: RunningCommand): never {
  world.fail({
    found: [`"${running.line}" goes on`, ...printedLines(running)],
    tries: ['wait for its end: Then within 1 minute command "…" has ended'],
  });
}

const linesOf = (text: string): string[] => (text.trimEnd() === '' ? [] : text.trimEnd().split('\n'));

function printedLines({ printed }: RunningCommand): string[] {
  const lines = linesOf(printed);
  return lines.length === 0 ? ['it prints nothing'] : ['it prints:', ...lines];
}
