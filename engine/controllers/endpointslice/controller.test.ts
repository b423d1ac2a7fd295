import { test } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../../api/kinds/index.ts';
import type { EndpointSlice, Pod } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import { startEndpointController } from '../endpoint/controller.ts';
import { TestWorld } from '../test-world.ts';
import { startEndpointSliceController } from './controller.ts';

function world(minor: number): TestWorld {
  const at = new TestWorld({ minor, kinds: KINDS, readyAfterMs: () => undefined });
  startEndpointController(at.component('endpoint-controller'));
  startEndpointSliceController(at.component('endpointslice-controller'));
  at.start();
  at.user.create('Node', { kind: 'Node', metadata: { name: 'node-1' } });
  return at;
}

function createService(at: TestWorld, spec: object = {}): void {
  const metadata = { name: 'web', namespace: 'default', labels: { tier: 'front' } };
  const own = {
    clusterIP: '10.96.1.1',
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort: 'http' }],
    ...spec,
  };
  const made = at.user.create('Service', { kind: 'Service', metadata, spec: own } as never);
  if (!made.ok) throw new Error(made.status.message);
}

function createPod(at: TestWorld, number: number, { isReady = true, port = 8080 } = {}): void {
  const name = `web-${number}`;
  const containers = [{ name: 'c', image: 'nginx', ports: [{ name: 'http', containerPort: port }] }];
  const metadata = { name, namespace: 'default', labels: { app: 'web' } };
  const spec = { nodeName: 'node-1', containers };
  const made = at.user.create('Pod', { kind: 'Pod', metadata, spec } as never);
  if (!made.ok) throw new Error(made.status.message);
  setReady(at, number, isReady);
}

function setReady(at: TestWorld, number: number, isReady: boolean): void {
  const pod = at.server.peek('Pod', 'default', `web-${number}`) as Pod;
  const podIP = `10.244.${number >> 8}.${number & 255}`;
  const lastTransitionTime = formatTime(at.kernel.nowEpochMs);
  const conditions = [{ type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime }];
  const status = { ...pod.status, phase: 'Running', podIP, podIPs: [{ ip: podIP }], conditions };
  at.user.updateStatus({ ...pod, status } as Pod);
}

const slices = (at: TestWorld): EndpointSlice[] => at.server.peekAll('EndpointSlice', 'default');
const sizes = (at: TestWorld): number[] =>
  slices(at)
    .map(({ endpoints }) => endpoints?.length ?? 0)
    .sort();
const endpoints = (at: TestWorld) => at.server.peek('Endpoints', 'default', 'web');

test('Endpoints and slices show ready and not ready pods at their named port', () => {
  const at = world(36);
  createService(at);
  createPod(at, 1);
  createPod(at, 2, { isReady: false });
  at.advanceSeconds(1);
  const [subset] = endpoints(at)?.subsets ?? [];
  expect(subset?.addresses?.map(({ ip }) => ip)).to.deep.equal(['10.244.0.1']);
  expect(subset?.notReadyAddresses?.map(({ ip }) => ip)).to.deep.equal(['10.244.0.2']);
  expect(subset?.ports).to.deep.equal([{ port: 8080, protocol: 'TCP' }]);
  expect(slices(at)).to.have.length(1);
  expect(slices(at)[0]?.metadata.labels).to.deep.equal({
    tier: 'front',
    'kubernetes.io/service-name': 'web',
    'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
  });
  expect(slices(at)[0]?.endpoints?.map(({ conditions }) => conditions)).to.deep.equal([
    { ready: true, serving: true, terminating: false },
    { ready: false, serving: false, terminating: false },
  ]);
});

test('a slice takes a hundred endpoints; pods with another port get a slice of their own', () => {
  const at = world(36);
  createService(at);
  for (let i = 1; i <= 150; i += 1) createPod(at, i);
  createPod(at, 200, { port: 9090 });
  at.advanceSeconds(5);
  expect(sizes(at)).to.deep.equal([1, 100, 50]);
  for (let i = 1; i <= 150; i += 1) at.user.delete('Pod', 'default', `web-${i}`, { gracePeriodSeconds: 0 });
  at.advanceSeconds(5);
  expect(sizes(at)).to.deep.equal([1]);
});

test('a Service without pods has one empty slice and Endpoints without subsets', () => {
  const at = world(36);
  createService(at);
  at.advanceSeconds(1);
  expect(sizes(at)).to.deep.equal([0]);
  expect(endpoints(at)?.subsets).to.equal(undefined);
  at.user.delete('Service', 'default', 'web');
  at.advanceSeconds(1);
  expect(endpoints(at)).to.equal(undefined);
});

test('Services without a selector are left alone, and a settled one too', () => {
  const at = world(36);
  createService(at, { selector: undefined });
  createPod(at, 1);
  at.advanceSeconds(1);
  expect(endpoints(at)).to.equal(undefined);
  expect(slices(at)).to.have.length(0);
  const { revision } = at.server;
  const pod = at.server.peek('Pod', 'default', 'web-1') as Pod;
  at.user.update({ ...pod, metadata: { ...pod.metadata, annotations: { note: 'x' } } });
  at.advanceSeconds(60);
  expect(at.server.revision).to.equal(revision + 1);
});

test('in 1.20 a slice has a topology map and one condition, and Endpoints name the revision of the pod', () => {
  const at = world(20);
  createService(at);
  createPod(at, 1);
  at.advanceSeconds(1);
  const [endpoint] = slices(at)[0]?.endpoints ?? [];
  expect(endpoint?.conditions).to.deep.equal({ ready: true });
  expect(endpoint?.deprecatedTopology).to.deep.equal({ 'kubernetes.io/hostname': 'node-1' });
  const pod = at.server.peek('Pod', 'default', 'web-1');
  const [address] = endpoints(at)?.subsets?.[0]?.addresses ?? [];
  expect(address?.targetRef?.resourceVersion).to.equal(pod?.metadata.resourceVersion);
});

test('more than a thousand addresses are cut, ready ones last', () => {
  const at = world(36);
  createService(at);
  for (let i = 1; i <= 1100; i += 1) createPod(at, i, { isReady: i <= 900 });
  at.advanceSeconds(5);
  const [subset] = endpoints(at)?.subsets ?? [];
  expect([subset?.addresses?.length, subset?.notReadyAddresses?.length]).to.deep.equal([900, 100]);
  expect(endpoints(at)?.metadata.annotations).to.include({
    'endpoints.kubernetes.io/over-capacity': 'truncated',
  });
});
