#!/usr/bin/env node
// The command `kubespec`: explores scenarios and plays found runs again, through cucumber-js, which does the rest.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const { readCommand, USAGE } = await tsImport('./command-line.ts', import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const cucumber = `${root}node_modules/@cucumber/cucumber/bin/cucumber.js`;

const command = readCommand(process.argv.slice(2));
if (command.kind === 'help') console.log(USAGE);
else if (command.kind === 'mistake') {
  console.error(`kubespec: ${command.message}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  const parameters = ['--world-parameters', JSON.stringify(command.parameters)];
  // Each run leaves a cluster behind: with a larger nursery the collector copies less of it.
  const words = ['--max-semi-space-size=64', cucumber, ...command.args, ...parameters];
  const run = spawnSync(process.execPath, words, { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
}
