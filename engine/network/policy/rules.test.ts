// Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/; the recorded table `networkpolicy`
// holds the reachability of whole clusters.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { NetworkPolicy } from '../../api/objects.ts';
import { type Flow, type FlowEnd, mayEnter, mayLeave, type PolicyPod } from './rules.ts';

const pod = (namespace: string, labels: Record<string, string>, ip = '10.244.1.2'): FlowEnd => ({
  ip,
  pod: { namespace, labels, namespaceLabels: { ns: namespace }, ports: PORTS },
});
const PORTS: PolicyPod['ports'] = [
  { name: 'web', containerPort: 80 },
  { name: 'dns', containerPort: 53, protocol: 'UDP' },
];

const policy = (spec: object): NetworkPolicy =>
  ({
    metadata: { namespace: 'shop', name: 'p' },
    spec: { podSelector: {}, ...spec },
  }) as unknown as NetworkPolicy;
const ingress = (...rules: object[]): NetworkPolicy => policy({ policyTypes: ['Ingress'], ingress: rules });
const egress = (...rules: object[]): NetworkPolicy => policy({ policyTypes: ['Egress'], egress: rules });

const flow = (source: FlowEnd, target: FlowEnd, port = 80, protocol: Flow['protocol'] = 'TCP'): Flow => ({
  source,
  target,
  port,
  protocol,
});

const web = pod('shop', { app: 'web' });
const client = pod('shop', { app: 'client' }, '10.244.1.3');
const stranger = pod('other', { app: 'client' }, '10.244.2.3');
const outside: FlowEnd = { ip: '203.0.113.7' };

interface Row {
  readonly name: string;
  readonly policies: readonly NetworkPolicy[];
  readonly flow: Flow;
  readonly enters: boolean;
}

const ROWS: readonly Row[] = [
  { name: 'nobody selects it', policies: [egress()], flow: flow(client, web), enters: true },
  { name: 'no rule, nobody enters', policies: [ingress()], flow: flow(client, web), enters: false },
  { name: 'an empty rule, everybody does', policies: [ingress({})], flow: flow(outside, web), enters: true },
  {
    name: 'a pod selector alone means the own namespace',
    policies: [ingress({ from: [{ podSelector: { matchLabels: { app: 'client' } } }] })],
    flow: flow(stranger, web),
    enters: false,
  },
  {
    name: 'both selectors in one peer are AND',
    policies: [
      ingress({
        from: [
          {
            namespaceSelector: { matchLabels: { ns: 'other' } },
            podSelector: { matchLabels: { app: 'web' } },
          },
        ],
      }),
    ],
    flow: flow(stranger, web),
    enters: false,
  },
  {
    name: 'in two peers they are OR',
    policies: [
      ingress({
        from: [
          { namespaceSelector: { matchLabels: { ns: 'other' } } },
          { podSelector: { matchLabels: { app: 'web' } } },
        ],
      }),
    ],
    flow: flow(stranger, web),
    enters: true,
  },
  {
    name: 'selectors mean pods, never machines',
    policies: [ingress({ from: [{ namespaceSelector: {} }] })],
    flow: flow(outside, web),
    enters: false,
  },
  {
    name: 'an address block means machines',
    policies: [ingress({ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] })],
    flow: flow(outside, web),
    enters: true,
  },
  {
    name: 'but not what it excepts',
    policies: [ingress({ from: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.0/29'] } }] })],
    flow: flow(outside, web),
    enters: false,
  },
  {
    name: 'what one policy refuses another may allow',
    policies: [ingress(), ingress({ ports: [{ protocol: 'TCP', port: 80 }] })],
    flow: flow(client, web),
    enters: true,
  },
  {
    name: 'a port of the other protocol is another port',
    policies: [ingress({ ports: [{ protocol: 'UDP', port: 80 }] })],
    flow: flow(client, web),
    enters: false,
  },
  {
    name: 'a protocol without a port is all its ports',
    policies: [ingress({ ports: [{ protocol: 'TCP' }] })],
    flow: flow(client, web, 8443),
    enters: true,
  },
  {
    name: 'a name is the port that the target calls so',
    policies: [ingress({ ports: [{ protocol: 'TCP', port: 'web' }] })],
    flow: flow(client, web),
    enters: true,
  },
  {
    name: 'of that protocol',
    policies: [ingress({ ports: [{ protocol: 'TCP', port: 'dns' }] })],
    flow: flow(client, web, 53),
    enters: false,
  },
  {
    name: 'the end of a range belongs to it',
    policies: [ingress({ ports: [{ protocol: 'TCP', port: 8000, endPort: 8080 }] })],
    flow: flow(client, web, 8080),
    enters: true,
  },
  {
    name: 'the port behind it does not',
    policies: [ingress({ ports: [{ protocol: 'TCP', port: 8000, endPort: 8080 }] })],
    flow: flow(client, web, 8081),
    enters: false,
  },
];

describe('network policies', () => {
  for (const { name, policies, flow: asked, enters } of ROWS) {
    it(name, () => {
      expect(mayEnter(policies, asked)).to.equal(enters);
    });
  }

  it('egress asks who is at the other end', () => {
    const policies = [egress({ to: [{ podSelector: { matchLabels: { app: 'web' } } }] })];
    expect(mayLeave(policies, flow(client, web))).to.equal(true);
    expect(mayLeave(policies, flow(client, outside))).to.equal(false);
    expect(mayLeave(policies, flow(stranger, web))).to.equal(true);
  });
});
