import { test } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../api/objects.ts';
import { domainOf, hostnameOf, hostnameProblem, kernelHostname } from './pod-hostname.ts';
import { testNode } from './test-node.ts';

const pod = (name: string, spec: object = {}): Pod =>
  ({ metadata: { name, namespace: 'shop' }, spec: { nodeName: 'node-1', ...spec } }) as unknown as Pod;

const HELPERS = 'kubernetes v1.20.2 pkg/kubelet/kubelet_pods_test.go, TestTruncatePodHostname';

for (const [name, given, wanted] of [
  ['a short name stays', 'web', 'web'],
  ['63 characters stay', 'a'.repeat(63), 'a'.repeat(63)],
  ['64 are cut', `${'a'.repeat(63)}b`, 'a'.repeat(63)],
  ['what is cut does not end in - or .', `${'a'.repeat(60)}-.-rest`, 'a'.repeat(60)],
] as const) {
  test(`host names: ${name} (${HELPERS})`, () => {
    expect(hostnameOf(pod(given))).to.equal(wanted);
  });
}

test('hostname and subdomain make a name that the cluster’s DNS knows', () => {
  const named = pod('busybox-1', { hostname: 'one', subdomain: 'ring' });
  expect(`${hostnameOf(named)}.${domainOf(named)}`).to.equal('one.ring.shop.svc.cluster.local');
  expect(kernelHostname(named)).to.equal('one');
});

test('with setHostnameAsFQDN the containers call themselves so', () => {
  const named = pod('busybox-1', { hostname: 'one', subdomain: 'ring', setHostnameAsFQDN: true });
  expect(kernelHostname(named)).to.equal('one.ring.shop.svc.cluster.local');
  expect(kernelHostname(pod('busybox-1', { setHostnameAsFQDN: true }))).to.equal('busybox-1');
});

test('on the node’s network they have the node’s name', () => {
  expect(kernelHostname(pod('web', { hostNetwork: true }))).to.equal('node-1');
});

test('a full name of more than 64 characters keeps the pod from starting', () => {
  const spec = { subdomain: 's'.repeat(50), setHostnameAsFQDN: true };
  expect(hostnameProblem(pod('web', spec))).to.include('(64 characters is the max, 77 characters requested)');
  const node = testNode(28);
  node.createPod('web', { ...spec, containers: [{ name: 'c', image: 'busybox' }] });
  node.kernel.advance(5_000);
  expect(node.pod('web').status.phase).to.equal('Pending');
  expect(node.events()[0]).to.include(
    'FailedCreatePodSandBox Failed to create pod sandbox: failed to construct FQDN',
  );
});
