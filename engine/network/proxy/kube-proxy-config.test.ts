import { describe, it } from 'node:test';
import { expect } from 'chai';
import { UserError } from '../../errors.ts';
import { DEFAULT_KUBE_PROXY, readKubeProxyConfig } from './kube-proxy-config.ts';

describe('a KubeProxyConfiguration', () => {
  const rows: readonly (readonly [string, unknown, object])[] = [
    ['says nothing', null, DEFAULT_KUBE_PROXY],
    [
      'is told by kind, and its period counts in its mode',
      {
        kind: 'KubeProxyConfiguration',
        iptables: { minSyncPeriod: '10s', masqueradeAll: true },
        ipvs: { minSyncPeriod: '3s' },
      },
      { mode: 'iptables', minSyncMs: 10_000, masqueradeAll: true },
    ],
    ['IPVS has no period of its own', { mode: 'ipvs' }, { mode: 'ipvs', minSyncMs: 0 }],
    ['no period is the default one', { iptables: { minSyncPeriod: '0s' } }, { minSyncMs: 1000 }],
    ['nothing said in quotes', { mode: '', ipvs: { scheduler: '' } }, { mode: 'iptables', minSyncMs: 1000 }],
    ['the pod network', { clusterCIDR: '' }, { clusterCIDR: '' }],
  ];
  for (const [name, given, expected] of rows) {
    it(name, () => {
      expect(readKubeProxyConfig(given)).to.include(expected);
    });
  }

  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    [
      'an unknown field',
      { iptable: { minSyncPeriod: '1s' } },
      /no iptable here\n {2}try {2}did you mean iptables/,
    ],
    ['another mode', { mode: 'nftables' }, /mode: "nftables" is not known here/],
    ['another scheduler', { ipvs: { scheduler: 'lc' } }, /only rr/],
    ['a negative period', { iptables: { minSyncPeriod: '-1s' } }, /must be greater than or equal to 0/],
    ['a period that is none', { iptables: { minSyncPeriod: 'soon' } }, /minSyncPeriod/],
    ['a number', { iptables: { minSyncPeriod: 5 } }, /is no duration/],
    ['a truth that is none', { iptables: { masqueradeAll: 'yes' } }, /neither true nor false/],
    ['a network that is no text', { clusterCIDR: 5 }, /is no text/],
  ];
  for (const [name, given, why] of refused) {
    it(`${name} is refused`, () => {
      expect(() => readKubeProxyConfig(given)).to.throw(UserError, why);
    });
  }
});
