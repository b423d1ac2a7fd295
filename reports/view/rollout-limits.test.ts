import { describe, it } from 'node:test';
import { expect } from 'chai';
import { type Json, START_EPOCH_MS, type Stored, TraceBuilder } from '../model/test-trace.ts';
import { rolloutLimits } from './rollout-limits.ts';
import { TraceIndex } from './trace-index.ts';

const ROLLING = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } };

interface At {
  readonly replicas?: number;
  readonly strategy?: Json;
  readonly available: number;
  readonly total: number;
}

const web = ({ replicas = 4, strategy = ROLLING, available, total }: At): Stored => ({
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  spec: { replicas, strategy },
  status: { availableReplicas: available, replicas: total },
});

const rows: readonly {
  readonly name: string;
  /** At second 0, 1, 2 … */
  readonly versions: readonly At[];
  readonly violations: readonly (readonly [kind: string, fromMs: number, toMs: number, value: number])[];
}[] = [
  {
    name: 'a new Deployment begins with nothing, and that is no violation',
    versions: [
      { available: 0, total: 0 },
      { available: 2, total: 4 },
      { available: 4, total: 4 },
    ],
    violations: [],
  },
  {
    name: 'a rollout between the limits keeps them',
    versions: [
      { available: 4, total: 4 },
      { available: 3, total: 5 },
      { available: 4, total: 4 },
    ],
    violations: [],
  },
  {
    name: 'fewer available than may be are a violation, the worst of it told',
    versions: [
      { available: 4, total: 4 },
      { available: 2, total: 4 },
      { available: 1, total: 4 },
      { available: 3, total: 4 },
    ],
    violations: [['too few available', 1000, 3000, 1]],
  },
  {
    name: 'more than may be in total are one, to the end where nothing changes it',
    versions: [
      { available: 4, total: 4 },
      { available: 4, total: 6 },
    ],
    violations: [['too many in total', 1000, 9000, 6]],
  },
  {
    name: 'one that was scaled up needs its time',
    versions: [
      { available: 4, total: 4 },
      { replicas: 8, available: 4, total: 4 },
      { replicas: 8, available: 6, total: 8 },
    ],
    violations: [],
  },
  {
    name: 'one that was scaled down, too',
    versions: [
      { available: 4, total: 4 },
      { replicas: 1, available: 4, total: 4 },
      { replicas: 1, available: 1, total: 1 },
    ],
    violations: [],
  },
  {
    name: 'Recreate promises nothing',
    versions: [
      { available: 4, total: 4 },
      { strategy: { type: 'Recreate' }, available: 0, total: 4 },
    ],
    violations: [],
  },
];

function played(versions: readonly At[]): TraceIndex {
  const trace = new TraceBuilder();
  versions.forEach((at, i) => {
    trace.at(i * 1000);
    if (i === 0) trace.create('kubectl', web(at));
    else trace.update('deployment-controller', 'Deployment', 'web', () => web(at));
  });
  return new TraceIndex(trace.records, { startEpochMs: START_EPOCH_MS, endMs: 9000 });
}

describe('the limits of a rollout', () => {
  for (const { name, versions, violations } of rows)
    it(name, () => {
      const [limits] = rolloutLimits(played(versions));
      expect(
        limits?.violations.map(({ kind, fromMs, toMs, value }) => [kind, fromMs, toMs, value]),
      ).to.deep.equal(violations);
    });

  it('are desired less maxUnavailable, rounded down, and desired and maxSurge', () => {
    const [limits] = rolloutLimits(played((rows[1] as (typeof rows)[number]).versions));
    expect(limits?.spans).to.deep.equal([{ fromMs: 0, toMs: 9000, minAvailable: 3, maxTotal: 5 }]);
  });

  it('are not there for what is no Deployment', () => {
    const trace = new TraceBuilder();
    trace.create('kubectl', { ...web({ available: 0, total: 0 }), kind: 'StatefulSet' });
    expect(
      rolloutLimits(new TraceIndex(trace.records, { startEpochMs: START_EPOCH_MS, endMs: 1 })),
    ).to.deep.equal([]);
  });
});
