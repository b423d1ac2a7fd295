import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Pod } from '../api/objects.ts';
import { formatTime } from '../api/time.ts';
import { versionProfile } from '../versions/profile.ts';
import { inDeletionOrder } from './deletion-order.ts';

const NOW = Date.UTC(2025, 0, 1);

interface Row {
  readonly name: string;
  readonly node?: string;
  readonly phase?: 'Pending' | 'Running';
  readonly readyForMs?: number;
  readonly ageMs?: number;
  readonly restarts?: number;
  readonly cost?: string;
}

function pod({ name, node = 'n', phase = 'Running', readyForMs, ageMs = 0, restarts = 0, cost }: Row): Pod {
  const ready = { type: 'Ready', status: 'True', lastTransitionTime: formatTime(NOW - (readyForMs ?? 0)) };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: name,
      resourceVersion: '1',
      creationTimestamp: formatTime(NOW - ageMs),
      ...(cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } }),
    },
    spec: { containers: [], nodeName: node },
    status: {
      phase,
      conditions: readyForMs === undefined ? [] : [ready],
      containerStatuses: [{ restartCount: restarts }] as never,
    },
  };
}

const order = (minor: number, rows: readonly Row[]): string[] =>
  inDeletionOrder(rows.map(pod), { version: versionProfile(minor), nowEpochMs: NOW }).map(
    (p) => p.metadata.name,
  );

test('each rule in turn', () => {
  const rows: readonly [string, number, Row, Row][] = [
    ['without a node first', 20, { name: 'a', node: '' }, { name: 'b' }],
    ['pending before running', 20, { name: 'a', phase: 'Pending' }, { name: 'b' }],
    ['not ready first', 20, { name: 'a' }, { name: 'b', readyForMs: 0 }],
    ['ready for less time first', 20, { name: 'a', readyForMs: 1000 }, { name: 'b', readyForMs: 2000 }],
    ['more restarts first', 20, { name: 'a', restarts: 2 }, { name: 'b', restarts: 1 }],
    ['younger first', 20, { name: 'a', ageMs: 1000 }, { name: 'b', ageMs: 2000 }],
    ['cheaper first', 22, { name: 'a', cost: '-5' }, { name: 'b' }],
    ['a cost that is no number counts as none', 22, { name: 'a', cost: '-1' }, { name: 'b', cost: '-05' }],
    ['of one power of two the uid decides', 22, { name: 'a', ageMs: 13_000 }, { name: 'b', ageMs: 12_000 }],
  ];
  for (const [rule, minor, first, second] of rows) {
    expect(order(minor, [second, first]), rule).to.deep.equal([first.name, second.name]);
  }
});

test('property: the order of the list does not matter where uids differ', () => {
  const row = fc.record({ node: fc.constantFrom('', 'n'), ageMs: fc.nat(1e8), restarts: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const named = rows.map((each, i) => ({ ...each, ageMs: each.ageMs + i * 1000, name: `p${i}` }));
      expect(order(20, named)).to.have.members(named.map(({ name }) => name));
    }),
    { seed: 42, numRuns: 200 },
  );
});
