// The rules of a node, letter by letter as kube-proxy's own tests expect them.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Service } from '../../../api/objects.ts';
import { versionProfile } from '../../../versions/profile.ts';
import type { EndpointGroup, EndpointView } from '../../state/endpoint-groups.ts';
import type { ServiceState } from '../../state/service-states.ts';
import { writeProxyRules } from './node-rules.ts';
import { type RuleSet, restoreForm } from './rule-set.ts';
import type { RuleSettings } from './rule-settings.ts';
import { saveForm } from './save-form.ts';
import {
  INTERNAL_POLICY_LOCAL_1_28,
  INTERNAL_POLICY_NOBODY_HERE_1_28,
  LOAD_BALANCER_1_28,
  ONLY_LOCAL_EXTERNAL_IPS_1_28,
  ONLY_LOCAL_LOAD_BALANCING_1_28,
  OVERALL_1_28,
  OVERALL_1_36,
  SLICES_1_20,
  TERMINATING_LOCAL_1_28,
} from './upstream-dumps.ts';

const HERE = 'test-hostname';
const endpoint = (ip: string, nodeName?: string, state: Partial<EndpointView> = {}): EndpointView => ({
  ...{ ip, hostname: undefined, nodeName },
  ...{ isReady: true, isServing: true, isTerminating: false },
  ...state,
});
const ENDING = { isReady: false, isTerminating: true };

function service(
  key: string,
  spec: object,
  endpoints: readonly EndpointView[],
  more: { readonly balancer?: readonly string[]; readonly port?: object } = {},
): ServiceState {
  const [namespace, name] = key.split('/') as [string, string];
  const port = { name: 'p80', port: 80, protocol: 'TCP', ...more.port };
  const ingress = (more.balancer ?? []).map((ip) => ({ ip }));
  const groups: EndpointGroup[] = [{ ports: [{ name: port.name, port: 80, protocol: 'TCP' }], endpoints }];
  return {
    service: {
      kind: 'Service',
      metadata: { namespace, name },
      spec: { ports: [port], ...spec },
      status: { loadBalancer: { ingress } },
    } as unknown as Service,
    groups: endpoints.length === 0 ? [] : groups,
  };
}

const settings = (more: Partial<RuleSettings> = {}): RuleSettings => ({
  place: { name: HERE, zone: '', usesTerminating: true, followsNodeHints: true },
  ...{ nodeIp: '192.168.0.2', masqueradeAll: false, clusterCIDR: '10.0.0.0/8' },
  ...{ countsPackets: false, hasRandomFully: false },
  ...more,
});

/** By table and chain, as both sides write them down. */
function dumpOf(rules: RuleSet): Record<string, readonly string[]> {
  const dump: Record<string, readonly string[]> = {};
  for (const table of ['filter', 'nat'] as const) {
    for (const [chain, own] of rules.chains(table))
      dump[`${table} ${chain}`] = own.map((rule) => restoreForm(chain, rule));
  }
  return dump;
}

function parsed(lines: readonly string[]): Record<string, readonly string[]> {
  const dump: Record<string, string[]> = {};
  let table = '';
  for (const line of lines) {
    const [first = '', chain = ''] = line.split(' ');
    if (first.startsWith('*')) table = first.slice(1);
    else if (first.startsWith(':')) dump[`${table} ${first.slice(1)}`] = [];
    else if (first === '-A') dump[`${table} ${chain}`]?.push(line);
  }
  return dump;
}

const overall = (affinity: object): ServiceState[] => {
  const nodePort = (port: number): { port: object } => ({ port: { nodePort: port } });
  const local = { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30000 };
  const ranges = { loadBalancerSourceRanges: [' 203.0.113.0/25'], healthCheckNodePort: 30000 };
  return [
    service('ns1/svc1', { clusterIP: '172.30.0.41' }, [endpoint('10.180.0.1')]),
    service(
      'ns2/svc2',
      { ...local, clusterIP: '172.30.0.42', externalIPs: ['192.168.99.22'] },
      [endpoint('10.180.0.2')],
      { balancer: ['1.2.3.4'], ...nodePort(3001) },
    ),
    service(
      'ns3/svc3',
      { type: 'NodePort', clusterIP: '172.30.0.43' },
      [endpoint('10.180.0.3')],
      nodePort(3003),
    ),
    service('ns4/svc4', { type: 'NodePort', clusterIP: '172.30.0.44', externalIPs: ['192.168.99.33'] }, [
      endpoint('10.180.0.4'),
      endpoint('10.180.0.5', HERE),
    ]),
    service(
      'ns5/svc5',
      { type: 'LoadBalancer', clusterIP: '172.30.0.45', ...ranges, ...affinity },
      [endpoint('10.180.0.3')],
      { balancer: ['5.6.7.8'], ...nodePort(3002) },
    ),
    service('ns6/svc6', { type: 'ClusterIP', clusterIP: '172.30.0.46' }, []),
  ];
};
const AFFINITY = {
  sessionAffinity: 'ClientIP',
  sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } },
};
const two = [endpoint('10.180.0.1'), endpoint('10.180.2.1', HERE)];
const three = (first: string): EndpointView[] => [
  endpoint('10.0.1.1', first),
  endpoint('10.0.1.2', 'host1'),
  endpoint('10.0.1.3', 'host2'),
];
const internalLocal = (first: string): ServiceState =>
  service('ns1/svc1', { clusterIP: '172.30.1.1', internalTrafficPolicy: 'Local' }, three(first), {
    port: { name: '' },
  });

describe('the rules of a node', () => {
  type Row = readonly [
    name: string,
    minor: number,
    states: ServiceState[],
    dump: string[],
    more?: Partial<RuleSettings>,
  ];
  const rows: readonly Row[] = [
    ['TestOverallIPTablesRules', 36, overall(AFFINITY), OVERALL_1_36, { countsPackets: true }],
    ['TestOverallIPTablesRulesWithMultipleServices', 28, overall({}), OVERALL_1_28],
    [
      'TestLoadBalancer',
      28,
      [
        service(
          'ns1/svc1',
          {
            ...{ type: 'LoadBalancer', clusterIP: '172.30.0.41' },
            loadBalancerSourceRanges: ['192.168.0.0/24', ' 203.0.113.0/25'],
          },
          [endpoint('10.180.0.1')],
          { balancer: ['1.2.3.4', '5.6.7.8'], port: { nodePort: 3001 } },
        ),
      ],
      LOAD_BALANCER_1_28,
    ],
    [
      'TestOnlyLocalExternalIPs',
      28,
      [
        service(
          'ns1/svc1',
          {
            ...{ type: 'NodePort', clusterIP: '172.30.0.41', externalTrafficPolicy: 'Local' },
            externalIPs: ['192.168.99.11'],
          },
          two,
        ),
      ],
      ONLY_LOCAL_EXTERNAL_IPS_1_28,
    ],
    [
      'TestOnlyLocalLoadBalancing',
      28,
      [
        service(
          'ns1/svc1',
          {
            ...{ type: 'LoadBalancer', clusterIP: '172.30.0.41', externalTrafficPolicy: 'Local' },
            ...{ healthCheckNodePort: 30000, ...AFFINITY },
          },
          two,
          { balancer: ['1.2.3.4'], port: { nodePort: 3001 } },
        ),
      ],
      ONLY_LOCAL_LOAD_BALANCING_1_28,
    ],
    ['TestInternalTrafficPolicyE2E, local', 28, [internalLocal(HERE)], INTERNAL_POLICY_LOCAL_1_28],
    [
      'TestInternalTrafficPolicyE2E, nobody here',
      28,
      [internalLocal('host0')],
      INTERNAL_POLICY_NOBODY_HERE_1_28,
    ],
    [
      'TestTerminatingEndpointsTrafficPolicyLocal, only terminating endpoints exist',
      28,
      [
        service(
          'ns1/svc1',
          {
            ...{ type: 'LoadBalancer', clusterIP: '172.30.1.1', externalTrafficPolicy: 'Local' },
            ...{ healthCheckNodePort: 30000, ...AFFINITY },
          },
          [
            endpoint('10.0.1.2', HERE, ENDING),
            endpoint('10.0.1.3', HERE, ENDING),
            endpoint('10.0.1.4', HERE, { ...ENDING, isServing: false }),
            endpoint('10.0.1.5', 'host-1'),
          ],
          { balancer: ['1.2.3.4'], port: { name: '' } },
        ),
      ],
      TERMINATING_LOCAL_1_28,
    ],
    [
      'TestEndpointSliceE2E',
      20,
      [service('ns1/svc1', { clusterIP: '172.20.1.1' }, three(HERE), { port: { name: '', port: 0 } })],
      SLICES_1_20,
      { clusterCIDR: '10.0.0.0/24' },
    ],
  ];
  for (const [name, minor, states, dump, more] of rows) {
    it(`${name} (1.${minor})`, () => {
      const rules = writeProxyRules(states, settings(more), versionProfile(minor));
      expect(dumpOf(rules)).to.deep.equal(parsed(dump));
    });
  }
});

const lines = (minor: number, states: ServiceState[], more: Partial<RuleSettings> = {}): string[] =>
  Object.values(dumpOf(writeProxyRules(states, settings(more), versionProfile(minor)))).flat();

describe('the rules of a node in 1.20', () => {
  const chain = 'XPGD46QRK7WJZT7O';
  const local = (more: object = {}, endpoints: readonly EndpointView[] = two): ServiceState =>
    service(
      'ns1/svc1',
      { type: 'LoadBalancer', clusterIP: '10.20.30.41', externalTrafficPolicy: 'Local', ...more },
      endpoints,
      { balancer: ['1.2.3.4'], port: { nodePort: 3001 } },
    );

  it('a load balancer that keeps to the node leads to KUBE-XLB (TestOnlyLocalLoadBalancing)', () => {
    const all = lines(20, [local(AFFINITY)]);
    expect(all).to.include.members([
      `-A KUBE-SERVICES -m comment --comment "ns1/svc1:p80 loadbalancer IP" -m tcp -p tcp -d 1.2.3.4/32 --dport 80 -j KUBE-FW-${chain}`,
      `-A KUBE-FW-${chain} -m comment --comment "ns1/svc1:p80 loadbalancer IP" -j KUBE-XLB-${chain}`,
      `-A KUBE-FW-${chain} -m comment --comment "ns1/svc1:p80 loadbalancer IP" -j KUBE-MARK-DROP`,
      `-A KUBE-XLB-${chain} -m comment --comment "Redirect pods trying to reach external loadbalancer VIP to clusterIP" -s 10.0.0.0/8 -j KUBE-SVC-${chain}`,
      `-A KUBE-XLB-${chain} -m comment --comment "Balancing rule 0 for ns1/svc1:p80" -j KUBE-SEP-ZX7GRIZKSNUQ3LAJ`,
      `-A KUBE-NODEPORTS -m comment --comment ns1/svc1:p80 -m tcp -p tcp --dport 3001 -s 127.0.0.0/8 -j KUBE-MARK-MASQ`,
      `-A KUBE-XLB-${chain} -m comment --comment ns1/svc1:p80 -m recent --name KUBE-SEP-ZX7GRIZKSNUQ3LAJ --rcheck --seconds 10800 --reap -j KUBE-SEP-ZX7GRIZKSNUQ3LAJ`,
    ]);
  });

  it('and drops what comes to a node without a pod', () => {
    expect(lines(20, [local({}, [endpoint('10.180.0.1')])])).to.include(
      `-A KUBE-XLB-${chain} -m comment --comment "ns1/svc1:p80 has no local endpoints" -j KUBE-MARK-DROP`,
    );
  });

  it('without endpoints all its addresses are refused (TestLoadBalancerReject, TestNodePortReject)', () => {
    const what = '-m comment --comment "ns1/svc1:p80 has no endpoints"';
    expect(lines(20, [local({ externalIPs: ['50.60.70.81'] }, [])])).to.include.members([
      `-A KUBE-SERVICES ${what} -m tcp -p tcp -d 10.20.30.41/32 --dport 80 -j REJECT`,
      `-A KUBE-EXTERNAL-SERVICES ${what} -m tcp -p tcp -d 50.60.70.81/32 --dport 80 -j REJECT`,
      `-A KUBE-EXTERNAL-SERVICES ${what} -m tcp -p tcp -d 1.2.3.4/32 --dport 80 -j REJECT`,
      `-A KUBE-EXTERNAL-SERVICES ${what} -m addrtype --dst-type LOCAL -m tcp -p tcp --dport 3001 -j REJECT`,
    ]);
  });

  it('source ranges stand in KUBE-FW, with the address itself where they let the node in (TestLoadBalancer)', () => {
    const ranges = { externalTrafficPolicy: 'Cluster', loadBalancerSourceRanges: ['192.168.0.0/24'] };
    const all = lines(20, [local({ ...ranges, externalIPs: ['50.60.70.81'] })], { masqueradeAll: true });
    const at = '-m comment --comment "ns1/svc1:p80 external IP" -m tcp -p tcp -d 50.60.70.81/32 --dport 80';
    expect(all).to.include.members([
      `-A KUBE-FW-${chain} -m comment --comment "ns1/svc1:p80 loadbalancer IP" -j KUBE-MARK-MASQ`,
      `-A KUBE-FW-${chain} -m comment --comment "ns1/svc1:p80 loadbalancer IP" -s 192.168.0.0/24 -j KUBE-SVC-${chain}`,
      `-A KUBE-FW-${chain} -m comment --comment "ns1/svc1:p80 loadbalancer IP" -s 1.2.3.4/32 -j KUBE-SVC-${chain}`,
      `-A KUBE-SERVICES ${at} -m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j KUBE-SVC-${chain}`,
      `-A KUBE-SERVICES ${at} -m addrtype --dst-type LOCAL -j KUBE-SVC-${chain}`,
      `-A KUBE-SERVICES -m comment --comment "ns1/svc1:p80 cluster IP" -m tcp -p tcp -d 10.20.30.41/32 --dport 80 -j KUBE-MARK-MASQ`,
    ]);
  });
});

describe('rules as iptables-save shows them', () => {
  const rows: readonly (readonly [string, string[], string])[] = [
    [
      'addresses and protocol come first',
      [
        '-m',
        'comment',
        '--comment',
        'default/web cluster IP',
        '-m',
        'tcp',
        '-p',
        'tcp',
        '-d',
        '10.96.0.1',
        '--dport',
        '80',
        '!',
        '-s',
        '10.0.0.0/8',
        '-j',
        'KUBE-MARK-MASQ',
      ],
      '-A C ! -s 10.0.0.0/8 -d 10.96.0.1/32 -p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ',
    ],
    [
      'probabilities are those of the kernel',
      ['-m', 'statistic', '--mode', 'random', '--probability', '0.3333333333', '-j', 'S'],
      '-A C -m statistic --mode random --probability 0.33333333349 -j S',
    ],
    [
      'a list of addresses names its mask and side',
      ['-m', 'recent', '--name', 'S', '--rcheck', '--seconds', '10800', '--reap', '-j', 'S'],
      '-A C -m recent --rcheck --seconds 10800 --reap --name S --mask 255.255.255.255 --rsource -j S',
    ],
    [
      'a mark is set and masked',
      ['-j', 'MARK', '--or-mark', '0x4000'],
      '-A C -j MARK --set-xmark 0x4000/0x4000',
    ],
    ['or toggled', ['-j', 'MARK', '--xor-mark', '0x4000'], '-A C -j MARK --set-xmark 0x4000/0x0'],
    ['a refusal says how', ['-j', 'REJECT'], '-A C -j REJECT --reject-with icmp-port-unreachable'],
    [
      'a comment of plain letters has no quotes',
      ['-m', 'comment', '--comment', 'web'],
      '-A C -m comment --comment web',
    ],
    [
      'a negated match',
      ['-m', 'mark', '!', '--mark', '0x1/0x1', '-j', 'RETURN'],
      '-A C -m mark ! --mark 0x1/0x1 -j RETURN',
    ],
    [
      'a counter',
      ['-m', 'nfacct', '--nfacct-name', 'n', '-j', 'DROP'],
      '-A C -m nfacct --nfacct-name  n -j DROP',
    ],
  ];
  for (const [name, rule, expected] of rows) {
    it(name, () => {
      expect(saveForm('C', rule)).to.equal(expected);
    });
  }

  it('property: every jump leads to a chain that is there, whatever the Services', () => {
    const state = fc.constantFrom({}, ENDING, { ...ENDING, isServing: false });
    const one = fc.record({ host: fc.integer({ min: 1, max: 5 }), here: fc.boolean(), state });
    const spec = fc.record({
      externalTrafficPolicy: fc.constantFrom('Cluster', 'Local'),
      internalTrafficPolicy: fc.constantFrom('Cluster', 'Local'),
      externalIPs: fc.constantFrom([], ['203.0.113.7']),
      loadBalancerSourceRanges: fc.constantFrom([], ['192.168.0.0/24']),
    });
    const shape = fc.record({
      minor: fc.constantFrom(20, 28, 36),
      endpoints: fc.uniqueArray(one, { selector: ({ host }) => host, maxLength: 4 }),
      nodePort: fc.constantFrom(0, 30080),
      balancer: fc.constantFrom([], ['198.51.100.1']),
      spec,
    });
    fc.assert(
      fc.property(shape, ({ minor, endpoints, nodePort, balancer, spec: drawn }) => {
        const views = endpoints.map(({ host, here, state: is }) =>
          endpoint(`10.244.1.${host}`, here ? HERE : 'other', is),
        );
        const web = service('a/web', { clusterIP: '10.96.0.7', type: 'LoadBalancer', ...drawn }, views, {
          ...{ balancer, port: { nodePort } },
        });
        const rules = writeProxyRules([web], settings(), versionProfile(minor));
        for (const table of ['filter', 'nat'] as const) {
          const chains = rules.chains(table);
          for (const rule of [...chains.values()].flat()) {
            const target = rule[rule.indexOf('-j') + 1] ?? '';
            if (/^KUBE-(SVC|SVL|SEP|EXT|FW|XLB)-/.test(target) && rule.includes('-j'))
              expect([...chains.keys()]).to.include(target);
          }
        }
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});
