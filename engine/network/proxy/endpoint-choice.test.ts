// Which endpoints a node uses. Source of the rows: kubernetes v1.36.2 pkg/proxy/topology_test.go, TestCategorizeEndpoints.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import { clusterEndpoints, localEndpoints, type ProxyEndpoint, type ProxyPlace } from './endpoint-choice.ts';
import { followsHints, proxyRelease } from './proxy-release.ts';

/** `1 a n1`: endpoint 1, hinted to zone a and node n1; `a+b`: two zones; `!`: not ready; `~`: ending; `here`: on the node. */
function endpoint(words: string): ProxyEndpoint {
  const [host = '', ...rest] = words.split(' ');
  const zones = rest.find((word) => /^[a-d](\+[a-d])*$/.test(word))?.split('+');
  const nodes = rest.filter((word) => /^n\d$/.test(word));
  const isEnding = rest.includes('~');
  return {
    ...{ ip: `10.1.2.${host}`, port: 80, address: host, nodeName: rest.includes('here') ? 'n1' : 'other' },
    ...{
      isReady: !(rest.includes('!') || isEnding),
      isServing: !rest.includes('!'),
      isTerminating: isEnding,
    },
    ...(zones === undefined ? {} : { zoneHints: zones }),
    ...(nodes.length === 0 ? {} : { nodeHints: nodes }),
  };
}

const place = (zone = 'a', more: Partial<ProxyPlace> = {}): ProxyPlace => ({
  ...{ name: 'n1', zone, usesTerminating: true, followsNodeHints: true },
  ...more,
});

describe('the endpoints that a node uses', () => {
  const nodes = ['3 a n1', '4 b n2', '5 c n3', '6 a n4'];
  type Row = readonly [name: string, endpoints: string[], place: ProxyPlace, cluster: string, local?: string];
  const rows: readonly Row[] = [
    ['those of its zone', ['3 a', '4 b', '5 c', '6 a'], place(), '3 6', ''],
    ['topology ignored for Local endpoints', ['3 a here', '4 b here', '5 c', '6 a'], place(), '3 6', '3 4'],
    ['empty zone label', ['3 a'], place(''), '3'],
    ['node in different zone, no endpoint filtering', ['3 a'], place('b'), '3'],
    ['unready endpoint', ['3 a', '4 b', '5 c', '6 a !'], place(), '3'],
    ['only unready endpoints in same zone', ['3 a !', '4 b', '5 c', '6 a !'], place(), '4 5'],
    ['missing hints, no filtering applied', ['3 a', '4 b', '5', '6 a'], place(), '3 4 5 6'],
    ['multiple hints per endpoint', ['3 a+b+c', '4 b+c', '5 b+d', '6 c'], place('c'), '3 4 6'],
    [
      'PreferSameNode falls back to same-zone where the release knows none',
      nodes,
      place('a', { followsNodeHints: false }),
      '3 6',
    ],
    ['PreferSameNode available', nodes, place(), '3'],
    [
      'PreferSameNode ignored if some endpoints unhinted',
      ['3 a n1', '4', '5 c n3', '6 a n4'],
      place(),
      '3 4 5 6',
    ],
    [
      'PreferSameNode falls back to PreferSameZone if no endpoint for node',
      nodes,
      place('a', { name: 'n0' }),
      '3 6',
    ],
    ['all endpoints are terminating', ['0 ~ here', '1 ~'], place(), '0 1', '0'],
    [
      'not where the release does not use them',
      ['0 ~ here', '1 ~'],
      place('a', { usesTerminating: false }),
      '',
      '',
    ],
    ['ready ones elsewhere, terminating ones here', ['0', '1 ! here', '2 ~ here', '3 ~'], place(), '0', '2'],
    ['hints of terminating endpoints do not count', ['0 a ~', '1 b ~'], place(), '0 1'],
    ['nobody', [], place(), '', ''],
  ];
  for (const [name, words, at, cluster, local] of rows) {
    it(name, () => {
      const policy = { isInternalLocal: false, isExternalLocal: true };
      const port = { endpoints: words.map(endpoint), isHinted: true, policy };
      const shown = (found: readonly ProxyEndpoint[]): string =>
        found.map(({ address }) => address).join(' ');
      expect(shown(clusterEndpoints(port, at))).to.equal(cluster);
      if (local !== undefined) expect(shown(localEndpoints(port, at))).to.equal(local);
    });
  }

  const old = 'service.kubernetes.io/topology-aware-hints';
  const mode = 'service.kubernetes.io/topology-mode';
  const releases: readonly (readonly [string, number, object, boolean])[] = [
    ['1.23 ignores hints', 23, { [old]: 'auto' }, false],
    ['1.28 follows those of annotated Services', 28, { [mode]: 'Auto' }, true],
    ['by the older annotation as well', 28, { [old]: 'auto' }, true],
    ['not where it says disabled', 28, { [old]: 'Disabled', [mode]: 'Auto' }, false],
    ['and no others', 28, {}, false],
    ['1.31 follows all', 31, {}, true],
  ];
  for (const [name, minor, annotations, expected] of releases) {
    it(`${name} (canUseTopology)`, () => {
      const service = { metadata: { annotations } } as never;
      expect(followsHints(service, proxyRelease(versionProfile(minor)))).to.equal(expected);
    });
  }
});
