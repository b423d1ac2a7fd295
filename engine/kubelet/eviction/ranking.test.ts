import { test } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../../api/objects.ts';
import { rankForEviction } from './ranking.ts';

const MIB = 1024 * 1024;

const pod = (name: string, request?: string, priority?: number): Pod =>
  ({
    metadata: { name },
    spec: {
      ...(priority === undefined ? {} : { priority }),
      containers: [
        { name: 'c', ...(request === undefined ? {} : { resources: { requests: { memory: request } } }) },
      ],
    },
  }) as unknown as Pod;

// Source of the rules: kubernetes v1.20.2 pkg/kubelet/eviction/helpers_test.go, TestOrderedByPriorityMemory.
for (const { name, pods, usage, order } of [
  {
    name: 'over its request goes before within it, however important',
    pods: [pod('within', '200Mi', -10), pod('over', '100Mi', 1000)],
    usage: { within: 150, over: 101 },
    order: ['over', 'within'],
  },
  {
    name: 'of those over, the least important goes first',
    pods: [pod('high', undefined, 10), pod('low', undefined, 1)],
    usage: { high: 500, low: 1 },
    order: ['low', 'high'],
  },
  {
    name: 'of equals, the one furthest over its request',
    pods: [pod('a', '300Mi'), pod('b', '100Mi')],
    usage: { a: 400, b: 250 },
    order: ['b', 'a'],
  },
  {
    name: 'what is not measured goes first of all',
    pods: [pod('measured', undefined, -1), pod('unknown', '1Gi', 1000)],
    usage: { measured: 900 },
    order: ['unknown', 'measured'],
  },
] as { name: string; pods: Pod[]; usage: Record<string, number>; order: string[] }[]) {
  test(name, () => {
    const bytesOf = ({ metadata }: Pod): number | undefined => {
      const mib = usage[metadata.name];
      return mib === undefined ? undefined : mib * MIB;
    };
    const ranked = rankForEviction(pods, 'memory', bytesOf);
    expect(ranked.map(({ metadata }) => metadata.name)).to.deep.equal(order);
  });
}
