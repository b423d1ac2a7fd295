import { test } from 'node:test';
import { expect } from 'chai';
import type { Job, Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { concludePass, type JobView, planPass } from './counted-by-pods.ts';

const pod = (name: string, phase: string): Pod =>
  ({
    metadata: { name, uid: name, creationTimestamp: '2025-01-01T00:00:00Z' },
    spec: { nodeName: 'n1' },
    status: { phase, conditions: [{ type: 'Ready', status: 'True' }] },
  }) as unknown as Pod;

function view(minor: number, pods: readonly Pod[], spec: Partial<Job['spec']>): JobView {
  const job = {
    kind: 'Job',
    metadata: { name: 'sum', namespace: 'default', uid: 'u' },
    spec: { parallelism: 2, backoffLimit: 6, template: { spec: { restartPolicy: 'Never' } }, ...spec },
    status: { startTime: '2025-01-01T00:00:00Z' },
  } as unknown as Job;
  const version = versionProfile(minor);
  const nowEpochMs = Date.UTC(2025, 0, 1, 0, 1);
  return { job, pods, nowEpochMs, previousRetries: 0, expectationsSatisfied: true, version };
}

const conditionsOf = (from: JobView, active: number): string[] =>
  concludePass(from, planPass(from), active).status?.conditions?.map(({ type }) => type) ?? [];

// Source: kubernetes pull 99963.
test('1.21: a Job with all its completions ends at once, and what runs runs on', () => {
  const at = view(21, [pod('done', 'Succeeded'), pod('late', 'Running')], { completions: 1 });
  expect(planPass(at)).to.deep.include({ deletes: [], creates: 0 });
  expect(conditionsOf(at, 1)).to.deep.equal(['Complete']);
  const { events } = concludePass(at, planPass(at), 1);
  expect(events.map(({ reason }) => reason)).to.deep.equal(['TooManyActivePods', 'Completed']);
});

test('1.22: it deletes what runs, and ends when nothing does', () => {
  const late = pod('late', 'Running');
  const at = view(22, [pod('done', 'Succeeded'), late], { completions: 1 });
  expect(planPass(at).deletes).to.deep.equal([late]);
  expect(conditionsOf(at, 1)).not.to.include('Complete');
  expect(conditionsOf(at, 0)).to.include('Complete');
});

// Source: KEP-2879, on by default in 1.24, in which Jobs count by their pods again.
for (const [minor, ready] of [
  [22, undefined],
  [24, 2],
] as const) {
  test(`1.${minor}: the status says ${ready ?? 'nothing'} of two ready pods`, () => {
    const at = view(minor, [pod('a', 'Running'), pod('b', 'Running')], { completions: 5 });
    expect(concludePass(at, planPass(at), 2).status?.ready).to.equal(ready);
  });
}
