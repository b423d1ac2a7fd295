// What every namespace gets by itself, and what its quotas count: accounts, tokens, the certificate authority, usage.

import { test } from 'node:test';
import { assert, expect } from 'chai';
import { KINDS } from '../api/kinds/index.ts';
import { textOfBase64 } from '../api/kinds/secret/base64.ts';
import type { AnyObject, ConfigMap, Pod, ResourceQuota, Secret, ServiceAccount } from '../api/objects.ts';
import { admissionPlugins } from '../apiserver/admission/plugins.ts';
import { ApiServer } from '../apiserver/api-server.ts';
import { Client } from '../client/client.ts';
import { Component, SharedInformers, type World } from '../client/component.ts';
import { Kernel } from '../kernel/kernel.ts';
import { Streams } from '../kernel/streams.ts';
import { TraceLog } from '../trace/trace-log.ts';
import { versionProfile } from '../versions/profile.ts';
import { TIMING_PROFILES } from '../versions/timing.ts';
import { startResourceQuotaController } from './resourcequota/controller.ts';
import { startRootCACertPublisher } from './rootcacertpublisher/controller.ts';
import { startServiceAccountController } from './serviceaccount/service-accounts-controller.ts';
import { startTokensController } from './serviceaccount/tokens-controller.ts';

interface Bench extends World {
  readonly user: Client;
  create(kind: string, name: string, rest?: object): AnyObject;
  all(kind: string): AnyObject[];
}

function bench(minor: number, timing = 'instant'): Bench {
  const kernel = new Kernel({ startEpochMs: 0 });
  const trace = new TraceLog({ nowMs: () => kernel.nowMs, cause: () => kernel.cause() });
  const streams = new Streams(1);
  const version = versionProfile(minor);
  const kinds = new Map(KINDS.map((kind) => [kind.kind, kind]));
  const admission = admissionPlugins(version);
  const server = new ApiServer({ kernel, trace, streams, version, kinds, admission, hooks: [] });
  const world: World = { kernel, trace, streams, server, version, timing: TIMING_PROFILES[timing]! };
  const informers = new SharedInformers(world, 'kube-controller-manager');
  const component = (name: string): Component => new Component(world, name, informers);
  startServiceAccountController(component('service-account-controller'));
  startTokensController(component('tokens-controller'));
  startRootCACertPublisher(component('root-ca-cert-publisher'));
  startResourceQuotaController(component('resourcequota-controller'));
  informers.start();
  const user = new Client(server, 'user');
  const create = (kind: string, name: string, rest: object = {}): AnyObject => {
    const namespace = kind === 'Namespace' ? {} : { namespace: 'shop' };
    const made = user.create(kind, { kind, metadata: { name, ...namespace }, ...rest } as never);
    assert(made.ok, made.ok ? '' : made.status.message);
    return made.object as AnyObject;
  };
  create('Namespace', 'shop');
  kernel.advance(1_000);
  return { ...world, user, create, all: (kind) => server.peekAll(kind, 'shop') as AnyObject[] };
}

const pod = (cpu = '100m'): object => ({
  spec: { containers: [{ name: 'c', image: 'busybox', resources: { requests: { cpu } } }] },
});
const used = (at: Bench): object =>
  (at.all('ResourceQuota')[0] as unknown as ResourceQuota).status.used ?? {};

const CONTENTS: readonly (readonly [minor: number, secrets: number, configMaps: number, volume: RegExp])[] = [
  [19, 1, 0, /^default-token-\w{5}$/],
  [20, 1, 1, /^default-token-\w{5}$/],
  [21, 1, 1, /^kube-api-access-\w{5}$/],
  [24, 0, 1, /^kube-api-access-\w{5}$/],
];

for (const timing of ['instant', 'typical']) {
  for (const [minor, secrets, configMaps, volume] of CONTENTS) {
    test(`a namespace of 1.${minor} has an account, ${secrets} tokens and ${configMaps} ConfigMaps (${timing})`, () => {
      const at = bench(minor, timing);
      const [account] = at.all('ServiceAccount') as unknown as ServiceAccount[];
      expect(account?.metadata.name).to.equal('default');
      expect(at.all('Secret').length).to.equal(secrets);
      expect(at.all('ConfigMap').length).to.equal(configMaps);
      expect(account?.secrets?.length ?? 0).to.equal(secrets);
      const made = at.create('Pod', 'p', pod()) as unknown as Pod;
      expect(made.spec.volumes?.[0]?.name).to.match(volume);
      expect(made.spec.containers[0]?.volumeMounts?.[0]?.mountPath).to.equal(
        '/var/run/secrets/kubernetes.io/serviceaccount',
      );
    });
  }
}

test('a deleted account comes back, with a new token, and the old one is gone', () => {
  const at = bench(20);
  const [before] = at.all('Secret');
  at.user.delete('ServiceAccount', 'shop', 'default');
  at.kernel.advance(1_000);
  const [after, ...more] = at.all('Secret') as unknown as Secret[];
  expect(more).to.deep.equal([]);
  expect(after?.metadata.name).not.to.equal(before?.metadata.name);
  expect((at.all('ServiceAccount')[0] as unknown as ServiceAccount).secrets).to.deep.equal([
    { name: after?.metadata.name },
  ]);
});

test('a token Secret that a person makes is filled in, and its reference goes with it', () => {
  const at = bench(28);
  const annotations = { 'kubernetes.io/service-account.name': 'default' };
  const metadata = { name: 'mine', namespace: 'shop', annotations };
  const made = at.user.create('Secret', {
    kind: 'Secret',
    metadata,
    type: 'kubernetes.io/service-account-token',
  } as never);
  assert(made.ok, made.ok ? '' : made.status.message);
  at.kernel.advance(1_000);
  const data = ((at.all('Secret')[0] as unknown as Secret).data ?? {}) as Record<string, string>;
  expect(Object.keys(data).sort()).to.deep.equal(['ca.crt', 'namespace', 'token']);
  expect(textOfBase64(data.namespace ?? '')).to.equal('shop');
  at.user.delete('ServiceAccount', 'shop', 'default');
  at.kernel.advance(1_000);
  expect(at.all('Secret')).to.deep.equal([]);
});

test('a changed kube-root-ca.crt is put right', () => {
  const at = bench(28);
  const [map] = at.all('ConfigMap') as unknown as ConfigMap[];
  assert(map !== undefined);
  at.user.update({ ...map, data: {} } as ConfigMap);
  at.kernel.advance(1_000);
  expect((at.all('ConfigMap')[0] as unknown as ConfigMap).data).to.deep.equal(map.data);
});

// Source: the recorded trace quota-limits.
test('a quota counts what is there, is charged by admission and freed by deletion', () => {
  const at = bench(20);
  const hard = { configmaps: '3', pods: '2', 'requests.cpu': '300m' };
  at.create('ResourceQuota', 'q', { spec: { hard } });
  at.kernel.advance(0);
  expect(used(at)).to.deep.equal({ configmaps: '1', pods: '0', 'requests.cpu': '0' });
  at.create('Pod', 'a', pod());
  at.create('Pod', 'b', pod());
  expect(used(at)).to.deep.equal({ configmaps: '1', pods: '2', 'requests.cpu': '200m' });
  const third = at.user.create('Pod', {
    kind: 'Pod',
    metadata: { name: 'd', namespace: 'shop' },
    ...pod('200m'),
  } as never);
  expect(third.ok ? '' : third.status.message).to.equal(
    'pods "d" is forbidden: exceeded quota: q, requested: pods=1,requests.cpu=200m, used: pods=2,requests.cpu=200m, limited: pods=2,requests.cpu=300m',
  );
  const succeeded = at.server.peek('Pod', 'shop', 'a') as Pod;
  at.user.updateStatus({ ...succeeded, status: { ...succeeded.status, phase: 'Succeeded' } } as Pod);
  at.kernel.advance(0);
  expect(used(at)).to.deep.equal({ configmaps: '1', pods: '1', 'requests.cpu': '100m' });
  at.user.delete('Pod', 'shop', 'b', { gracePeriodSeconds: 0 });
  at.kernel.advance(0);
  expect(used(at)).to.deep.equal({ configmaps: '1', pods: '0', 'requests.cpu': '0' });
});

test('a dry run and an existing name: the first charges nothing, the second until the next count', () => {
  const at = bench(20);
  at.create('ResourceQuota', 'q', { spec: { hard: { pods: '5' } } });
  at.kernel.advance(0);
  at.server.create({ kind: 'Pod', metadata: { name: 'a', namespace: 'shop' }, ...pod() } as never, {
    actor: 'user',
    dryRun: true,
  });
  expect(used(at)).to.deep.equal({ pods: '0' });
  at.create('Pod', 'a', pod());
  at.user.create('Pod', { kind: 'Pod', metadata: { name: 'a', namespace: 'shop' }, ...pod() } as never);
  expect(used(at)).to.deep.equal({ pods: '2' });
  at.kernel.advance(300_000);
  expect(used(at)).to.deep.equal({ pods: '1' });
});

test('a quota on any kind counts its objects', () => {
  const at = bench(28);
  at.create('ResourceQuota', 'q', { spec: { hard: { 'count/leases.coordination.k8s.io': '1' } } });
  at.kernel.advance(100);
  at.create('Lease', 'l', { spec: {} });
  expect(used(at)).to.deep.equal({ 'count/leases.coordination.k8s.io': '1' });
  const more = at.user.create('Lease', {
    kind: 'Lease',
    metadata: { name: 'm', namespace: 'shop' },
    spec: {},
  } as never);
  expect(more.ok).to.equal(false);
});

test('nothing happens in a settled namespace', () => {
  const at = bench(28);
  at.kernel.advance(60_000);
  const before = at.kernel.eventsRun;
  at.kernel.advance(3_600_000);
  expect(at.kernel.eventsRun).to.equal(before);
});
