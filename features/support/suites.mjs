// Sentences about suites themselves, for this project's own features: a small suite stands in the scenario and is run by
// the real command in a process of its own. They are no part of the vocabulary that others use; scenarios with them are
// tagged @suites.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { After, Given, Then, When } from '@cucumber/cucumber';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));
const BIN = join(root, 'node_modules/@cucumber/cucumber/bin/cucumber.js');

/** By scenario: the suite's folder, and its last run. */
const suites = new WeakMap();

function suiteOf(world) {
  const suite = suites.get(world) ?? { folder: mkdtempSync(join(tmpdir(), 'kubespec-suite-')), features: [] };
  suites.set(world, suite);
  return suite;
}

After(function () {
  const suite = suites.get(this);
  if (suite !== undefined) rmSync(suite.folder, { recursive: true });
});

Given('the suite has the feature {string}:', function (name, text) {
  const suite = suiteOf(this);
  const path = join(suite.folder, name);
  writeFileSync(path, text);
  suite.features.push(path);
});

// Words are parted by blanks, but for those between single quotes; `out/` is the suite's folder.
When('the suite runs with {string}', function (line) {
  const suite = suiteOf(this);
  const words = [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
  const args = words.map((word) => word.replaceAll('out/', `${suite.folder}/`));
  const messages = join(suite.folder, 'messages.ndjson');
  const { KUBESPEC_TRACE: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [BIN, '--format', `message:${messages}`, ...args, ...suite.features],
    { cwd: root, encoding: 'utf8', env: { ...env, CI: '1' } },
  );
  suite.output = `${stdout}${stderr}`;
  suite.code = status;
  suite.ended = endedOf(readFileSync(messages, 'utf8'));
});

// The command that a found run printed, in a shell, as its reader would paste it.
When('the suite is replayed as it said', function () {
  const suite = suiteOf(this);
  const [, words] = /npx kubespec (replay .*)/.exec(suite.output) ?? [];
  expect(words, suite.output).to.be.a('string');
  const command = `'${process.execPath}' tools/kubespec.mjs ${words}`;
  const { KUBESPEC_TRACE: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, {
    ...{ cwd: root, encoding: 'utf8', shell: true },
    env: { ...env, CI: '1' },
  });
  suite.former = suite.output;
  suite.output = `${stdout}${stderr}`;
  suite.code = status;
});

Then('what it found is the same as before', function () {
  const { former, output } = suiteOf(this);
  const found = (text) => text.slice(text.indexOf('    found'), text.indexOf('    replay'));
  expect(found(output)).to.not.equal('');
  expect(found(output)).to.equal(found(former));
});

Given('the suite has the file {string}:', function (name, text) {
  writeFileSync(join(suiteOf(this).folder, name), text);
});

Then('the suite exits with {int}', function (code) {
  const suite = suiteOf(this);
  expect(suite.code, suite.output).to.equal(code);
});

Then('the suite has run:', function (table) {
  const { ended, output } = suiteOf(this);
  const wanted = table.rows().map((row) => row.join(' '));
  expect([...ended].sort(), output).to.deep.equal(wanted.sort());
});

Then('the suite prints {string}', function (text) {
  expect(suiteOf(this).output).to.include(text);
});

Then('the suite has written {string} with {string}', function (name, text) {
  const path = join(suiteOf(this).folder, name);
  expect(existsSync(path), `there is no ${name}`).to.equal(true);
  expect(readFileSync(path, 'utf8')).to.include(text);
});

/** One line a try: the scenario's name and the worst status of its steps. */
function endedOf(ndjson) {
  const names = new Map();
  const tries = new Map();
  const worst = ['PASSED', 'SKIPPED', 'UNDEFINED', 'FAILED'];
  for (const line of ndjson.split('\n').filter((text) => text !== '')) {
    const { pickle, testCase, testCaseStarted, testStepFinished } = JSON.parse(line);
    if (pickle !== undefined) names.set(pickle.id, pickle.name);
    if (testCase !== undefined) names.set(testCase.id, names.get(testCase.pickleId));
    if (testCaseStarted !== undefined)
      tries.set(testCaseStarted.id, { name: names.get(testCaseStarted.testCaseId), status: 'PASSED' });
    if (testStepFinished === undefined) continue;
    const found = tries.get(testStepFinished.testCaseStartedId);
    const { status } = testStepFinished.testStepResult;
    if (worst.indexOf(status) > worst.indexOf(found.status)) found.status = status;
  }
  return [...tries.values()].map(({ name, status }) => `${name} ${status}`);
}
