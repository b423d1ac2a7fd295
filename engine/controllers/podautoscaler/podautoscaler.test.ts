import { test } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../../api/objects.ts';
import { normalizeWithBehavior, withinRules } from './normalize.ts';
import { DEFAULT_GROUP_SETTINGS, type PodMetric } from './pod-groups.ts';
import { resourceReplicas, valuePerPodReplicas } from './replica-calculator.ts';
import type { ScalingRules } from './scaling-rules.ts';

const NOW_MS = Date.parse('2025-01-01T12:00:00Z');
const settings = { ...DEFAULT_GROUP_SETTINGS, nowEpochMs: NOW_MS, tolerance: 0.1 };

const pod = (name: string, phase = 'Running'): Pod =>
  ({
    metadata: { name },
    spec: { containers: [{ name: 'c', resources: { requests: { cpu: '1' } } }] },
    status: {
      phase,
      startTime: '2025-01-01T10:00:00Z',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2025-01-01T10:00:05Z' }],
    },
  }) as unknown as Pod;
const used = (milli: number): PodMetric => ({ value: milli, epochMs: NOW_MS, windowMs: 60_000 });

function replicasFor(pods: readonly Pod[], usage: Readonly<Record<string, number>>): unknown {
  const metrics = new Map(Object.entries(usage).map(([name, milli]) => [name, used(milli)]));
  const currentReplicas = pods.length;
  const end = resourceReplicas({
    ...{ pods, metrics, currentReplicas, resource: 'cpu', settings, targetUtilization: 50 },
  });
  return 'error' in end ? end.error : end.replicas;
}

for (const [name, pods, usage, replicas] of [
  ['twice the target: twice the pods', [pod('a'), pod('b')], { a: 1000, b: 1000 }, 4],
  ['within a tenth of the target: as it is', [pod('a'), pod('b')], { a: 540, b: 540 }, 2],
  ['a pod without a metric counts as idle when scaling up', [pod('a'), pod('b')], { a: 1000 }, 2],
  ['and as using all that it asks for when scaling down', [pod('a'), pod('b')], { a: 100 }, 2],
  [
    'a pending pod counts as idle when scaling up',
    [pod('a'), pod('b'), pod('c', 'Pending')],
    { a: 900, b: 900 },
    4,
  ],
  ['no metric at all', [pod('a')], {}, 'did not receive metrics for any ready pods'],
] as readonly [string, Pod[], Record<string, number>, number | string][]) {
  test(name, () => {
    expect(replicasFor(pods, usage)).to.equal(replicas);
  });
}

test('an average value over all pods rounds up', () => {
  const end = valuePerPodReplicas({ statusReplicas: 3, usage: 20_000, targetPerPod: 5000, settings });
  expect(end).to.deep.equal({ replicas: 4, usage: 6667 });
});

test('without behavior the replicas at most double', () => {
  expect(withinRules({ current: 5, desired: 30, min: 1, max: 50 })).to.include({
    replicas: 10,
    reason: 'ScaleUpLimit',
  });
  expect(withinRules({ current: 1, desired: 30, min: 1, max: 50 })).to.include({ replicas: 4 });
});

test('policies limit the speed, counted over their periods', () => {
  const scaleUp: ScalingRules = {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [{ type: 'Pods', value: 4, periodSeconds: 60 }],
  };
  const scaleDown: ScalingRules = { ...scaleUp, stabilizationWindowSeconds: 300 };
  const events = { scaleUpEvents: [{ change: 3, ageSeconds: 30 }], scaleDownEvents: [] };
  const behavior = { scaleUp, scaleDown, ...events };
  const bounds = { current: 8, min: 1, max: 50 };
  expect(normalizeWithBehavior({ ...bounds, desired: 20 }, [], behavior).replicas).to.equal(9);
  const down = normalizeWithBehavior({ ...bounds, desired: 2 }, [{ replicas: 7, ageSeconds: 200 }], behavior);
  expect(down.replicas).to.equal(7);
  expect(down.conditions[0]).to.include({ reason: 'ScaleDownStabilized' });
});
