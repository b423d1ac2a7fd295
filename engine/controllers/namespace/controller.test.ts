import { test } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../../api/kinds/index.ts';
import type { ConfigMap, Namespace } from '../../api/objects.ts';
import { namespaceHook } from '../../apiserver/registry/namespace.ts';
import { TestWorld } from '../test-world.ts';
import { startNamespaceController } from './controller.ts';

function world(): TestWorld {
  const at = new TestWorld({ kinds: KINDS, hooks: [namespaceHook], readyAfterMs: () => undefined });
  startNamespaceController(at.component('namespace-controller'));
  at.start();
  at.user.create('Namespace', { kind: 'Namespace', metadata: { name: 'shop' } });
  return at;
}

const shop = (at: TestWorld): Namespace | undefined => at.server.peek('Namespace', undefined, 'shop');
const condition = (at: TestWorld, type: string): string | undefined =>
  shop(at)?.status.conditions?.find((each) => each.type === type)?.message;

function create(at: TestWorld, kind: string, more: object): void {
  const made = at.user.create(kind, { kind, ...more } as never);
  if (!made.ok) throw new Error(made.status.message);
}

test('it is Terminating at once, empty and gone five seconds later', () => {
  const at = world();
  create(at, 'ConfigMap', { metadata: { name: 'a', namespace: 'shop' } });
  create(at, 'ConfigMap', { metadata: { name: 'b', namespace: 'default' } });
  at.advanceSeconds(1);
  at.user.delete('Namespace', undefined, 'shop');
  expect(shop(at)?.status.phase).to.equal('Terminating');
  expect(shop(at)?.metadata.deletionGracePeriodSeconds).to.equal(undefined);
  at.advanceSeconds(4);
  expect(at.server.peekAll('ConfigMap', 'shop')).to.have.length(1);
  at.advanceSeconds(1);
  expect(shop(at)).to.equal(undefined);
  expect(at.server.peekAll('ConfigMap').map(({ metadata }) => metadata.name)).to.deep.equal(['b']);
});

test('it waits for pods to end, and says so', () => {
  const at = world();
  const spec = { nodeName: 'node-1', containers: [{ name: 'c', image: 'nginx' }] };
  create(at, 'Pod', { metadata: { name: 'p', namespace: 'shop' }, spec });
  at.advanceSeconds(1);
  at.user.delete('Namespace', undefined, 'shop');
  at.advanceSeconds(5);
  expect(condition(at, 'NamespaceContentRemaining')).to.equal(
    'Some resources are remaining: pods. has 1 resource instances',
  );
  at.advanceSeconds(60);
  expect(shop(at)).to.equal(undefined);
});

test('it waits for what finalizers hold', () => {
  const at = world();
  create(at, 'ConfigMap', { metadata: { name: 'a', namespace: 'shop', finalizers: ['example.com/wait'] } });
  at.user.delete('Namespace', undefined, 'shop');
  at.advanceSeconds(120);
  expect(condition(at, 'NamespaceFinalizersRemaining')).to.equal(
    'Some content in the namespace has finalizers remaining: example.com/wait in 1 resource instances',
  );
  const held = at.server.peek('ConfigMap', 'shop', 'a') as ConfigMap;
  at.user.update({ ...held, metadata: { ...held.metadata, finalizers: [] } });
  at.advanceSeconds(15);
  expect(shop(at)).to.equal(undefined);
});
