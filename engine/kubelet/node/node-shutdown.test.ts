// Which pods end when a machine goes down. Source of the rows: kubernetes v1.28.0
// pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux_test.go, Test_groupByPriority and Test_migrateConfig.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { groupedByPriority, shutdownGroups } from './node-shutdown.ts';

const CRITICAL = 2_000_000_000;
const pod = (name: string, priority?: number): Pod => ({ metadata: { name }, spec: { priority } }) as Pod;
const namesOf = (lists: readonly (readonly Pod[])[]): string[][] =>
  lists.map((pods) => pods.map(({ metadata }) => metadata.name));

describe('groups of priorities', () => {
  const rows = [
    {
      name: 'two groups',
      groups: [0, 100],
      pods: [pod('p0', 0), pod('p100', 100)],
      expected: [['p0'], ['p100']],
    },
    {
      name: 'a priority between two belongs to the lower one',
      groups: [0, 100],
      pods: [pod('p0', 0), pod('p1', 1), pod('p99', 99), pod('p100', 100), pod('p101', 101)],
      expected: [
        ['p0', 'p1', 'p99'],
        ['p100', 'p101'],
      ],
    },
    {
      name: 'one below all belongs to the lowest',
      groups: [10, 100],
      pods: [pod('low', -5), pod('none')],
      expected: [['low', 'none'], []],
    },
  ];
  for (const { name, groups, pods, expected } of rows) {
    it(name, () => {
      const given = groups.map((priority) => ({ priority, seconds: 1 }));
      expect(namesOf(groupedByPriority(pods, given))).to.deep.equal(expected);
    });
  }
});

describe('the configuration', () => {
  const rows = [
    { name: 'nothing said', config: {}, expected: [] },
    {
      name: 'one time for all',
      config: { shutdownGracePeriod: '30s' },
      expected: [
        { priority: 0, seconds: 30 },
        { priority: CRITICAL, seconds: 0 },
      ],
    },
    {
      name: 'part of it for critical pods',
      config: { shutdownGracePeriod: '5m0s', shutdownGracePeriodCriticalPods: '2m' },
      expected: [
        { priority: 0, seconds: 180 },
        { priority: CRITICAL, seconds: 120 },
      ],
    },
    {
      name: 'by priority, lowest first',
      config: {
        shutdownGracePeriodByPodPriority: [
          { priority: 1000, shutdownGracePeriodSeconds: 20 },
          { priority: 0, shutdownGracePeriodSeconds: 60 },
        ],
      },
      expected: [
        { priority: 0, seconds: 60 },
        { priority: 1000, seconds: 20 },
      ],
    },
  ];
  for (const { name, config, expected } of rows) {
    it(name, () => {
      expect(shutdownGroups(config, versionProfile(36))).to.deep.equal(expected);
    });
  }

  it('means nothing before 1.21', () => {
    expect(shutdownGroups({ shutdownGracePeriod: '30s' }, versionProfile(20))).to.deep.equal([]);
  });
});
