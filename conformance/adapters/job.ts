// Plays `job`: one pass over a Job with given pods, or a Job driven round by round with scripted pod outcomes.

import type { Job, Pod } from '../../engine/api/objects.ts';
import { concludePass, type JobView, planPass } from '../../engine/controllers/job/counted-by-pods.ts';
import { isJobFinished } from '../../engine/controllers/job-finished.ts';
import { isPodActive } from '../../engine/controllers/pod-condition.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

const version = versionProfile(20);
const nowEpochMs = Date.parse('2021-03-10T10:00:00Z');

interface PodRow {
  readonly name: string;
  readonly phase: string;
  readonly restartCount?: number;
  readonly deleting?: boolean;
}

const pod = (row: PodRow): Pod =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: row.name, ...(row.deleting ? { deletionTimestamp: '2021-03-10T10:00:00Z' } : {}) },
    spec: { containers: [] },
    status: {
      phase: row.phase,
      containerStatuses:
        row.restartCount === undefined ? [] : [{ name: 'c', restartCount: row.restartCount }],
    },
  }) as unknown as Pod;

const statusCells = (status: Job['status']) => ({
  active: status.active ?? 0,
  succeeded: status.succeeded ?? 0,
  failed: status.failed ?? 0,
});

function pass(job: Job, pods: readonly Pod[], previousRetries: number) {
  const view: JobView = { job, pods, nowEpochMs, previousRetries, expectationsSatisfied: true, version };
  const plan = planPass(view);
  const end = concludePass(view, plan, plan.active - plan.deletes.length + plan.creates);
  return { plan, end };
}

function sync({ job, pods, secondsSinceStart }: TableCase['input']): unknown {
  const startTime =
    secondsSinceStart === undefined
      ? undefined
      : new Date(nowEpochMs - secondsSinceStart * 1000).toISOString();
  const { plan, end } = pass({ ...job, status: { ...job.status, startTime } }, (pods ?? []).map(pod), 0);
  const deletedPhases: Record<string, number> = {};
  for (const { status } of plan.deletes)
    deletedPhases[status.phase as string] = (deletedPhases[status.phase as string] ?? 0) + 1;
  const { status } = end;
  return {
    creates: plan.creates,
    deletes: plan.deletes.length,
    ...(plan.deletes.length > 0 ? { deletedPhases } : {}),
    requeueWithBackoff: end.requeueWithBackoff,
    statusUpdated: status !== undefined,
    ...(status === undefined
      ? {}
      : {
          status: {
            ...statusCells(status),
            completionTimeSet: status.completionTime !== undefined,
            conditions: (status.conditions ?? []).map(({ type, status, reason, message }) => ({
              type,
              status,
              reason: reason ?? '',
              message: message ?? '',
            })),
          },
        }),
  };
}

function run(input: TableCase['input']): unknown {
  let job: Job = { ...input.job, status: {} };
  let pods: Pod[] = [];
  let retries = 0;
  let created = 0;
  const rounds: unknown[] = [];
  while (!isJobFinished(job) && rounds.length < 100) {
    const { plan, end } = pass(job, pods, retries);
    const gone = new Set(plan.deletes);
    pods = pods.filter((p) => !gone.has(p));
    for (let i = 0; i < plan.creates; i++) pods.push(pod({ name: `work-${created++}`, phase: 'Running' }));
    retries = end.requeueWithBackoff
      ? retries + 1
      : end.succeededMore || end.status !== undefined
        ? 0
        : retries;
    if (end.status !== undefined) job = { ...job, status: end.status };
    rounds.push({
      creates: plan.creates,
      deletes: plan.deletes.length,
      ...(end.requeueWithBackoff ? { backoff: true } : {}),
      ...(end.status === undefined
        ? {}
        : {
            status: {
              ...statusCells(end.status),
              conditions: (end.status.conditions ?? []).map(({ type, status, reason, message }) => ({
                type,
                status,
                reason: reason ?? '',
                message: message ?? '',
              })),
            },
          }),
    });
    const running = pods.filter(isPodActive);
    if (running.length === 0) break;
    const finishing = input.betweenSyncs === 'allActiveFinish' ? running : running.slice(0, 1);
    for (const p of finishing) {
      const letter = input.podOutcomesByCreationOrder[Number(p.metadata.name.slice('work-'.length))];
      pods = pods.map((q) =>
        q === p ? { ...q, status: { ...q.status, phase: letter === 'F' ? 'Failed' : 'Succeeded' } } : q,
      );
    }
  }
  return { rounds, totalPodsCreated: created };
}

export const adapter: TableAdapter = {
  topics: ['job'],
  run: ({ input }) => (input.betweenSyncs === undefined ? sync(input) : run(input)),
};
