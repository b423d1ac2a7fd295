// A found run is played again by the command that it printed, in a process of its own: the same trace, byte for byte.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { EXPLORATION_MEDIA_TYPE, type Exploration } from '../../reports/model/exploration.ts';
import { TRACE_MEDIA_TYPE } from '../../reports/model/trace-block.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const FEATURE = `
Feature: Pull
  @explore
  Scenario: In time
    Given a cluster with 1 node
    When I run "kubectl run web --image=nginx"
    Then within 7 seconds pod "web" is Ready
`;

describe('a found run', () => {
  it('is played again byte for byte by the command that it printed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kubespec-replay-'));
    const feature = join(folder, 'pull.feature');
    writeFileSync(feature, FEATURE);
    const run = (name: string, words: string): readonly { mediaType: string; body: string }[] => {
      const messages = join(folder, `${name}.ndjson`);
      const line = `'${process.execPath}' tools/kubespec.mjs ${words} -- --format message:${messages}`;
      const env = { ...process.env, CI: '1', KUBESPEC_REPORT: '1' };
      spawnSync(line, { cwd: root, shell: true, encoding: 'utf8', env });
      return readFileSync(messages, 'utf8')
        .split('\n')
        .filter((text) => text.startsWith('{"attachment"'))
        .map((text) => (JSON.parse(text) as { attachment: { mediaType: string; body: string } }).attachment);
    };
    try {
      const attached = run('found', `explore ${feature} --runs 60`).find(
        ({ mediaType }) => mediaType === EXPLORATION_MEDIA_TYPE,
      );
      const { failure, runs } = JSON.parse(attached!.body) as Exploration;
      expect(runs.at(-1)?.verdict).to.equal('failed');
      expect(failure!.smallest.length).to.be.within(1, 3);
      const words = failure!.replay.replace('npx kubespec ', '');
      const again = run('again', words).find(({ mediaType }) => mediaType === TRACE_MEDIA_TYPE);
      expect(again!.body).to.equal(JSON.stringify(failure!.trace));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
