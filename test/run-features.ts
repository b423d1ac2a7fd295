// For tests: runs scenarios by the real command in a process of its own and says how each ended.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Ended {
  /** `PASSED`, `FAILED`, `UNDEFINED`, `AMBIGUOUS` … */
  readonly status: string;
  /** Of the step, or hook, that did not pass. */
  readonly message: string;
}

export interface TestRun {
  /** By scenario, in order: `file name: scenario name`. */
  readonly ended: ReadonlyMap<string, Ended>;
  readonly code: number;
  readonly output: string;
  /** The folder of the files; removed by `clean`. */
  readonly folder: string;
  readonly clean: () => void;
}

interface Message {
  readonly pickle?: { id: string; uri: string; name: string };
  readonly testCase?: { id: string; pickleId: string };
  readonly testCaseStarted?: { id: string; testCaseId: string };
  readonly testStepFinished?: {
    testCaseStartedId: string;
    testStepResult: { status: string; message?: string };
  };
}

/**
 * @param files  path in a new folder to text; those that end in `.feature` are run
 * @param options  further arguments of cucumber-js, and of the environment
 */
export function runFeatures(
  files: Readonly<Record<string, string>>,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: Record<string, string> } = {},
): TestRun {
  const folder = mkdtempSync(join(tmpdir(), 'kubespec-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const features = Object.keys(files)
    .filter((path) => path.endsWith('.feature'))
    .map((path) => join(folder, path));
  const messages = join(folder, 'messages.ndjson');
  const bin = join(root, 'node_modules/@cucumber/cucumber/bin/cucumber.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, '--format', `message:${messages}`, ...args, ...features],
    { cwd: root, encoding: 'utf8', env: { ...process.env, CI: '1', ...env } },
  );
  return {
    // A run that is refused at once leaves no messages.
    ended: endedOf(existsSync(messages) ? readFileSync(messages, 'utf8') : ''),
    code: status ?? -1,
    output: `${stdout}${stderr}`,
    folder,
    clean: () => rmSync(folder, { recursive: true }),
  };
}

function endedOf(ndjson: string): Map<string, Ended> {
  const pickles = new Map<string, string>();
  const cases = new Map<string, string>();
  const ended = new Map<string, Ended>();
  for (const line of ndjson.split('\n').filter((text) => text !== '')) {
    const { pickle, testCase, testCaseStarted, testStepFinished } = JSON.parse(line) as Message;
    if (pickle !== undefined) pickles.set(pickle.id, `${pickle.uri.split('/').at(-1)}: ${pickle.name}`);
    if (testCase !== undefined) cases.set(testCase.id, pickles.get(testCase.pickleId) ?? '');
    if (testCaseStarted !== undefined) {
      const name = cases.get(testCaseStarted.testCaseId) ?? '';
      cases.set(testCaseStarted.id, name);
      ended.set(name, { status: 'PASSED', message: '' });
    }
    if (testStepFinished === undefined) continue;
    const { status, message = '' } = testStepFinished.testStepResult;
    const name = cases.get(testStepFinished.testCaseStartedId) ?? '';
    if (status !== 'PASSED' && ended.get(name)?.status === 'PASSED') ended.set(name, { status, message });
  }
  return ended;
}
