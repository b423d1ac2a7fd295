import { test } from 'node:test';
import { assert, expect } from 'chai';
import { base64OfText } from '../../api/kinds/secret/base64.ts';
import type { Container, Pod } from '../../api/objects.ts';
import type { KubeletOptions } from '../kubelet.ts';
import { podProvisions } from '../pod-provisions.ts';
import { type TestNode, testNode } from '../test-node.ts';
import type { configureContainer } from './configure-container.ts';
import { ServiceVariables } from './service-variables.ts';

const ACTOR = { actor: 'test' };

function create(node: TestNode, kind: string, name: string, rest: object, namespace = 'default'): void {
  const made = node.server.create({ kind, metadata: { name, namespace }, ...rest } as never, ACTOR);
  assert(made.ok, made.ok ? '' : made.status.message);
}

const ownProvisions: KubeletOptions['provisions'] = (kubelet) =>
  podProvisions(kubelet, new ServiceVariables(kubelet.world));

function cluster(minor = 20): TestNode {
  const node = testNode(minor, ownProvisions);
  const port = { port: 443, protocol: 'TCP', name: 'https', targetPort: 6443 };
  create(node, 'Service', 'kubernetes', {
    spec: { clusterIP: '10.96.0.1', type: 'ClusterIP', ports: [port] },
  });
  create(node, 'ConfigMap', 'c', { data: { one: '1', '2nd': 'x', TWO: '2' } });
  create(node, 'Secret', 's', { data: { password: base64OfText('hunter2') } });
  node.server.create(
    {
      kind: 'Node',
      metadata: { name: 'node-1' },
      status: { allocatable: { cpu: '4', memory: '8Gi' } },
    } as never,
    ACTOR,
  );
  return node;
}

function podWith(container: object, metadata: object = {}, spec: object = {}): Pod {
  const all = {
    name: 'p',
    namespace: 'default',
    uid: 'u-1',
    labels: { app: 'web', tier: 'a"b' },
    ...metadata,
  };
  const containers = [{ name: 'c', image: 'busybox', ...container }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: all,
    spec: { nodeName: 'node-1', serviceAccountName: 'robot', containers, ...spec },
    status: {},
  } as unknown as Pod;
}

function configured(node: TestNode, pod: Pod): ReturnType<ReturnType<typeof configureContainer>> {
  return ownProvisions(node.kubelet).configure(pod, pod.spec.containers[0] as Container);
}

function envOf(container: object, metadata: object = {}, spec: object = {}): Record<string, string> {
  const config = configured(cluster(), podWith(container, metadata, { enableServiceLinks: false, ...spec }));
  assert('env' in config, JSON.stringify(config));
  return Object.fromEntries([...config.env].filter(([name]) => !name.startsWith('KUBERNETES_')));
}

const env = (name: string, valueFrom: object): object => ({ env: [{ name, valueFrom }] });
const field = (fieldPath: string): object => env('V', { fieldRef: { fieldPath } });
const resource = (name: string, divisor?: string): object => ({
  ...env('V', { resourceFieldRef: { resource: name, ...(divisor === undefined ? {} : { divisor }) } }),
  resources: { limits: { cpu: '1500m' }, requests: { memory: '100Mi', cpu: '250m' } },
});

// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods_test.go, TestMakeEnvironmentVariables; pkg/fieldpath/fieldpath_test.go;
// pkg/api/v1/resource/helpers_test.go.
const VARIABLES: readonly (readonly [rule: string, container: object, wanted: Record<string, string>])[] = [
  ['a plain value', { env: [{ name: 'V', value: 'x' }] }, { V: 'x' }],
  [
    'an earlier variable',
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '$(A)-$(C)' },
      ],
    },
    { A: '1', B: '1-$(C)' },
  ],
  [
    'an escaped reference',
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '$$(A)' },
      ],
    },
    { A: '1', B: '$(A)' },
  ],
  ['a service variable', { env: [{ name: 'V', value: '$(KUBERNETES_SERVICE_HOST)' }] }, { V: '10.96.0.1' }],
  ['metadata.name', field('metadata.name'), { V: 'p' }],
  ['metadata.uid', field('metadata.uid'), { V: 'u-1' }],
  ['one label', field("metadata.labels['app']"), { V: 'web' }],
  ['a label that is not there', field("metadata.labels['none']"), { V: '' }],
  ['all labels', field('metadata.labels'), { V: 'app="web"\ntier="a\\"b"' }],
  ['the node', field('spec.nodeName'), { V: 'node-1' }],
  ['the account', field('spec.serviceAccountName'), { V: 'robot' }],
  ['the host', field('status.hostIP'), { V: '192.0.2.1' }],
  ['a limit, rounded up', resource('limits.cpu'), { V: '2' }],
  ['a limit in thousandths', resource('limits.cpu', '1m'), { V: '1500' }],
  ['a request by divisor', resource('requests.memory', '1Mi'), { V: '100' }],
  ['no limit: what the node has', resource('limits.memory', '1Gi'), { V: '8' }],
  ['a key of a ConfigMap', env('V', { configMapKeyRef: { name: 'c', key: 'one' } }), { V: '1' }],
  ['a key of a Secret', env('V', { secretKeyRef: { name: 's', key: 'password' } }), { V: 'hunter2' }],
  ['an optional key', env('V', { configMapKeyRef: { name: 'c', key: 'none', optional: true } }), {}],
  ['an optional ConfigMap', env('V', { configMapKeyRef: { name: 'none', key: 'k', optional: true } }), {}],
  [
    'all of a ConfigMap',
    { envFrom: [{ prefix: 'C_', configMapRef: { name: 'c' } }] },
    { C_one: '1', C_2nd: 'x', C_TWO: '2' },
  ],
  [
    'env over envFrom',
    { envFrom: [{ configMapRef: { name: 'c' } }], env: [{ name: 'TWO', value: 'own' }] },
    { one: '1', TWO: 'own' },
  ],
];

for (const [rule, container, wanted] of VARIABLES) {
  test(`environment: ${rule}`, () => {
    expect(envOf(container)).to.deep.equal(wanted);
  });
}

const FAILURES: readonly (readonly [container: object, message: string])[] = [
  [env('V', { configMapKeyRef: { name: 'x', key: 'k' } }), 'configmap "x" not found'],
  [env('V', { configMapKeyRef: { name: 'c', key: 'k' } }), "couldn't find key k in ConfigMap default/c"],
  [env('V', { secretKeyRef: { name: 'x', key: 'k' } }), 'secret "x" not found'],
  [env('V', { secretKeyRef: { name: 's', key: 'k' } }), "couldn't find key k in Secret default/s"],
  [{ envFrom: [{ secretRef: { name: 'x' } }] }, 'secret "x" not found'],
  [{ volumeMounts: [{ name: 'v', mountPath: '/v' }] }, 'cannot find volume "v" to mount into container "c"'],
];

for (const [container, message] of FAILURES) {
  test(`a container is not configured: ${message}`, () => {
    const wanted = { reason: 'CreateContainerConfigError', message };
    expect(configured(cluster(), podWith(container))).to.deep.equal(wanted);
  });
}

test('command and args take variables and keep what they do not know', () => {
  const container = {
    env: [{ name: 'A', value: 'x y' }],
    command: ['echo', '$(A)', '$(B)'],
    args: ['$$(A)'],
  };
  const config = configured(cluster(), podWith(container));
  assert('command' in config);
  expect([config.command, config.args]).to.deep.equal([['echo', 'x y', '$(B)'], ['$(A)']]);
});

// Source: kubernetes v1.20.2 pkg/kubelet/envvars/envvars_test.go, TestFromServices.
test('services of the namespace show as variables, those of Docker links among them', () => {
  const node = cluster();
  const ports = [
    { name: 'p', port: 8080, protocol: 'TCP', targetPort: 8080 },
    { name: 'u', port: 53, protocol: 'UDP', targetPort: 53 },
  ];
  create(node, 'Service', 'foo-bar', { spec: { clusterIP: '10.96.0.9', type: 'ClusterIP', ports } });
  create(node, 'Service', 'headless', { spec: { clusterIP: 'None', type: 'ClusterIP', ports } });
  const config = configured(node, podWith({}));
  assert('env' in config);
  expect([...config.env].filter(([name]) => name.startsWith('FOO_BAR'))).to.deep.equal([
    ['FOO_BAR_SERVICE_HOST', '10.96.0.9'],
    ['FOO_BAR_SERVICE_PORT', '8080'],
    ['FOO_BAR_SERVICE_PORT_P', '8080'],
    ['FOO_BAR_SERVICE_PORT_U', '53'],
    ['FOO_BAR_PORT', 'tcp://10.96.0.9:8080'],
    ['FOO_BAR_PORT_8080_TCP', 'tcp://10.96.0.9:8080'],
    ['FOO_BAR_PORT_8080_TCP_PROTO', 'tcp'],
    ['FOO_BAR_PORT_8080_TCP_PORT', '8080'],
    ['FOO_BAR_PORT_8080_TCP_ADDR', '10.96.0.9'],
    ['FOO_BAR_PORT_53_UDP', 'udp://10.96.0.9:53'],
    ['FOO_BAR_PORT_53_UDP_PROTO', 'udp'],
    ['FOO_BAR_PORT_53_UDP_PORT', '53'],
    ['FOO_BAR_PORT_53_UDP_ADDR', '10.96.0.9'],
  ]);
  expect(config.env.get('KUBERNETES_SERVICE_PORT_HTTPS')).to.equal('443');
  expect([...config.env.keys()].some((name) => name.startsWith('HEADLESS'))).to.equal(false);
});

test('a bad key of envFrom is skipped, with an event', () => {
  const node = cluster();
  create(node, 'ConfigMap', 'bad', { data: { '1st': 'x', 'with-dash': 'y' } });
  const config = configured(node, podWith({ envFrom: [{ configMapRef: { name: 'bad' } }] }));
  assert('env' in config);
  expect(config.env.get('with-dash')).to.equal('y');
  expect(node.events().join()).to.contain(
    'Keys [1st] from the EnvFrom configMap default/bad were skipped since they are considered invalid environment variable names.',
  );
});

test('a container starts once its ConfigMap is there, and keeps its environment when that changes', () => {
  const node = cluster();
  const valueFrom = { configMapKeyRef: { name: 'late', key: 'k' } };
  const container = {
    name: 'c',
    image: 'busybox',
    command: ['sh', '-c', 'echo $K; sleep 1000'],
    env: [{ name: 'K', valueFrom }],
  };
  node.createPod('p', { containers: [container] });
  node.kernel.advance(20_000);
  const waiting = node.pod('p').status.containerStatuses?.[0]?.state?.waiting;
  expect(waiting).to.deep.equal({
    reason: 'CreateContainerConfigError',
    message: 'configmap "late" not found',
  });
  expect(node.events().join()).to.contain('Failed Error: configmap "late" not found');
  create(node, 'ConfigMap', 'late', { data: { k: 'v' } });
  node.kernel.advance(20_000);
  expect(node.pod('p').status.phase).to.equal('Running');
});
