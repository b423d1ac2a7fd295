import { test } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../api/objects.ts';
import { type TestNode, testNode } from './test-node.ts';

const ACTOR = { actor: 'test' };
const OBEYS = ['sh', '-c', "trap 'exit 0' TERM; while true; do sleep 1; done"];
const container = (name: string, command: readonly string[]): object => ({ name, image: 'busybox', command });

function remove(node: TestNode, name: string): void {
  node.server.delete('Pod', 'default', name, {}, ACTOR);
}

const exists = (node: TestNode, name: string): boolean =>
  node.server.peek('Pod', 'default', name) !== undefined;

/** The phases that the pods of the API have had by then, each once, in order. */
function phasesOf(node: TestNode): () => string[] {
  const phases: string[] = [];
  node.server.watch('Pod', {}, 0, ({ object }) => {
    const { phase = '' } = (object as Pod).status;
    if (phases.at(-1) !== phase) phases.push(phase);
  });
  return () => phases;
}

for (const [minor, statusOfContainer] of [
  // Until 1.21 a pod that is over gets no pass any more. Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, dispatchWork.
  [20, 'running'],
  [28, 'terminated'],
] as const) {
  test(`1.${minor}: a pod past its active deadline is Failed, told of once a pass, and stopped`, () => {
    const node = testNode(minor);
    node.createPod('p', { activeDeadlineSeconds: 5, containers: [container('c', OBEYS)] });
    node.kernel.advance(4_900);
    expect(node.pod('p').status.phase).to.equal('Running');
    node.kernel.advance(5_000);
    const { status } = node.pod('p');
    expect(status.phase).to.equal('Failed');
    expect(status.reason).to.equal('DeadlineExceeded');
    expect(status.message).to.equal('Pod was active on the node longer than the specified deadline');
    expect(status.containerStatuses?.[0]?.ready).to.equal(false);
    expect(status.containerStatuses?.[0]?.state).to.have.property(statusOfContainer);
    expect(node.events().filter((text) => text.includes('Killing'))).to.have.length(1);
    const { uid } = node.pod('p').metadata;
    expect(node.kubelet.runtime.look(uid).containers[0]?.state).to.equal('exited');
    remove(node, 'p');
    node.kernel.advance(25_000);
    expect(exists(node, 'p')).to.equal(false);
  });

  test(`1.${minor}: a pod deleted in its init containers is stopped and removed`, () => {
    const node = testNode(minor);
    node.createPod('p', {
      terminationGracePeriodSeconds: 30,
      initContainers: [container('wait', OBEYS)],
      containers: [container('c', OBEYS)],
    });
    node.kernel.advance(3_000);
    remove(node, 'p');
    if (minor === 20) {
      node.kernel.advance(100);
      const [init] = node.pod('p').status.initContainerStatuses ?? [];
      expect(init?.state?.terminated?.reason).to.equal('ContainerStatusUnknown');
    }
    node.kernel.advance(5_000);
    expect(node.events().filter((text) => text.includes('Killing'))).to.have.length(1);
    node.kernel.advance(12_000);
    expect(exists(node, 'p')).to.equal(false);
  });
}

test('a container that fails its liveness probe and is not to be restarted is stopped once', () => {
  const node = testNode(20);
  const livenessProbe = { exec: { command: ['false'] }, periodSeconds: 1, failureThreshold: 1 };
  node.createPod('p', {
    restartPolicy: 'Never',
    containers: [{ ...container('c', OBEYS), livenessProbe }],
  });
  node.kernel.advance(20_000);
  const killing = node.events().filter((text) => text.includes('Killing'));
  expect(killing).to.have.length(1);
  expect(killing[0]).to.include('Stopping container c');
});

for (const [minor, phases] of [
  [26, ['Pending', 'Running']],
  [27, ['Pending', 'Running', 'Succeeded']],
] as const) {
  // Source: kubernetes pull 115331 (1.27).
  test(`1.${minor}: a pod that is deleted goes through the phases ${phases.join(', ')}`, () => {
    const node = testNode(minor);
    const seen = phasesOf(node);
    node.createPod('p', { containers: [container('c', OBEYS)] });
    node.kernel.advance(5_000);
    remove(node, 'p');
    node.kernel.advance(20_000);
    expect(exists(node, 'p')).to.equal(false);
    expect(seen()).to.deep.equal(phases);
  });
}

test('a pod that is deleted before its image is there has failed, and so has its container', () => {
  const node = testNode(28);
  const seen = phasesOf(node);
  node.createPod('p', {
    containers: [{ ...container('c', OBEYS), image: 'absent', imagePullPolicy: 'Never' }],
  });
  node.kernel.advance(5_000);
  remove(node, 'p');
  node.kernel.advance(20_000);
  expect(exists(node, 'p')).to.equal(false);
  expect(seen()).to.deep.equal(['Pending', 'Failed']);
});
