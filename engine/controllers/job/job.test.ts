import { test } from 'node:test';
import { expect } from 'chai';
import type { Job, Pod } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import { TestWorld } from '../test-world.ts';
import { startJobController } from './controller.ts';
import { isTracked } from './job-state.ts';

type Outcome = 'Succeeded' | 'Failed' | 'Running';

/** A cluster whose pods end two seconds after they were made, as `outcome` says for each. */
function world(minor: number | undefined, outcome: (pod: Pod, number: number) => Outcome): TestWorld {
  const at = new TestWorld({ ...(minor === undefined ? {} : { minor }), readyAfterMs: () => undefined });
  startJobController(at.component('job-controller'));
  let made = 0;
  at.component('kubelet')
    .informers.of('Pod')
    .addHandler({
      add: (pod) => {
        const phase = outcome(pod, made++);
        at.kernel.schedule({ delayMs: 2000, kind: 'test pod' }, () => end(at, pod, phase));
      },
    });
  at.start();
  return at;
}

function end(at: TestWorld, { metadata }: Pod, phase: Outcome): void {
  const pod = at.server.peek('Pod', metadata.namespace, metadata.name) as Pod | undefined;
  if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return;
  const finishedAt = formatTime(at.kernel.nowEpochMs);
  const state =
    phase === 'Running' ? {} : { terminated: { exitCode: phase === 'Failed' ? 3 : 0, finishedAt } };
  const containerStatuses = [{ name: 'c', image: 'i', imageID: '', ready: false, restartCount: 0, state }];
  at.user.updateStatus({ ...pod, status: { ...pod.status, phase, containerStatuses } } as Pod);
}

function createJob(at: TestWorld, spec: object): void {
  const labels = { 'job-name': 'j' };
  const template = {
    metadata: { labels },
    spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'i' }] },
  };
  const defaults = {
    parallelism: 1,
    completions: 1,
    backoffLimit: 6,
    selector: { matchLabels: labels },
    template,
  };
  const job = { kind: 'Job', metadata: { name: 'j', namespace: 'default' }, spec: { ...defaults, ...spec } };
  expect(at.user.create('Job', job as never).ok).to.equal(true);
}

const job = (at: TestWorld): Job => at.server.peek('Job', 'default', 'j') as Job;
const conditions = (at: TestWorld): string[] =>
  (job(at).status.conditions ?? []).map(({ type, status, reason }) =>
    [type, status, reason ?? ''].join(' ').trim(),
  );
const pods = (at: TestWorld): Pod[] => at.server.peekAll('Pod') as Pod[];
const createdAtSeconds = (at: TestWorld): number[] =>
  pods(at)
    .map(({ metadata }) => (Date.parse(metadata.creationTimestamp) - at.kernel.startEpochMs) / 1000)
    .sort((a, b) => a - b);

test('1.20: a failing Job tries at once, then after 10 s and 20 s, and fails 40 s after its last pod', () => {
  // As conformance/traces/job-backoff-never shows: pods at 0, 2, 12 and 32 s, the end at 72 s.
  const at = world(20, () => 'Failed');
  createJob(at, { backoffLimit: 3 });
  at.advanceSeconds(71);
  expect(createdAtSeconds(at)).to.deep.equal([0, 2, 12, 32]);
  expect(conditions(at)).to.deep.equal([]);
  at.advanceSeconds(3);
  expect(conditions(at)).to.deep.equal(['Failed True BackoffLimitExceeded']);
  expect(job(at).status).to.deep.include({ failed: 4 });
  expect(job(at).status.active).to.equal(undefined);
  expect(at.events('Job').at(-1)).to.equal(
    'BackoffLimitExceeded Job has reached the specified backoff limit',
  );
});

test('1.20: a Job that is done says so once and has no reason for it', () => {
  const at = world(20, () => 'Succeeded');
  createJob(at, { completions: 3, parallelism: 2 });
  at.advanceSeconds(10);
  expect(conditions(at)).to.deep.equal(['Complete True']);
  expect(job(at).status.succeeded).to.equal(3);
  expect(at.events('Job').filter((event) => event === 'Completed Job completed')).to.have.length(1);
  expect(pods(at).some(isTracked)).to.equal(false);
});

test('the newest release waits 10, 20 and 40 s after failures and ends through FailureTarget', () => {
  const at = world(undefined, () => 'Failed');
  createJob(at, { backoffLimit: 3 });
  at.advanceSeconds(120);
  expect(createdAtSeconds(at)).to.deep.equal([0, 12, 34, 76]);
  expect(conditions(at)).to.deep.equal([
    'FailureTarget True BackoffLimitExceeded',
    'Failed True BackoffLimitExceeded',
  ]);
  expect(job(at).status).to.deep.include({
    failed: 4,
    ready: 0,
    terminating: 0,
    uncountedTerminatedPods: {},
  });
  expect(pods(at).some(isTracked)).to.equal(false);
});

test('the newest release says why a Job is complete', () => {
  const at = world(undefined, () => 'Succeeded');
  createJob(at, { completions: 2, parallelism: 2 });
  at.advanceSeconds(10);
  expect(conditions(at)).to.deep.equal([
    'SuccessCriteriaMet True CompletionsReached',
    'Complete True CompletionsReached',
  ]);
  expect(job(at).status.succeeded).to.equal(2);
  const { revision } = at.server;
  at.advanceSeconds(3600);
  expect(at.server.revision).to.equal(revision);
});

test('between 1.23 and 1.26 the queue backs off, but pods are counted with finalizers', () => {
  const at = world(24, () => 'Failed');
  createJob(at, { backoffLimit: 1 });
  at.advanceSeconds(60);
  expect(conditions(at)).to.deep.equal(['Failed True BackoffLimitExceeded']);
  expect(job(at).status.failed).to.equal(2);
});

test('an Indexed Job runs each index once more where it failed, and lists those that are done', () => {
  const at = world(undefined, (_pod, number) => (number === 1 ? 'Failed' : 'Succeeded'));
  createJob(at, { completions: 3, parallelism: 3, completionMode: 'Indexed' });
  // Failures no younger than the last success make nobody wait.
  at.advanceSeconds(4);
  expect(job(at).status.completedIndexes).to.equal('0,2');
  at.advanceSeconds(20);
  expect(job(at).status.completedIndexes).to.equal('0-2');
  const retried = pods(at).filter(
    ({ metadata }) => metadata.labels?.['batch.kubernetes.io/job-completion-index'] === '1',
  );
  expect(retried).to.have.length(2);
  expect(retried[0]!.metadata.name).to.match(/^j-1-/);
  expect(retried[0]!.spec).to.deep.include({ hostname: 'j-1' });
  expect(retried[0]!.spec.containers[0]!.env?.[0]?.name).to.equal('JOB_COMPLETION_INDEX');
  expect(conditions(at)).to.include('Complete True CompletionsReached');
});

test('backoffLimitPerIndex gives up one index and finishes the others', () => {
  const isIndex = (pod: Pod, index: string) =>
    pod.metadata.annotations?.['batch.kubernetes.io/job-completion-index'] === index;
  const at = world(undefined, (pod) => (isIndex(pod, '1') ? 'Failed' : 'Succeeded'));
  const spec = {
    completions: 3,
    parallelism: 3,
    completionMode: 'Indexed',
    backoffLimitPerIndex: 1,
    backoffLimit: 2147483647,
  };
  createJob(at, spec);
  at.advanceSeconds(60);
  expect(job(at).status).to.deep.include({
    completedIndexes: '0,2',
    failedIndexes: '1',
    failed: 2,
    succeeded: 2,
  });
  expect(conditions(at)).to.deep.equal(['FailureTarget True FailedIndexes', 'Failed True FailedIndexes']);
});

test('podFailurePolicy fails the Job at the first pod that ends with a listed exit code', () => {
  const at = world(undefined, () => 'Failed');
  const rules = [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [3] } }];
  createJob(at, { podFailurePolicy: { rules } });
  at.advanceSeconds(10);
  expect(conditions(at)).to.deep.equal([
    'FailureTarget True PodFailurePolicy',
    'Failed True PodFailurePolicy',
  ]);
  expect(job(at).status.conditions![0]!.message).to.match(
    /^Container c for pod default\/j-\w+ failed with exit code 3 matching FailJob rule at index 0$/,
  );
  expect(pods(at)).to.have.length(1);
});

test('successPolicy ends the Job when its rule is met, and the other pods with it', () => {
  const at = world(undefined, (_pod, number) => (number === 0 ? 'Succeeded' : 'Running'));
  const successPolicy = { rules: [{ succeededIndexes: '0' }] };
  createJob(at, { completions: 3, parallelism: 3, completionMode: 'Indexed', successPolicy });
  at.advanceSeconds(10);
  expect(conditions(at)).to.deep.equal([
    'SuccessCriteriaMet True SuccessPolicy',
    'Complete True SuccessPolicy',
  ]);
  expect(job(at).status.active).to.equal(undefined);
});

test('activeDeadlineSeconds ends the Job on the second, in early and late releases', () => {
  for (const minor of [20, 36]) {
    const at = world(minor, () => 'Running');
    createJob(at, { activeDeadlineSeconds: 30 });
    at.advanceSeconds(29);
    expect(conditions(at)).to.deep.equal([]);
    at.advanceSeconds(3);
    expect(conditions(at).at(-1)).to.equal('Failed True DeadlineExceeded');
    expect(at.events('Job')).to.include('DeadlineExceeded Job was active longer than specified deadline');
  }
});

test('a suspended Job has no pods, and its clock starts when it is resumed', () => {
  const at = world(undefined, () => 'Running');
  createJob(at, { suspend: true });
  at.advanceSeconds(5);
  expect(pods(at)).to.have.length(0);
  expect(conditions(at)).to.deep.equal(['Suspended True JobSuspended']);
  expect(job(at).status.startTime).to.equal(undefined);
  at.user.update({ ...job(at), spec: { ...job(at).spec, suspend: false } });
  at.advanceSeconds(5);
  expect(pods(at)).to.have.length(1);
  expect(conditions(at)).to.deep.equal(['Suspended False JobResumed']);
  expect(job(at).status.startTime).to.equal('2025-01-01T00:00:05Z');
});

test('a deleted Job lets its pods go, although nobody counts them any more', () => {
  const at = world(undefined, () => 'Running');
  createJob(at, {});
  at.advanceSeconds(5);
  expect(pods(at).some(isTracked)).to.equal(true);
  at.user.delete('Job', 'default', 'j', { propagationPolicy: 'Background' });
  at.advanceSeconds(5);
  expect(pods(at).some(isTracked)).to.equal(false);
});

test('a Job adopts a pod that its selector matches, finalizer and all', () => {
  const at = world(undefined, () => 'Running');
  const labels = { 'job-name': 'j' };
  const orphan = {
    kind: 'Pod',
    metadata: { name: 'orphan', namespace: 'default', labels },
    spec: { containers: [{ name: 'c' }] },
  };
  at.user.create('Pod', orphan as never);
  createJob(at, {});
  at.advanceSeconds(5);
  expect(pods(at)).to.have.length(1);
  expect(pods(at)[0]!.metadata.ownerReferences?.[0]?.name).to.equal('j');
  expect(isTracked(pods(at)[0]!)).to.equal(true);
});
