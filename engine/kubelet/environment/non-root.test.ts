import { test } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../../api/objects.ts';
import { testNode } from '../test-node.ts';
import { verifyRunAsNonRoot } from './non-root.ts';

interface Row {
  readonly name: string;
  readonly image?: string;
  readonly pod?: object;
  readonly container?: object;
  readonly error?: string;
}

const SOURCE = 'kubernetes v1.20.2 pkg/kubelet/kuberuntime/security_context_test.go, TestVerifyRunAsNonRoot';

const ROWS: readonly Row[] = [
  { name: 'without a security context all goes' },
  { name: 'and with one that does not ask for it', container: { runAsUser: 0 } },
  { name: 'and with one that says false', container: { runAsNonRoot: false, runAsUser: 0 } },
  {
    name: 'root by runAsUser is refused',
    container: { runAsNonRoot: true, runAsUser: 0 },
    error: "container's runAsUser breaks non-root policy",
  },
  {
    name: 'root by the image is refused',
    container: { runAsNonRoot: true },
    error: 'container has runAsNonRoot and image will run as root',
  },
  {
    name: 'a user by name is refused, because nobody knows its number',
    image: 'prom/prometheus:v2.45.0',
    container: { runAsNonRoot: true },
    error:
      'container has runAsNonRoot and image has non-numeric user (nobody), cannot verify user is non-root',
  },
  { name: 'a user by number is good', image: 'grafana/grafana', container: { runAsNonRoot: true } },
  { name: 'an image that nobody knows is good', image: 'shop/web:1', container: { runAsNonRoot: true } },
  { name: 'the pod’s runAsUser counts', pod: { runAsNonRoot: true, runAsUser: 1000 } },
  {
    name: 'the container’s word wins over the pod’s',
    pod: { runAsNonRoot: true, runAsUser: 1000 },
    container: { runAsUser: 0 },
    error: "container's runAsUser breaks non-root policy",
  },
];

for (const row of ROWS) test(`runAsNonRoot: ${row.name} (${SOURCE})`, () => check(row));

function check({ image = 'busybox', pod: podContext, container: own, error }: Row): void {
  const container = { name: 'c', image, securityContext: own };
  const metadata = { name: 'p', namespace: 'default', uid: 'u-1' };
  const pod = { metadata, spec: { securityContext: podContext, containers: [container] } } as unknown as Pod;
  const verify = (minor: number) => (): void =>
    verifyRunAsNonRoot(testNode(minor).kubelet, pod, pod.spec.containers[0]!);
  if (error === undefined) return expect(verify(20)).not.to.throw() as unknown as undefined;
  expect(verify(20)).to.throw(new RegExp(`${error.replace(/[()]/g, '\\$&')}$`));
  expect(verify(28)).to.throw(`${error} (pod: "p_default(u-1)", container: c)`);
}
