// Whom a node ends for a critical pod. Source of the rows: kubernetes v1.28.0
// pkg/kubelet/preemption/preemption_test.go, TestGetPodsToPreempt.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../../api/objects.ts';
import { podsToPreempt } from './preemption.ts';

type Amounts = readonly [cpu: number, memoryMi: number];

function pod(name: string, [cpu, memory]: Amounts, isGuaranteed = false, priority = 0): Pod {
  const requests = {
    ...(cpu > 0 && { cpu: `${cpu}m` }),
    ...(memory > 0 && { memory: `${memory}Mi` }),
  };
  const resources = isGuaranteed ? { requests, limits: requests } : { requests };
  return { metadata: { name }, spec: { priority, containers: [{ name: 'a', resources }] } } as unknown as Pod;
}

const MI = 2 ** 20;
const bestEffort = pod('best-effort', [0, 0]);
const burstable = pod('burstable', [100, 100]);
const highBurstable = pod('high-burstable', [300, 300]);
const guaranteed = pod('guaranteed', [100, 100], true);
const critical = pod('critical', [100, 100], false, 2_000_000_000);

const rows: readonly {
  readonly name: string;
  readonly pods: readonly Pod[];
  readonly lack: Amounts;
  readonly expected: readonly string[] | undefined;
}[] = [
  { name: 'nothing lacks', pods: [burstable], lack: [0, 0], expected: [] },
  { name: 'a critical pod is left alone', pods: [critical], lack: [100, 0], expected: undefined },
  {
    name: 'one that asks for nothing frees nothing',
    pods: [bestEffort],
    lack: [100, 0],
    expected: undefined,
  },
  {
    name: 'burstable before guaranteed',
    pods: [guaranteed, burstable, bestEffort],
    lack: [100, 100],
    expected: ['burstable'],
  },
  {
    name: 'the smallest that will do',
    pods: [highBurstable, burstable],
    lack: [50, 50],
    expected: ['burstable'],
  },
  {
    name: 'one large in place of two',
    pods: [burstable, highBurstable],
    lack: [300, 0],
    expected: ['high-burstable'],
  },
  {
    name: 'all that there are',
    pods: [burstable, highBurstable, guaranteed],
    lack: [450, 0],
    expected: ['burstable', 'high-burstable', 'guaranteed'],
  },
];

describe('pods that are ended for a critical one', () => {
  for (const { name, pods, lack, expected } of rows) {
    it(name, () => {
      const [cpu, memory] = lack;
      const shortages = [
        { resource: 'cpu' as const, requested: cpu, used: 0, capacity: 0 },
        { resource: 'memory' as const, requested: memory * MI, used: 0, capacity: 0 },
      ].filter(({ requested }) => requested > 0);
      const chosen = podsToPreempt(critical, pods, shortages);
      expect(chosen?.map(({ metadata }) => metadata.name).sort()).to.deep.equal(
        expected === undefined ? undefined : [...expected].sort(),
      );
    });
  }
});
