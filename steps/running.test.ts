// Running as cucumber users know it: tags, names, retries, dry runs, workers, shards, seeds, and the traces left behind.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { runFeatures, type TestRun } from '../test/run-features.ts';

const scenario = (name: string, line: string): string => `
  Scenario: ${name}
    When I run "kubectl create deployment web --image=nginx --replicas=2"
    Then within 1 minute deployment "web" has 2 available replicas
    ${line}
`;

const TWO = `Feature: Two

  Background:
    Given a cluster with 2 nodes
${scenario('It works', 'And for the next 1 minute deployment "web" has 2 available replicas')}
  @wrong${scenario('It does not', 'And deployment "web" has 3 available replicas')}`;

const OUTLINE = `Feature: Outline

  Scenario Outline: On <count> nodes!
    Given a cluster with <count> nodes
    When <time> seconds pass
    Then node "node-1" is Ready

    Examples:
      | count | time |
      | 1     | 1    |
      | 2     | 1    |
      | 2     | 2    |
`;

function withRun(
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  check: (run: TestRun) => void,
  env: Record<string, string> = {},
): void {
  const run = runFeatures(files, { args, env });
  try {
    check(run);
  } finally {
    run.clean();
  }
}

const namesOf = ({ ended }: TestRun): string[] => [...ended.keys()].sort();

describe('running', () => {
  it('takes tags and names', () => {
    withRun({ 'a.feature': TWO }, ['--tags', 'not @wrong'], (run) => {
      expect(namesOf(run)).to.deep.equal(['a.feature: It works']);
      expect(run.code, run.output).to.equal(0);
    });
    withRun({ 'a.feature': TWO }, ['--name', 'does not'], (run) => {
      expect(namesOf(run)).to.deep.equal(['a.feature: It does not']);
      expect(run.code).to.equal(1);
    });
  });

  it('a run that plays nothing fails and says why', () => {
    withRun({ 'a.feature': TWO }, ['--tags', '@nosuch'], ({ code, output }) => {
      expect(output).to.include('no scenario is chosen').and.to.include('look at --tags, --name');
      expect(code).to.equal(1);
    });
    withRun({ 'a.feature': TWO }, ['nosuch.feature:3'], ({ code, output }) => {
      expect(output).to.include('there is no feature nosuch.feature\n    try  paths begin at');
      expect(code).to.equal(1);
    });
    withRun({}, ['docs'], ({ code, output }) => {
      expect(output).to.include('there is no feature at the paths given');
      expect(code).to.equal(1);
    });
    withRun({ 'a.feature': TWO }, ['--shard', '9/9'], ({ code }) => expect(code).to.equal(0));
  });

  it('a dry run runs nothing and finds every step', () => {
    withRun({ 'a.feature': TWO, 'b.feature': OUTLINE }, ['--dry-run'], (run) => {
      expect(run.code, run.output).to.equal(0);
      expect(run.output).to.include('5 scenarios  – 5 skipped');
    });
  });

  it('a sentence that is not known is answered with the nearest', () => {
    const text =
      'Feature: F\n\n  Scenario: S\n    Given a cluster\n    Then service "web" has 2 redy endpoint behind it\n';
    withRun({ 'a.feature': text }, [], ({ ended, output }) => {
      expect(ended.get('a.feature: S')?.status).to.equal('UNDEFINED');
      expect(output).to.match(
        /Did you mean\n *\/\/ {3}\{when\}\{kind\} \{name\} has \{amount\} \{counted\}endpoint\(s\)/,
      );
    });
  });

  // Whoever looks for stack frames in such a line may take minutes over it.
  it('a sentence about a line of 20,000 characters fails as fast as any other', () => {
    const line = '"key":"value",'.repeat(1500);
    const text = `Feature: F\n\n  Scenario: S\n    Given a cluster\n    And the file "long.txt":\n      """\n      ${line}\n      """\n    When I run "kubectl create configmap long --from-file=long.txt"\n    And I run "kubectl get configmap long -o json"\n    Then it prints "nothing of the kind"\n`;
    withRun({ 'a.feature': text }, [], ({ ended, output }) => {
      expect(ended.get('a.feature: S')?.status).to.equal('FAILED');
      expect(output).to.include('key');
    });
  });

  it('a retry begins anew and ends the same', () => {
    withRun({ 'a.feature': TWO }, ['--retry', '1'], ({ ended, output }) => {
      expect(ended.get('a.feature: It works')?.status, output).to.equal('PASSED');
      const { status, message = '' } = ended.get('a.feature: It does not') ?? {};
      expect(status).to.equal('FAILED');
      expect(message).to.include('2 of 3 available');
    });
  });

  it('two workers tell what one tells', () => {
    const files = { 'a.feature': TWO, 'b.feature': OUTLINE };
    const told = (run: TestRun): unknown =>
      [...run.ended]
        .sort()
        .map(([name, { status, message }]) => [name, status, message.replaceAll(run.folder.slice(5), '')]);
    let alone: unknown;
    withRun(files, [], (run) => {
      alone = told(run);
    });
    withRun(files, ['--parallel', '2'], (run) => expect(told(run), run.output).to.deep.equal(alone));
  });

  it('shards share the scenarios out', () => {
    const files = { 'b.feature': OUTLINE };
    const seen: string[] = [];
    for (const shard of ['1/2', '2/2']) {
      withRun(files, ['--shard', shard], (run) => {
        expect(run.code, run.output).to.equal(0);
        seen.push(run.output.match(/(\d+) scenarios?/)?.[1] ?? '');
      });
    }
    expect(seen.map(Number).reduce((a, b) => a + b)).to.equal(3);
  });

  it('the seed of the command line stands in the replay and changes the draws', () => {
    const files = { 'a.feature': TWO };
    const instants = ['1', '42'].map((seed) => {
      let message = '';
      withRun(files, ['--world-parameters', `{"seed":${seed}}`], ({ ended }) => {
        message = ended.get('a.feature: It does not')?.message ?? '';
      });
      expect(message).to.include(`--world-parameters '{"seed":${seed}}'`);
      return /since +(\S+)/.exec(message)?.[1];
    });
    expect(instants[0]).not.to.equal(instants[1]);
  });

  it('traces are written, the same each time, with numbers where names clash', () => {
    const traces = [[], ['--parallel', '2']].map((args) => {
      const folder = join(mkdtempSync(join(tmpdir(), 'kubespec-')), 'traces');
      const env = { KUBESPEC_TRACE: folder };
      runFeatures({ 'a.feature': TWO, 'b.feature': OUTLINE }, { args, env }).clean();
      const written = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
      rmSync(dirname(folder), { recursive: true });
      return Object.fromEntries(written) as Record<string, string>;
    });
    expect(Object.keys(traces[0] ?? {}).sort()).to.deep.equal([
      'it-does-not.trace.jsonl',
      'it-works.trace.jsonl',
      'on-1-nodes.trace.jsonl',
      'on-2-nodes-2.trace.jsonl',
      'on-2-nodes-3.trace.jsonl',
    ]);
    expect(traces[1]).to.deep.equal(traces[0]);
    const lines = (traces[0]?.['it-works.trace.jsonl'] ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).to.deep.equal({ t: 0, start: '2025-01-01T00:00:00.000Z' });
    const command = lines.find((line) => 'action' in line);
    expect(command).to.include({
      action: 'kubectl create deployment web --image=nginx --replicas=2',
      code: 0,
    });
    expect(lines.some(({ object }) => object?.kind === 'Event')).to.equal(true);
  });
});
