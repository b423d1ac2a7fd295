// Descriptions of single things: rows with a whole text each. Source: kubectl v0.32.0 pkg/describe/describe_test.go,
// the test that each row names.

import { test } from 'node:test';
import { expect } from 'chai';
import type { AnyObject } from '../../../api/objects.ts';
import { versionProfile } from '../../../versions/profile.ts';
import { describe, NotServedError } from './describe.ts';
import { labelFor } from './generic.ts';
import type { DescribeWorld } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;

const thing = (apiVersion: string, kind: string, name: string, fields: Fields = {}): AnyObject => {
  const { metadata = {}, ...rest } = fields as { metadata?: Fields };
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: 'foo',
      uid: `uid of ${name}`,
      resourceVersion: '1',
      creationTimestamp: '2017-06-04T21:45:56Z',
      ...metadata,
    },
    ...rest,
  } as AnyObject;
};

const clusterScoped = (apiVersion: string, kind: string, name: string, fields: Fields = {}): AnyObject => {
  const { namespace: _, ...metadata } = thing(apiVersion, kind, name, fields).metadata;
  return { ...thing(apiVersion, kind, name, fields), metadata };
};

const world = (objects: readonly AnyObject[], minor = 32, showEvents = true): DescribeWorld => ({
  version: versionProfile(minor),
  nowEpochMs: Date.UTC(2017, 5, 4, 22),
  showEvents,
  list: (kind, namespace) =>
    objects.filter(
      (each) => each.kind === kind && (namespace === undefined || each.metadata.namespace === namespace),
    ),
  get: (kind, namespace, name) =>
    objects.find(
      (each) => each.kind === kind && each.metadata.namespace === namespace && each.metadata.name === name,
    ),
});

const described = (object: AnyObject, others: readonly AnyObject[] = [], minor = 32): string =>
  describe(object.kind, object, world([object, ...others], minor));

const lines = (...texts: readonly string[]): string => `${texts.join('\n')}\n`;

interface Row {
  readonly name: string;
  readonly source: string;
  readonly object: AnyObject;
  readonly others?: readonly AnyObject[];
  readonly minor?: number;
  readonly text: string;
}

const POD_WITH_IMAGE_VOLUME = thing('v1', 'Pod', 'bar', {
  spec: {
    containers: [],
    volumes: [{ name: 'image', image: { reference: 'image', pullPolicy: 'IfNotPresent' } }],
  },
  status: {},
});

const SERVICE = thing('v1', 'Service', 'bar', {
  spec: {
    type: 'LoadBalancer',
    ports: [{ name: 'port-tcp', port: 8080, protocol: 'TCP', targetPort: 9527, nodePort: 31111 }],
    selector: { blah: 'heh' },
    clusterIP: '1.2.3.4',
    ipFamilies: ['IPv4'],
    loadBalancerIP: '5.6.7.8',
    sessionAffinity: 'None',
    externalTrafficPolicy: 'Local',
    internalTrafficPolicy: 'Cluster',
    healthCheckNodePort: 32222,
  },
  status: { loadBalancer: { ingress: [{ ip: '5.6.7.8', ipMode: 'VIP' }] } },
});

const SLICE_OF_SERVICE = thing('discovery.k8s.io/v1', 'EndpointSlice', 'bar-abcde', {
  metadata: { labels: { 'kubernetes.io/service-name': 'bar' } },
  endpoints: ['10.244.0.1', '10.244.0.2', '10.244.0.3', '10.244.0.4'].map((address) => ({
    addresses: [address],
    conditions: { ready: address !== '10.244.0.2' },
  })),
  ports: [{ name: 'port-tcp', port: 9527, protocol: 'TCP' }],
});

const serviceText = (endpoints: string): string =>
  lines(
    'Name:                     bar',
    'Namespace:                foo',
    'Labels:                   <none>',
    'Annotations:              <none>',
    'Selector:                 blah=heh',
    'Type:                     LoadBalancer',
    'IP Families:              IPv4',
    'IP:                       1.2.3.4',
    'IPs:                      <none>',
    'Desired LoadBalancer IP:  5.6.7.8',
    'LoadBalancer Ingress:     5.6.7.8 (VIP)',
    'Port:                     port-tcp  8080/TCP',
    'TargetPort:               9527/TCP',
    'NodePort:                 port-tcp  31111/TCP',
    `Endpoints:                ${endpoints}`,
    'Session Affinity:         None',
    'External Traffic Policy:  Local',
    'Internal Traffic Policy:  Cluster',
    'HealthCheck NodePort:     32222',
    'Events:                   <none>',
  );

const SLICE = thing('discovery.k8s.io/v1', 'EndpointSlice', 'foo.123', {
  addressType: 'IPv4',
  endpoints: [
    {
      addresses: ['1.2.3.4', '1.2.3.5'],
      conditions: { ready: true },
      targetRef: { kind: 'Pod', name: 'test-123' },
      zone: 'us-central1-a',
      nodeName: 'node-1',
    },
  ],
  ports: [{ protocol: 'TCP', port: 80 }],
});

const SLICE_HEAD = [
  'Name:         foo.123',
  'Namespace:    foo',
  'Labels:       <none>',
  'Annotations:  <none>',
  'AddressType:  IPv4',
  'Ports:',
  '  Name     Port  Protocol',
  '  ----     ----  --------',
  '  <unset>  80    TCP',
  'Endpoints:',
];

const ROWS: readonly Row[] = [
  {
    name: 'a pod with nothing but a volume',
    source: 'TestDescribePodVolumes',
    object: POD_WITH_IMAGE_VOLUME,
    text: lines(
      'Name:         bar',
      'Namespace:    foo',
      'Node:         <none>',
      'Labels:       <none>',
      'Annotations:  <none>',
      'Status:       ',
      'IP:           ',
      'IPs:          <none>',
      'Containers: <none>',
      'Volumes:',
      '  image:',
      '    Type:        Image (a container image or OCI artifact)',
      '    Reference:   image',
      '    PullPolicy:  IfNotPresent',
      'QoS Class:       BestEffort',
      'Node-Selectors:  <none>',
      'Tolerations:     <none>',
      'Events:          <none>',
    ),
  },
  {
    name: 'a service counts more endpoints than it shows, and only ready ones',
    source: 'TestDescribeService; formatEndpointSlices',
    object: SERVICE,
    others: [SLICE_OF_SERVICE],
    text: serviceText('10.244.0.1:9527,10.244.0.3:9527,10.244.0.4:9527'),
  },
  {
    name: 'clusters without discovery.k8s.io/v1 have no endpoints to show',
    source: 'the recorded facts, kubectl-output',
    object: SERVICE,
    others: [SLICE_OF_SERVICE],
    minor: 20,
    text: serviceText('<none>'),
  },
  {
    name: 'an endpoint slice',
    source: 'TestDescribeEndpointSlice',
    object: SLICE,
    text: lines(
      ...SLICE_HEAD,
      '  - Addresses:  1.2.3.4, 1.2.3.5',
      '    Conditions:',
      '      Ready:    true',
      '    Hostname:   <unset>',
      '    TargetRef:  Pod/test-123',
      '    NodeName:   node-1',
      '    Zone:       us-central1-a',
      'Events:         <none>',
    ),
  },
  {
    name: 'an endpoint slice of an old cluster, with its topology',
    source: 'TestDescribeEndpointSlice',
    object: SLICE,
    minor: 20,
    text: lines(
      ...SLICE_HEAD,
      '  - Addresses:  1.2.3.4,1.2.3.5',
      '    Conditions:',
      '      Ready:    true',
      '    Hostname:   <unset>',
      '    TargetRef:  Pod/test-123',
      '    Topology:   kubernetes.io/hostname=node-1',
      '                topology.kubernetes.io/zone=us-central1-a',
      'Events:         <none>',
    ),
  },
  {
    name: 'an ingress whose service is missing',
    source: 'TestDescribeIngress',
    object: thing('networking.k8s.io/v1', 'Ingress', 'bar', {
      spec: {
        ingressClassName: 'test',
        rules: [
          {
            host: 'foo.bar.com',
            http: {
              paths: [
                { path: '/foo', backend: { service: { name: 'default-backend', port: { number: 80 } } } },
              ],
            },
          },
        ],
      },
    }),
    text: lines(
      'Name:             bar',
      'Labels:           <none>',
      'Namespace:        foo',
      'Address:          ',
      'Ingress Class:    test',
      'Default backend:  <default>',
      'Rules:',
      '  Host         Path  Backends',
      '  ----         ----  --------',
      '  foo.bar.com  ',
      '               /foo   default-backend:80 (<error: services "default-backend" not found>)',
      'Annotations:   <none>',
      'Events:        <none>',
    ),
  },
  {
    name: 'a network policy',
    source: 'TestDescribeNetworkPolicies',
    object: thing('networking.k8s.io/v1', 'NetworkPolicy', 'network-policy-1', {
      spec: {
        podSelector: {
          matchLabels: { id1: 'app1' },
          matchExpressions: [{ key: 'foo', operator: 'In', values: ['bar1', 'bar2'] }],
        },
        ingress: [
          {
            ports: [{ port: 80 }, { port: 82, endPort: 84, protocol: 'TCP' }],
            from: [
              {
                namespaceSelector: { matchLabels: { id: 'ns1' } },
                podSelector: { matchLabels: { id: 'pod1' } },
              },
              { ipBlock: { cidr: '192.168.0.0/16', except: ['192.168.3.0/24', '192.168.4.0/24'] } },
            ],
          },
          {},
        ],
        policyTypes: ['Ingress', 'Egress'],
      },
    }),
    text: lines(
      'Name:         network-policy-1',
      'Namespace:    foo',
      'Created on:   2017-06-04 21:45:56 +0000 UTC',
      'Labels:       <none>',
      'Annotations:  <none>',
      'Spec:',
      '  PodSelector:     foo in (bar1,bar2),id1=app1',
      '  Allowing ingress traffic:',
      '    To Port: 80/TCP',
      '    To Port Range: 82-84/TCP',
      '    From:',
      '      NamespaceSelector: id=ns1',
      '      PodSelector: id=pod1',
      '    From:',
      '      IPBlock:',
      '        CIDR: 192.168.0.0/16',
      '        Except: 192.168.3.0/24, 192.168.4.0/24',
      '    ----------',
      '    To Port: <any> (traffic allowed to all ports)',
      '    From: <any> (traffic not restricted by source)',
      '  Allowing egress traffic:',
      '    <none> (Selected pods are isolated for egress connectivity)',
      '  Policy Types: Ingress, Egress',
    ),
  },
  {
    name: 'a service account names secrets that are missing',
    source: 'TestDescribeServiceAccount',
    object: thing('v1', 'ServiceAccount', 'bar', {
      secrets: [{ name: 'test-objectref' }],
      imagePullSecrets: [{ name: 'test-local-ref' }],
    }),
    text: lines(
      'Name:                bar',
      'Namespace:           foo',
      'Labels:              <none>',
      'Annotations:         <none>',
      'Image pull secrets:  test-local-ref (not found)',
      'Mountable secrets:   test-objectref (not found)',
      'Tokens:              <none>',
      'Events:              <none>',
    ),
  },
  {
    name: 'a quota shows what is used in the format of the limit',
    source: 'TestDescribeResourceQuota',
    object: thing('v1', 'ResourceQuota', 'bar', {
      spec: { scopes: ['BestEffort'] },
      status: { hard: { 'requests.memory': '1G' }, used: { 'requests.memory': '1000Ki' } },
    }),
    text: lines(
      'Name:       bar',
      'Namespace:  foo',
      'Scopes:     BestEffort',
      ' * Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
      'Resource         Used   Hard',
      '--------         ----   ----',
      'requests.memory  1024k  1G',
    ),
  },
  {
    name: 'a role is broken down and put together again',
    source: 'RoleDescriber; CompactRules',
    object: thing('rbac.authorization.k8s.io/v1', 'Role', 'bar', {
      rules: [
        { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['get', 'update'] },
        { apiGroups: [''], resources: ['pods'], verbs: ['list'], resourceNames: ['a'] },
      ],
    }),
    text: lines(
      'Name:         bar',
      'Labels:       <none>',
      'Annotations:  <none>',
      'PolicyRule:',
      '  Resources               Non-Resource URLs  Resource Names  Verbs',
      '  ---------               -----------------  --------------  -----',
      '  deployments.apps/scale  []                 []              [get update]',
      '  pods                    []                 [a]             [list]',
    ),
  },
  {
    name: 'an autoscaler and its behaviour',
    source: 'describeHorizontalPodAutoscalerV2',
    object: thing('autoscaling/v2', 'HorizontalPodAutoscaler', 'bar', {
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'web' },
        minReplicas: 2,
        maxReplicas: 10,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
          },
          {
            type: 'Pods',
            pods: { metric: { name: 'hits' }, target: { type: 'AverageValue', averageValue: '1k' } },
          },
        ],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 60,
            policies: [{ type: 'Pods', value: 1, periodSeconds: 15 }],
          },
        },
      },
      status: {
        currentReplicas: 4,
        desiredReplicas: 5,
        currentMetrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', current: { averageUtilization: 50, averageValue: '100m' } },
          },
        ],
      },
    }),
    text: lines(
      'Name:                                                  bar',
      'Namespace:                                             foo',
      'Labels:                                                <none>',
      'Annotations:                                           <none>',
      'CreationTimestamp:                                     Sun, 04 Jun 2017 21:45:56 +0000',
      'Reference:                                             Deployment/web',
      'Metrics:                                               ( current / target )',
      '  resource cpu on pods  (as a percentage of request):  50% (100m) / 80%',
      '  "hits" on pods:                                      <unknown> / 1k',
      'Min replicas:                                          2',
      'Max replicas:                                          10',
      'Behavior:',
      '  Scale Down:',
      '    Stabilization Window: 60 seconds',
      '    Select Policy: Max',
      '    Policies:',
      '      - Type: Pods  Value: 1  Period: 15 seconds',
      'Deployment pods:    4 current / 5 desired',
      'Events:             <none>',
    ),
  },
  {
    name: 'a config map with a long annotation, applied',
    source: 'ConfigMapDescriber; printAnnotationsMultiline',
    object: thing('v1', 'ConfigMap', 'bar', {
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          b: `two\nlines ${'x'.repeat(140)}\n`,
          a: '1',
        },
      },
      data: { key: 'value\nmore' },
      binaryData: { bin: 'AAEC' },
    }),
    text: lines(
      'Name:         bar',
      'Namespace:    foo',
      'Labels:       <none>',
      'Annotations:  a: 1',
      '              b:',
      '                two',
      `                lines ${'x'.repeat(132)}...`,
      '',
      'Data',
      '====',
      'key:',
      '----',
      'value',
      'more',
      '',
      '',
      'BinaryData',
      '====',
      'bin: 3 bytes',
      '',
      'Events:  <none>',
    ),
  },
];

for (const { name, source, object, others, minor, text } of ROWS) {
  test(`${name} (${source})`, () => {
    expect(described(object, others, minor)).to.equal(text);
  });
}

// Source: TestDescribeNode.
test('a node adds up what its pods ask for, and is referred to by uid and by name', () => {
  const resources = { cpu: '4', memory: '12Gi', 'hugepages-2Mi': '2Gi', 'hugepages-1Gi': '0' };
  const node = clusterScoped('v1', 'Node', 'bar', {
    spec: {
      unschedulable: true,
      taints: [
        { key: 'b', effect: 'NoSchedule' },
        { key: 'a', value: 'x', effect: 'NoExecute' },
      ],
    },
    status: { allocatable: resources },
  });
  const container = (name: string, requests: Fields, limits: Fields): Fields => ({
    name,
    resources: { requests, limits },
  });
  const pod = thing('v1', 'Pod', 'pod-with-resources', {
    spec: {
      nodeName: 'bar',
      containers: [
        container('cpu-mem', { cpu: '1', memory: '1Gi' }, { cpu: '2', memory: '2Gi' }),
        container('hugepages', { 'hugepages-2Mi': '512Mi' }, { 'hugepages-2Mi': '512Mi' }),
      ],
    },
    status: { phase: 'Running' },
  });
  const event = (uid: string, reason: string): AnyObject =>
    thing('v1', 'Event', reason, {
      metadata: { namespace: 'default' },
      ...{
        reason,
        type: 'Normal',
        message: reason,
        count: 1,
        involvedObject: { kind: 'Node', name: 'bar', uid },
      },
      ...{
        firstTimestamp: '2017-06-04T21:59:00Z',
        lastTimestamp: '2017-06-04T21:59:00Z',
        source: { component: 'c' },
      },
    });
  const text = described(node, [pod, event('bar', 'Starting'), event('uid of bar', 'NodeReady')]);
  expect(text).to.contain(
    lines(
      'Taints:             a=x:NoExecute',
      '                    b:NoSchedule',
      'Unschedulable:      true',
      'Lease:              Failed to get lease: leases.coordination.k8s.io "bar" not found',
    ),
  );
  expect(text).to.contain(
    lines(
      'Non-terminated Pods:          (1 in total)',
      '  Namespace                   Name                  CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age',
      '  ---------                   ----                  ------------  ----------  ---------------  -------------  ---',
      '  foo                         pod-with-resources    1 (25%)       2 (50%)     1Gi (8%)         2Gi (16%)      14m',
      'Allocated resources:',
      '  (Total limits may be over 100 percent, i.e., overcommitted.)',
      '  Resource           Requests     Limits',
      '  --------           --------     ------',
      '  cpu                1 (25%)      2 (50%)',
      '  memory             1Gi (8%)     2Gi (16%)',
      '  ephemeral-storage  0 (0%)       0 (0%)',
      '  hugepages-1Gi      0 (0%)       0 (0%)',
      '  hugepages-2Mi      512Mi (25%)  512Mi (25%)',
      'Events:',
      '  Type    Reason     Age   From  Message',
      '  ----    ------     ----  ----  -------',
      '  Normal  NodeReady  60s   c     NodeReady',
      '  Normal  Starting   60s   c     Starting',
    ),
  );
});

// Source: TestDescribeUnstructuredContent.
test('things without a description are shown field by field', () => {
  const object = thing('example.com/v1', 'Deployment', 'bar', {
    metadata: { managedFields: [{ manager: 'm' }] },
    items: [{ itemBool: true, itemInt: 42 }, 'x'],
    'dummy/dummy': 'present',
    url: 'http://localhost',
  });
  expect(described(object)).to.equal(
    lines(
      'Name:         bar',
      'Namespace:    foo',
      'Labels:       <none>',
      'Annotations:  <none>',
      'API Version:  example.com/v1',
      'dummy/dummy:  present',
      'Items:',
      '  Item Bool:  true',
      '  Item Int:   42',
      '  x',
      'Kind:  Deployment',
      'Metadata:',
      '  Creation Timestamp:  2017-06-04T21:45:56Z',
      '  Resource Version:    1',
      '  UID:                 uid of bar',
      'URL:                   http://localhost',
      'Events:                <none>',
    ),
  );
});

// Source: TestDescribeUnstructuredContent; smartLabelFor.
test('names become words', () => {
  const rows = {
    dummyDummy: 'Dummy Dummy',
    'dummy-dummy': 'Dummy - Dummy',
    dummy2: 'dummy2',
    apiURLPath: 'API URL Path',
  };
  for (const [name, words] of Object.entries(rows)) expect(labelFor(name), name).to.equal(words);
});

test('CronJobs of clusters that serve v1beta1 alone cannot be described', () => {
  const cronJob = thing('batch/v1beta1', 'CronJob', 'tick', { spec: { jobTemplate: {} } });
  expect(() => described(cronJob, [], 20)).to.throw(NotServedError);
});

test('without events nothing is said of them', () => {
  expect(describe('Pod', POD_WITH_IMAGE_VOLUME, world([POD_WITH_IMAGE_VOLUME], 32, false))).not.to.contain(
    'Events',
  );
});
