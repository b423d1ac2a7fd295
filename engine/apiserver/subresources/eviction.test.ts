// Evictions against the budget's own numbers. Source: kubernetes v1.28.0 pkg/registry/core/pod/storage/eviction_test.go.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../../api/kinds/index.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { Streams } from '../../kernel/streams.ts';
import { TraceLog } from '../../trace/trace-log.ts';
import { versionProfile } from '../../versions/profile.ts';
import { ApiServer } from '../api-server.ts';

const REQUEST = { actor: 'test' };
const VIOLATES = "Cannot evict pod as it would violate the pod's disruption budget.";

interface Scene {
  readonly minor?: number;
  readonly phase?: string;
  readonly isReady?: boolean;
  readonly budgets?: readonly object[];
  readonly spec?: object;
}

function scene({ minor = 36, phase = 'Running', isReady = true, budgets = [], spec = {} }: Scene): ApiServer {
  const kernel = new Kernel({ startEpochMs: Date.UTC(2025, 0, 1) });
  const server = new ApiServer({
    kernel,
    trace: new TraceLog({ nowMs: () => kernel.nowMs, cause: () => kernel.cause() }),
    streams: new Streams(1),
    version: versionProfile(minor),
    kinds: new Map(KINDS.map((kind) => [kind.kind, kind])),
    admission: [],
    hooks: [],
  });
  const make = (object: object): void => {
    const result = server.create(object as Parameters<ApiServer['create']>[0], REQUEST);
    if (!result.ok) throw new Error(result.status.message);
  };
  const metadata = { name: 'p', namespace: 'default', labels: { app: 'a' } };
  make({ kind: 'Pod', metadata, spec: { nodeName: 'n', containers: [{ name: 'c', image: 'i' }] } });
  const pod = server.peek('Pod', 'default', 'p') as unknown as Record<string, unknown>;
  const conditions = [{ type: 'Ready', status: isReady ? 'True' : 'False' }];
  server.updateStatus({ ...pod, status: { phase, conditions } } as never, REQUEST);
  budgets.forEach((status, i) => {
    const name = `b${i}`;
    const selector = { matchLabels: { app: 'a' } };
    make({
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace: 'default' },
      spec: { selector, ...spec },
    });
    const budget = server.peek('PodDisruptionBudget', 'default', name) as unknown as Record<string, unknown>;
    const full = {
      disruptionsAllowed: 0,
      currentHealthy: 0,
      desiredHealthy: 0,
      expectedPods: 1,
      observedGeneration: 1,
    };
    server.updateStatus({ ...budget, status: { ...full, ...status } } as never, REQUEST);
  });
  return server;
}

const ROWS: readonly (readonly [name: string, scene: Scene, refusal: string, cause?: string])[] = [
  ['no budget', {}, ''],
  ['a budget that allows one', { budgets: [{ disruptionsAllowed: 1 }] }, ''],
  [
    'a budget that allows none',
    { budgets: [{ desiredHealthy: 2, currentHealthy: 1 }] },
    VIOLATES,
    'The disruption budget b0 needs 2 healthy pods and has 1 currently',
  ],
  [
    'a budget that its controller has not seen yet',
    { budgets: [{ observedGeneration: 0, disruptionsAllowed: 1 }] },
    VIOLATES,
    'The disruption budget b0 is still being processed by the server.',
  ],
  [
    'two budgets',
    { budgets: [{}, {}] },
    'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
  ],
  ['a pod that has not started', { phase: 'Pending', budgets: [{}] }, ''],
  ['a pod that has ended', { phase: 'Failed', budgets: [{}] }, ''],
  [
    'an unready pod while the budget is met',
    { isReady: false, budgets: [{ currentHealthy: 1, desiredHealthy: 1 }] },
    '',
  ],
  [
    'the same before 1.20',
    { minor: 19, isReady: false, budgets: [{ currentHealthy: 1, desiredHealthy: 1 }] },
    VIOLATES,
  ],
  ['an unready pod while it is not met', { isReady: false, budgets: [{ desiredHealthy: 1 }] }, VIOLATES],
  [
    'an unready pod that may always go',
    { isReady: false, budgets: [{ desiredHealthy: 1 }], spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' } },
    '',
  ],
];

describe('evict', () => {
  for (const [name, setting, refusal, cause] of ROWS) {
    it(name, () => {
      const result = scene(setting).evict('default', 'p', {}, REQUEST);
      expect(result.ok ? '' : result.status.message).to.equal(refusal);
      if (cause !== undefined)
        expect(result.ok ? '' : result.status.details?.causes?.[0]?.message).to.equal(cause);
    });
  }

  it('takes one disruption from the budget and notes the pod there', () => {
    const server = scene({ budgets: [{ disruptionsAllowed: 2 }] });
    server.evict('default', 'p', {}, REQUEST);
    const { status } = server.peek('PodDisruptionBudget', 'default', 'b0') as unknown as { status: object };
    expect(status).to.include({ disruptionsAllowed: 1 });
    expect(status).to.have.deep.property('disruptedPods', { p: '2025-01-01T00:00:00Z' });
  });

  it('writes nothing in a dry run', () => {
    const server = scene({ budgets: [{ disruptionsAllowed: 1 }] });
    const before = server.revision;
    expect(server.evict('default', 'p', {}, { ...REQUEST, dryRun: true }).ok).to.equal(true);
    expect(server.revision).to.equal(before);
  });

  it('marks the pod as a target from 1.26 on', () => {
    const server = scene({});
    server.evict('default', 'p', { gracePeriodSeconds: 30 }, REQUEST);
    const pod = server.peek('Pod', 'default', 'p');
    expect(pod?.metadata.deletionTimestamp).to.equal('2025-01-01T00:00:30Z');
    expect(pod?.status.conditions?.at(-1)).to.include({
      type: 'DisruptionTarget',
      reason: 'EvictionByEvictionAPI',
    });
  });

  it('knows no pod of another name', () => {
    const result = scene({}).evict('default', 'q', {}, REQUEST);
    expect(result.ok ? '' : result.status.message).to.equal('pods "q" not found');
  });
});
