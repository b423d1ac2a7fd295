import { test } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../../api/kinds/index.ts';
import type { ConfigMap, OwnerReference } from '../../api/objects.ts';
import { TestWorld } from '../test-world.ts';
import { startGarbageCollector } from './controller.ts';

function world(timing = 'instant'): TestWorld {
  const at = new TestWorld({ kinds: KINDS, timing, readyAfterMs: () => undefined });
  startGarbageCollector(at.component('garbage-collector-controller'));
  at.start();
  return at;
}

const ownedBy = (owner: ConfigMap, more: Partial<OwnerReference> = {}): OwnerReference => {
  const { apiVersion, kind, metadata } = owner;
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, ...more };
};

interface Make {
  readonly owners?: readonly OwnerReference[];
  readonly namespace?: string;
  readonly finalizers?: readonly string[];
}

function make(
  at: TestWorld,
  name: string,
  { owners, namespace = 'default', finalizers }: Make = {},
): ConfigMap {
  const metadata = {
    name,
    namespace,
    ...(owners === undefined ? {} : { ownerReferences: [...owners] }),
    ...(finalizers === undefined ? {} : { finalizers: [...finalizers] }),
  };
  const made = at.user.create('ConfigMap', { kind: 'ConfigMap', metadata });
  if (!made.ok) throw new Error(made.status.message);
  return made.object;
}

const find = (at: TestWorld, name: string) => at.server.peek('ConfigMap', 'default', name);
const left = (at: TestWorld): string[] => at.server.peekAll('ConfigMap').map(({ metadata }) => metadata.name);

for (const timing of ['instant', 'slow']) {
  test(`background, ${timing}: the owner goes at once, its dependents and theirs after it`, () => {
    const at = world(timing);
    const a = make(at, 'a');
    const b = make(at, 'b', { owners: [ownedBy(a)] });
    make(at, 'c', { owners: [ownedBy(b)] });
    make(at, 'other');
    at.advanceSeconds(5);
    at.user.delete('ConfigMap', 'default', 'a', { propagationPolicy: 'Background' });
    expect(find(at, 'a')).to.equal(undefined);
    at.advanceSeconds(60);
    expect(left(at)).to.deep.equal(['other']);
  });

  test(`foreground, ${timing}: the owner waits for dependents that block it`, () => {
    const at = world(timing);
    const a = make(at, 'a');
    make(at, 'blocks', {
      owners: [ownedBy(a, { blockOwnerDeletion: true })],
      finalizers: ['example.com/wait'],
    });
    make(at, 'free', { owners: [ownedBy(a)], finalizers: ['example.com/wait'] });
    at.advanceSeconds(5);
    at.user.delete('ConfigMap', 'default', 'a', { propagationPolicy: 'Foreground' });
    at.advanceSeconds(60);
    expect(find(at, 'a')?.metadata.finalizers).to.deep.equal(['foregroundDeletion']);
    const blocks = find(at, 'blocks')!;
    expect(blocks.metadata.deletionTimestamp).not.to.equal(undefined);
    at.user.update({ ...blocks, metadata: { ...blocks.metadata, finalizers: [] } });
    at.advanceSeconds(60);
    expect(left(at)).to.deep.equal(['free']);
  });

  test(`orphan, ${timing}: dependents lose the reference and stay`, () => {
    const at = world(timing);
    const a = make(at, 'a');
    make(at, 'b', { owners: [ownedBy(a)] });
    at.advanceSeconds(5);
    at.user.delete('ConfigMap', 'default', 'a', { propagationPolicy: 'Orphan' });
    at.advanceSeconds(60);
    expect(left(at)).to.deep.equal(['b']);
    expect(find(at, 'b')?.metadata.ownerReferences ?? []).to.have.length(0);
  });
}

test('one of two owners gone: the object stays and forgets it', () => {
  const at = world();
  const [a, b] = [make(at, 'a'), make(at, 'b')];
  make(at, 'c', { owners: [ownedBy(a), ownedBy(b)] });
  at.advanceSeconds(1);
  at.user.delete('ConfigMap', 'default', 'a');
  at.advanceSeconds(1);
  expect(find(at, 'c')?.metadata.ownerReferences?.map(({ name }) => name)).to.deep.equal(['b']);
});

test('an owner that never was there, by uid or at all', () => {
  const at = world();
  const a = make(at, 'a');
  make(at, 'stale', { owners: [{ ...ownedBy(a), uid: 'another' }] });
  make(at, 'lost', { owners: [{ ...ownedBy(a), name: 'nobody', uid: 'nobody' }] });
  at.advanceSeconds(1);
  expect(left(at)).to.deep.equal(['a']);
});

test('an owner in another namespace counts as absent, and is told of', () => {
  const at = world();
  const a = make(at, 'a', { namespace: 'elsewhere' });
  at.advanceSeconds(1);
  make(at, 'b', { owners: [ownedBy(a)] });
  at.advanceSeconds(1);
  expect(left(at)).to.deep.equal(['a']);
  expect(at.events('ConfigMap')).to.deep.equal([
    `OwnerRefInvalidNamespace ownerRef [v1/ConfigMap, namespace: default, name: a, uid: ${a.metadata.uid}] does not exist in namespace "default"`,
  ]);
});

test('two that own and block each other go nevertheless', () => {
  const at = world();
  const a = make(at, 'a');
  const b = make(at, 'b', { owners: [ownedBy(a, { blockOwnerDeletion: true })] });
  const stored = find(at, 'a')!;
  const ownerReferences = [ownedBy(b, { blockOwnerDeletion: true })];
  at.user.update({ ...stored, metadata: { ...stored.metadata, ownerReferences } });
  at.advanceSeconds(1);
  at.user.delete('ConfigMap', 'default', 'a', { propagationPolicy: 'Foreground' });
  at.advanceSeconds(60);
  expect(left(at)).to.deep.equal([]);
});

test('nothing happens to objects at rest', () => {
  const at = world();
  const a = make(at, 'a');
  for (let i = 0; i < 100; i += 1) make(at, `d${i}`, { owners: [ownedBy(a)] });
  at.advanceSeconds(1);
  const { eventsRun } = at.kernel;
  at.advanceSeconds(86_400);
  expect(at.kernel.eventsRun).to.equal(eventsRun);
});
