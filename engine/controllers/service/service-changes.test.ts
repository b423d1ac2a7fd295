import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Node, Service } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { balancingMark, isBalancedTo } from './balanced-nodes.ts';
import {
  changeForCloud,
  LOAD_BALANCER_FINALIZER,
  needsCleanup,
  wantsLoadBalancer,
} from './service-changes.ts';

const service = (spec: object = {}, metadata: object = {}): Service =>
  ({
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default', uid: 'one', ...metadata },
    spec: { type: 'LoadBalancer', ports: [{ port: 80, protocol: 'TCP' }], ...spec },
  }) as unknown as Service;

describe('what a cloud must hear of', () => {
  type Told = string | 'silently' | undefined;
  const rows: readonly (readonly [name: string, old: Service, now: Service, told: Told])[] = [
    [
      'nothing, where neither wants one',
      service({ type: 'ClusterIP' }),
      service({ type: 'NodePort' }),
      undefined,
    ],
    ['nothing that changed', service(), service({}, { labels: { a: 'b' } }), undefined],
    ['the type', service({ type: 'ClusterIP' }), service(), 'Type: ClusterIP -> LoadBalancer'],
    [
      'a class of its own',
      service(),
      service({ loadBalancerClass: 'a/b' }),
      'Type: LoadBalancer -> LoadBalancer',
    ],
    [
      'source ranges',
      service(),
      service({ loadBalancerSourceRanges: ['10.0.0.0/8', '192.0.2.0/24'] }),
      'LoadBalancerSourceRanges: [] -> [10.0.0.0/8 192.0.2.0/24]',
    ],
    ['ports', service(), service({ ports: [{ port: 81, protocol: 'TCP' }] }), 'silently'],
    ['affinity', service({ sessionAffinity: 'None' }), service({ sessionAffinity: 'ClientIP' }), 'silently'],
    [
      'how long it lasts',
      service(),
      service({ sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } }),
      'silently',
    ],
    ['its address', service(), service({ loadBalancerIP: '192.0.2.9' }), 'LoadbalancerIP:  -> 192.0.2.9'],
    [
      'external IPs, counted',
      service(),
      service({ externalIPs: ['192.0.2.9'] }),
      'ExternalIP: Count: 0 -> 1',
    ],
    [
      'another external IP',
      service({ externalIPs: ['192.0.2.8'] }),
      service({ externalIPs: ['192.0.2.9'] }),
      'ExternalIP: Added: 192.0.2.9',
    ],
    ['annotations', service(), service({}, { annotations: { a: 'b' } }), 'silently'],
    ['another one of its name', service(), service({}, { uid: 'two' }), 'UID: one -> two'],
    [
      'the policy',
      service({ externalTrafficPolicy: 'Cluster' }),
      service({ externalTrafficPolicy: 'Local' }),
      'ExternalTrafficPolicy: Cluster -> Local',
    ],
    [
      'the health check port',
      service(),
      service({ healthCheckNodePort: 32000 }),
      'HealthCheckNodePort: 0 -> 32000',
    ],
    [
      'a second family',
      service({ ipFamilies: ['IPv4'] }),
      service({ ipFamilies: ['IPv4', 'IPv6'] }),
      'IPFamilies: Count: 1 -> 2',
    ],
  ];
  for (const [name, old, now, expected] of rows) {
    it(`${name} (needsUpdate)`, () => {
      const change = changeForCloud(old, now);
      const { told } = change ?? {};
      const found = told === undefined ? 'silently' : `${told.reason}: ${told.message}`;
      expect(change === undefined ? undefined : found).to.equal(expected);
    });
  }

  it('one with the finalizer is cleaned up when it goes or has another type (needsCleanup)', () => {
    const finalizers = [LOAD_BALANCER_FINALIZER];
    expect(needsCleanup(service())).to.equal(false);
    expect(needsCleanup(service({}, { finalizers }))).to.equal(false);
    expect(needsCleanup(service({ type: 'NodePort' }, { finalizers }))).to.equal(true);
    expect(needsCleanup(service({}, { finalizers, deletionTimestamp: 'now' }))).to.equal(true);
    expect(wantsLoadBalancer(service({ loadBalancerClass: 'a/b' }))).to.equal(false);
  });
});

describe('the nodes of a load balancer', () => {
  const node = (more: { spec?: object; labels?: object; ready?: string; gone?: boolean } = {}): Node =>
    ({
      kind: 'Node',
      metadata: {
        name: 'n',
        labels: more.labels ?? {},
        ...(more.gone === true ? { deletionTimestamp: 'now' } : {}),
      },
      spec: more.spec ?? {},
      status: { conditions: [{ type: 'Ready', status: more.ready ?? 'True' }] },
    }) as unknown as Node;
  const excluded = (value: string): Node =>
    node({ labels: { 'node.kubernetes.io/exclude-from-external-load-balancers': value } });
  const doomed = node({
    spec: { taints: [{ key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' }] },
  });
  const master = node({ labels: { 'node-role.kubernetes.io/master': '' } });
  const local = service({ externalTrafficPolicy: 'Local' });
  const rows: readonly (readonly [
    string,
    Node,
    Service,
    readonly (readonly [minor: number, is: boolean])[],
  ])[] = [
    [
      'a healthy one',
      node(),
      service(),
      [
        [13, true],
        [20, true],
        [28, true],
        [36, true],
      ],
    ],
    [
      'one that is not ready (KEP-3458)',
      node({ ready: 'False' }),
      service(),
      [
        [20, false],
        [26, false],
        [27, true],
      ],
    ],
    [
      'the same for the policy Local (etpLocalNodePredicates)',
      node({ ready: 'Unknown' }),
      local,
      [
        [25, false],
        [26, true],
      ],
    ],
    [
      'one that is being deleted (nodeNotDeletedPredicate)',
      node({ gone: true }),
      service(),
      [
        [26, true],
        [27, false],
      ],
    ],
    [
      'an excluded one (1.19)',
      excluded(''),
      service(),
      [
        [18, true],
        [19, false],
        [36, false],
      ],
    ],
    [
      'one whose label says false (131085)',
      excluded('false'),
      service(),
      [
        [33, false],
        [34, true],
      ],
    ],
    [
      'a cordoned one (90823)',
      node({ spec: { unschedulable: true } }),
      service(),
      [
        [18, false],
        [19, true],
      ],
    ],
    [
      'a master (LegacyNodeRoleBehavior)',
      master,
      service(),
      [
        [20, false],
        [21, true],
      ],
    ],
    [
      'one that the autoscaler takes away (105946)',
      doomed,
      service(),
      [
        [22, true],
        [23, false],
        [36, false],
      ],
    ],
  ];
  for (const [name, of, whose, releases] of rows) {
    for (const [minor, expected] of releases) {
      it(`${name} in 1.${minor}: ${expected}`, () => {
        expect(isBalancedTo(of, whose, versionProfile(minor))).to.equal(expected);
      });
    }
  }

  it('are looked at again when one gets ready, until that counts no more (shouldSyncUpdatedNode)', () => {
    const differs = (minor: number, a: Node, b: Node): boolean =>
      balancingMark(a, versionProfile(minor)) !== balancingMark(b, versionProfile(minor));
    expect(differs(26, node(), node({ ready: 'False' }))).to.equal(true);
    expect(differs(27, node(), node({ ready: 'False' }))).to.equal(false);
    expect(differs(27, node(), excluded(''))).to.equal(true);
    expect(differs(26, node(), doomed)).to.equal(true);
    expect(differs(27, node(), doomed)).to.equal(false);
  });
});
