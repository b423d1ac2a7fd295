// What names mean, in the zone of the cluster and on the way there.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Service } from '../../api/objects.ts';
import type { EndpointView } from '../state/endpoint-groups.ts';
import type { ServiceState } from '../state/service-states.ts';
import { clusterRecords } from './cluster-records.ts';
import { searchNames } from './search-names.ts';

const ZONE = 'cluster.local';

function state(spec: object, endpoints: readonly Partial<EndpointView>[] = []): ServiceState {
  const views = endpoints.map((parts) => ({
    ip: '10.244.1.2',
    hostname: undefined,
    nodeName: undefined,
    isReady: true,
    isServing: true,
    isTerminating: false,
    ...parts,
  }));
  const ports = [{ name: 'http', port: 8080, protocol: 'TCP' }];
  const service = { metadata: { name: 'web', namespace: 'shop' }, spec } as Service;
  return { service, groups: [{ ports, endpoints: views }] };
}

const PORTS = [{ name: 'http', port: 80 }];
const CLUSTER_IP = state({ clusterIP: '10.96.1.1', ports: PORTS }, [{}]);
const HEADLESS = state({ clusterIP: 'None', ports: PORTS }, [
  { ip: '10.244.1.2', hostname: 'web-0' },
  { ip: '10.244.1.3' },
  { ip: '10.244.1.4', isReady: false },
]);
const EXTERNAL = state({ type: 'ExternalName', externalName: 'db.example.com' });

// Source: coredns plugin/kubernetes/kubernetes_test.go and handler_test.go.
const ROWS: readonly (readonly [why: string, at: ServiceState, name: string, says: string])[] = [
  ['a Service is its cluster IP', CLUSTER_IP, 'web.shop.svc', '10.96.1.1'],
  ['another namespace has no such Service', CLUSTER_IP, 'web.default.svc', 'none'],
  ['nor does a namespace that is not', CLUSTER_IP, 'web.nowhere.svc', 'none'],
  ['a port by name and protocol', CLUSTER_IP, '_http._tcp.web.shop.svc', '10.96.1.1'],
  ['not under another protocol', CLUSTER_IP, '_http._udp.web.shop.svc', 'none'],
  ['an endpoint of a Service by its address', CLUSTER_IP, '10-244-1-2.web.shop.svc', '10.244.1.2'],
  ['a headless Service is its ready endpoints', HEADLESS, 'web.shop.svc', '10.244.1.2 10.244.1.3'],
  ['a pod by its host name', HEADLESS, 'web-0.web.shop.svc', '10.244.1.2'],
  ['a pod without one by its address', HEADLESS, '10-244-1-3.web.shop.svc', '10.244.1.3'],
  ['not one that is not ready', HEADLESS, '10-244-1-4.web.shop.svc', 'none'],
  ['a headless Service with nobody behind it', state({ clusterIP: 'None' }), 'web.shop.svc', 'none'],
  ['an external name is an alias', EXTERNAL, 'web.shop.svc', 'alias db.example.com'],
  ['and has no endpoints', EXTERNAL, 'a.web.shop.svc', 'none'],
  ['a pod by its address, whether it is there or not', CLUSTER_IP, '10-244-9-9.shop.pod', '10.244.9.9'],
  ['not in a namespace that is not', CLUSTER_IP, '10-244-9-9.nowhere.pod', 'none'],
  ['not by another text', CLUSTER_IP, '10-244-9.shop.pod', 'none'],
  ['a name that is too long', CLUSTER_IP, 'a.b.c.web.shop.svc', 'none'],
];

describe('names of the cluster', () => {
  for (const [why, at, name, says] of ROWS) {
    it(`${why}: ${name}`, () => {
      const records = clusterRecords(name, ZONE, {
        service: (key) => (key === 'shop/web' ? at : undefined),
        hasNamespace: (namespace) => ['shop', 'default'].includes(namespace),
      });
      const found =
        records.kind === 'targets' ? records.targets.map(({ address }) => address).join(' ') : records.kind;
      expect(records.kind === 'cname' ? `alias ${records.name}` : found).to.equal(says);
    });
  }

  it('SRV targets have names of their own and the endpoint port', () => {
    const records = clusterRecords('_http._tcp.web.shop.svc', ZONE, {
      service: () => HEADLESS,
      hasNamespace: () => true,
    });
    expect(records).to.deep.include({ kind: 'targets' });
    if (records.kind !== 'targets') return;
    expect(records.targets.map(({ name, port }) => `${name}:${port}`)).to.deep.equal([
      'web-0.web.shop.svc.cluster.local:8080',
      '10-244-1-3.web.shop.svc.cluster.local:8080',
    ]);
  });
});

describe('the search path', () => {
  const searches = ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'];
  const rows: readonly (readonly [name: string, ndots: number, first: string, count: number])[] = [
    ['web', 5, 'web.shop.svc.cluster.local', 4],
    ['web.shop.svc.cluster.local', 5, 'web.shop.svc.cluster.local.shop.svc.cluster.local', 4],
    ['web-0.web.shop.svc.cluster.local', 5, 'web-0.web.shop.svc.cluster.local', 4],
    ['example.com', 1, 'example.com', 4],
    ['example.com.', 5, 'example.com', 1],
  ];
  for (const [name, ndots, first, count] of rows) {
    it(`${name} with ndots ${ndots} is asked for as ${first} first`, () => {
      const names = searchNames(name, searches, ndots);
      expect([names[0], names.length]).to.deep.equal([first, count]);
    });
  }
});
