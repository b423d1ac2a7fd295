// What a kubelet says without a network plugin, by release, and how a node's problems become one message.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import { NetworkReadiness } from './network-readiness.ts';
import { GOING_DOWN, nodeConditions } from './node-object.ts';

const DOCKER = 'docker: network plugin is not ready: cni config uninitialized';
const CONTAINERD = 'Network plugin returns error: cni plugin not initialized';
const MISSING = 'network not ready: NetworkReady=false reason:NetworkPluginNotReady message';

describe('the network plugin is missing', () => {
  for (const [minor, expected] of [
    [20, `runtime ${MISSING}:${DOCKER}`],
    [23, `container runtime ${MISSING}:${DOCKER}`],
    [24, `container runtime ${MISSING}:${CONTAINERD}`],
    [28, `container runtime ${MISSING}:${CONTAINERD}`],
  ] as const) {
    it(`1.${minor} says that there is no network plugin`, () => {
      expect(new NetworkReadiness(versionProfile(minor), false).problem).to.equal(expected);
      expect(new NetworkReadiness(versionProfile(minor), true).problem).to.equal(undefined);
    });
  }
});

describe('problems of a node', () => {
  for (const [problems, expected] of [
    [[], ['True', 'KubeletReady', 'kubelet is posting ready status']],
    [['no network'], ['False', 'KubeletNotReady', 'no network']],
    [
      ['no network', GOING_DOWN],
      ['False', 'KubeletNotReady', '[no network, node is shutting down]'],
    ],
  ] as const) {
    it(`a node with ${problems.length} problems tells ${expected[2]}`, () => {
      const { status, reason, message } = nodeConditions(0, [], problems).find(
        ({ type }) => type === 'Ready',
      )!;
      expect([status, reason, message]).to.deep.equal(expected);
    });
  }
});
