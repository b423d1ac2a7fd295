import { test } from 'node:test';
import { expect } from 'chai';
import { testNode } from '../test-node.ts';

// Source: kubernetes v1.29 pkg/kubelet/kuberuntime/kuberuntime_termination_order_test.go; KEP-753, Pod termination.

const SLOW = ['sh', '-c', "trap 'sleep 5; exit 0' TERM; while true; do sleep 1; done"];
const QUICK = ['sh', '-c', "trap 'exit 0' TERM; while true; do sleep 1; done"];
const DEAF = ['sleep', '3600'];

function finished(main: readonly string[], graceSeconds: number): Record<string, number> {
  const node = testNode(33);
  const sidecar = (name: string): object => ({
    name,
    image: 'busybox',
    command: QUICK,
    restartPolicy: 'Always',
  });
  node.createPod('p', {
    terminationGracePeriodSeconds: graceSeconds,
    initContainers: [sidecar('one'), sidecar('two')],
    containers: [{ name: 'main', image: 'busybox', command: main }],
  });
  node.kernel.advance(20_000);
  expect(node.pod('p').status.phase).to.equal('Running');
  const { uid } = node.pod('p').metadata;
  node.server.delete('Pod', 'default', 'p', {}, { actor: 'test' });
  const begunMs = node.kernel.nowEpochMs;
  const ends: Record<string, number> = {};
  for (let look = 0; look < 400; look += 1) {
    node.kernel.advance(100);
    for (const { name, state, finishedAt } of node.kubelet.runtime.look(uid).containers)
      if (state === 'exited') ends[name] = Math.round((finishedAt - begunMs) / 1000);
  }
  return ends;
}

test('sidecars end after the container they serve, the last one first', () => {
  const ends = finished(SLOW, 30);
  expect(ends.main).to.be.within(5, 6);
  expect(ends.two).to.be.within(ends.main ?? 0, (ends.main ?? 0) + 1);
  expect(ends.one).to.be.within(ends.two ?? 0, (ends.two ?? 0) + 1);
});

test('they wait no longer than the grace period', () => {
  const ends = finished(DEAF, 6);
  expect(ends.main).to.be.within(6, 7);
  expect(ends.one).to.be.within(6, 8);
});
