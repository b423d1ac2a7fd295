import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseCron } from '../../api/cron/cron.ts';
import { nextCronTime } from '../../api/cron/next.ts';
import type { CronJob, Job } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import { TestWorld } from '../test-world.ts';
import { startCronJobController } from './controller.ts';
import { mostRecentRun, type NextRun, requeueDelayMs, unmetScheduleTimes } from './missed-runs.ts';

/** A cluster whose Jobs end `jobSeconds` after they were made. */
function world(options: { minor?: number; jobSeconds?: number } = {}): TestWorld {
  const { minor, jobSeconds = 10 } = options;
  const at = new TestWorld(minor === undefined ? {} : { minor });
  startCronJobController(at.component('cronjob-controller'));
  at.component('job-controller')
    .informers.of('Job')
    .addHandler({
      add: ({ metadata }) => {
        at.kernel.schedule({ delayMs: jobSeconds * 1000, kind: 'test job' }, () =>
          complete(at, metadata.name),
        );
      },
    });
  at.start();
  return at;
}

function complete(at: TestWorld, name: string): void {
  const job = at.server.peek('Job', 'default', name) as Job | undefined;
  if (job === undefined) return;
  const time = formatTime(at.kernel.nowEpochMs);
  const conditions = [{ type: 'Complete', status: 'True', lastTransitionTime: time }];
  at.user.updateStatus({
    ...job,
    status: { startTime: job.metadata.creationTimestamp, completionTime: time, conditions },
  } as Job);
}

function createCronJob(at: TestWorld, spec: object): void {
  const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'i' }] } };
  const jobTemplate = { metadata: { labels: { a: 'b' } }, spec: { template } };
  const defaults = {
    concurrencyPolicy: 'Allow',
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    jobTemplate,
  };
  const cronJob = {
    kind: 'CronJob',
    metadata: { name: 'tick', namespace: 'default' },
    spec: { ...defaults, ...spec },
  };
  expect(at.user.create('CronJob', cronJob as never).ok).to.equal(true);
}

const cronJob = (at: TestWorld): CronJob => at.server.peek('CronJob', 'default', 'tick') as CronJob;
const jobs = (at: TestWorld): Job[] => at.server.peekAll('Job') as Job[];
const jobNames = (at: TestWorld): string[] => jobs(at).map(({ metadata }) => metadata.name);
// 2025-01-01T00:00:00Z, in minutes since the epoch.
const START_MINUTE = Date.UTC(2025, 0, 1) / 60_000;
const runs = (...minutes: number[]): string[] => minutes.map((minute) => `tick-${START_MINUTE + minute}`);

for (const minor of [20, 36]) {
  test(`1.${minor}: starts a Job a tenth of a second after each minute and keeps the last three`, () => {
    const at = world({ minor });
    createCronJob(at, { schedule: '*/1 * * * *' });
    at.advanceSeconds(60);
    expect(jobNames(at)).to.deep.equal([]);
    at.advanceSeconds(0.1);
    expect(jobNames(at)).to.deep.equal(runs(1));
    at.advanceSeconds(5 * 60);
    expect(jobNames(at)).to.deep.equal(runs(3, 4, 5, 6));
    expect(cronJob(at).status.lastScheduleTime).to.equal('2025-01-01T00:06:00Z');
    expect(at.events('CronJob')).to.include(
      `SawCompletedJob Saw completed job: ${runs(1)}, status: Complete`,
    );
    expect(at.events('CronJob')).to.include(`SuccessfulDelete Deleted job ${runs(1)}`);
  });

  test(`1.${minor}: Forbid starts the run that was missed as soon as the Job before has ended`, () => {
    // As conformance/traces/cron-forbid shows.
    const at = world({ minor, jobSeconds: 90 });
    createCronJob(at, { schedule: '*/1 * * * *', concurrencyPolicy: 'Forbid' });
    at.advanceSeconds(125);
    expect(jobNames(at)).to.deep.equal(runs(1));
    expect(at.events('CronJob').at(-1)).to.equal(
      'JobAlreadyActive Not starting job because prior execution is running and concurrency policy is Forbid',
    );
    at.advanceSeconds(27);
    expect(jobNames(at)).to.deep.equal(runs(1, 2));
  });

  test(`1.${minor}: Replace deletes the Job that still runs`, () => {
    const at = world({ minor, jobSeconds: 90 });
    createCronJob(at, { schedule: '*/1 * * * *', concurrencyPolicy: 'Replace' });
    at.advanceSeconds(121);
    expect(jobNames(at)).to.deep.equal(runs(2));
    expect(cronJob(at).status.active?.map(({ name }) => name)).to.deep.equal(runs(2));
  });
}

test('the Job says when it was due in the time zone of its CronJob', () => {
  const at = world();
  createCronJob(at, { schedule: '30 6 * * *', timeZone: 'Asia/Kolkata' });
  at.advanceSeconds(60 * 60 + 1);
  expect(jobs(at)[0]?.metadata.annotations).to.deep.equal({
    'batch.kubernetes.io/cronjob-scheduled-timestamp': '2025-01-01T06:30:00+05:30',
  });
});

test('a time zone that does not exist starts nothing and says so', () => {
  const at = world();
  createCronJob(at, { schedule: '* * * * *', timeZone: 'Mars/Olympus' });
  at.advanceSeconds(300);
  expect(jobNames(at)).to.deep.equal([]);
  expect(at.events('CronJob')).to.include(
    'UnknownTimeZone invalid timeZone: "Mars/Olympus": unknown time zone Mars/Olympus',
  );
});

test('a suspended CronJob makes up for the last missed run when it is resumed', () => {
  const at = world();
  createCronJob(at, { schedule: '*/10 * * * *', suspend: true });
  at.advanceSeconds(35 * 60);
  expect(jobNames(at)).to.deep.equal([]);
  at.user.update({ ...cronJob(at), spec: { ...cronJob(at).spec, suspend: false } });
  at.advanceSeconds(1);
  expect(jobNames(at)).to.deep.equal(runs(30));
});

test('a run that is past its starting deadline is missed', () => {
  const at = world();
  createCronJob(at, { schedule: '*/10 * * * *', suspend: true, startingDeadlineSeconds: 60 });
  at.advanceSeconds(35 * 60);
  at.user.update({ ...cronJob(at), spec: { ...cronJob(at).spec, suspend: false } });
  at.advanceSeconds(60);
  expect(jobNames(at)).to.deep.equal([]);
  at.advanceSeconds(5 * 60);
  expect(jobNames(at)).to.deep.equal(runs(40));
});

test('a new schedule counts from its own next time', () => {
  const at = world();
  createCronJob(at, { schedule: '0 0 1 1 *' });
  at.advanceSeconds(90);
  at.user.update({ ...cronJob(at), spec: { ...cronJob(at).spec, schedule: '*/5 * * * *' } });
  at.advanceSeconds(180);
  expect(jobNames(at)).to.deep.equal([]);
  at.advanceSeconds(31);
  expect(jobNames(at)).to.deep.equal(runs(5));
});

test('before v2 the controller looks every ten seconds and names Jobs by the second', () => {
  const at = world({ minor: 19 });
  createCronJob(at, { schedule: '*/1 * * * *' });
  at.advanceSeconds(59);
  expect(jobNames(at)).to.deep.equal([]);
  at.advanceSeconds(10);
  expect(jobNames(at)).to.deep.equal([`tick-${(START_MINUTE + 1) * 60}`]);
  expect(jobs(at)[0]?.metadata.ownerReferences?.[0]?.apiVersion).to.equal('batch/v1beta1');
});

// kubernetes pull 121327, TestNextScheduleTimeDuration: schedules with uneven gaps never lead to a time gone by.
for (const [schedule, now, minutes] of [
  ['0 8 * * 1-5', '2025-01-12T09:00:00Z', 23 * 60],
  ['0 10,11 * * 1-5', '2025-01-12T09:00:00Z', 25 * 60],
  ['30 6-16/4 * * 1-5', '2025-01-11T17:00:00Z', 37.5 * 60],
  ['*/5 * * * *', '2025-01-12T09:01:00Z', 4],
] as const) {
  test(`${schedule} is looked at again in ${minutes} minutes, however many runs were missed`, () => {
    const cron = parseCron(schedule);
    const next: NextRun = (after) => nextCronTime(cron, after);
    const query = { createdEpochMs: Date.parse('2025-01-03T09:00:00Z'), nowEpochMs: Date.parse(now) };
    for (const exact of [false, true]) {
      expect(requeueDelayMs(query, next, { fromLastRun: true, exact })).to.equal(minutes * 60_000 + 100);
    }
  });
}

test('the last missed time found without listing is the last of the list, for even and uneven schedules', () => {
  const schedules = ['*/7 * * * *', '30 6-16/4 * * 1-5', '0 0 * * 0', '15,45 */3 1-10 * *', '@hourly'];
  const start = Date.UTC(2025, 0, 1);
  fc.assert(
    fc.property(
      fc.constantFrom(...schedules),
      fc.integer({ min: 0, max: 86_400 * 30 }),
      fc.integer({ min: 0, max: 86_400 * 30 }),
      (text, created, elapsed) => {
        const schedule = parseCron(text);
        const next: NextRun = (after) => nextCronTime(schedule, after);
        const createdEpochMs = start + created * 1000;
        const query = { createdEpochMs, nowEpochMs: createdEpochMs + elapsed * 1000 };
        const listed = unmetScheduleTimes(query, next).at(-1);
        const found = mostRecentRun(query, next, { withDeadline: true, exact: true }).mostRecentEpochMs;
        // Known wrong behaviour, kept: a schedule whose first gap is the longer one may overshoot and find none.
        if (found !== undefined) expect(found).to.equal(listed);
      },
    ),
    { seed: 42, numRuns: 200 },
  );
});

test('a CronJob is never looked at again at once, which would stop time', () => {
  const schedules = ['0 8 * * 1-5', '0 10,11 * * 1-5', '30 6-16/4 * * 1-5', '@every 90s', '1,2,50 * * * *'];
  const start = Date.UTC(2025, 0, 1);
  fc.assert(
    fc.property(
      fc.constantFrom(...schedules),
      fc.integer({ min: 0, max: 86_400 * 20 }),
      fc.integer({ min: 0, max: 86_400 * 20 }),
      fc.boolean(),
      fc.boolean(),
      (text, created, elapsed, exact, fromLastRun) => {
        const schedule = parseCron(text);
        const next: NextRun = (after) => nextCronTime(schedule, after);
        const createdEpochMs = start + created * 1000;
        // A tenth of a second after a run is when the controller wakes.
        const nowEpochMs = (next(createdEpochMs + elapsed * 1000) ?? createdEpochMs) + 100;
        const delayMs = requeueDelayMs({ createdEpochMs, nowEpochMs }, next, { fromLastRun, exact });
        expect(delayMs).to.be.greaterThan(0);
      },
    ),
    { seed: 42, numRuns: 500 },
  );
});
