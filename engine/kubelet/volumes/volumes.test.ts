import { test } from 'node:test';
import { assert, expect } from 'chai';
import { base64OfText } from '../../api/kinds/secret/base64.ts';
import type { AnyObject } from '../../api/objects.ts';
import { ServiceVariables } from '../environment/service-variables.ts';
import { podProvisions } from '../pod-provisions.ts';
import { type TestNode, testNode } from '../test-node.ts';

const ACTOR = { actor: 'test' };
const FOREVER = ['sh', '-c', "trap 'exit 0' TERM; while true; do sleep 1; done"];

function cluster(minor = 20): TestNode {
  return testNode(minor, (kubelet) => podProvisions(kubelet, new ServiceVariables(kubelet.world)));
}

function create(node: TestNode, kind: string, name: string, rest: object): void {
  const made = node.server.create(
    { kind, metadata: { name, namespace: 'default' }, ...rest } as never,
    ACTOR,
  );
  assert(made.ok, made.ok ? '' : made.status.message);
}

function change(node: TestNode, kind: string, name: string, rest: object): void {
  const old = node.server.peek(kind, 'default', name) as AnyObject;
  const written = node.server.update({ ...old, ...rest } as AnyObject, ACTOR);
  assert(written.ok, written.ok ? '' : written.status.message);
}

/** A pod with one volume, mounted at /v. */
const podSpec = (volume: object, mount: object = {}, more: object = {}): object => ({
  containers: [
    {
      name: 'c',
      image: 'busybox',
      command: FOREVER,
      volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }],
    },
  ],
  volumes: [{ name: 'v', ...volume }],
  ...more,
});

function read(node: TestNode, pod: string, path: string): string | undefined {
  const { uid } = node.pod(pod).metadata;
  const record = node.kubelet.runtime.look(uid).containers.find(({ state }) => state === 'running');
  return record === undefined ? undefined : node.kubelet.runtime.running(record.id)?.readFile(path);
}

function run(node: TestNode, pod: string, script: string): string {
  const { uid } = node.pod(pod).metadata;
  const record = node.kubelet.runtime.look(uid).containers.find(({ state }) => state === 'running');
  assert(record !== undefined, 'the container runs');
  let output = '';
  node.kubelet.runtime.running(record.id)?.exec(['sh', '-c', script], (end) => {
    output = end.output;
  });
  return output;
}

function setUpSources(node: TestNode): void {
  create(node, 'ConfigMap', 'c', { data: { 'app.conf': 'a=1', other: 'o' } });
  create(node, 'Secret', 's', { data: { password: base64OfText('hunter2') } });
}

// Source: kubernetes v1.20.2 pkg/volume/{configmap,secret,projected,downwardapi}/*_test.go, TestMakePayload and the like.
const FILES: readonly (readonly [
  rule: string,
  volume: object,
  mount: object,
  files: Record<string, string | undefined>,
])[] = [
  ['all keys of a ConfigMap', { configMap: { name: 'c' } }, {}, { '/v/app.conf': 'a=1', '/v/other': 'o' }],
  [
    'chosen keys at chosen paths',
    { configMap: { name: 'c', items: [{ key: 'app.conf', path: 'etc/a.conf' }] } },
    {},
    { '/v/etc/a.conf': 'a=1', '/v/other': undefined },
  ],
  ['a Secret, decoded', { secret: { secretName: 's' } }, {}, { '/v/password': 'hunter2' }],
  ['an optional source', { configMap: { name: 'none', optional: true } }, {}, { '/v/x': undefined }],
  [
    'one key as a file',
    { configMap: { name: 'c' } },
    { mountPath: '/etc/app.conf', subPath: 'app.conf' },
    { '/etc/app.conf': 'a=1' },
  ],
  [
    'fields of the pod',
    { downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
    {},
    { '/v/name': 'p' },
  ],
  [
    'several sources in one folder',
    { projected: { sources: [{ configMap: { name: 'c' } }, { secret: { name: 's' } }] } },
    {},
    { '/v/app.conf': 'a=1', '/v/password': 'hunter2' },
  ],
  [
    'a file of the node',
    { hostPath: { path: '/etc/hostname', type: 'File' } },
    { mountPath: '/v' },
    { '/v': 'node-1\n' },
  ],
];

for (const [rule, volume, mount, files] of FILES) {
  test(`volume: ${rule}`, () => {
    const node = cluster();
    setUpSources(node);
    node.createPod('p', podSpec(volume, mount));
    node.kernel.advance(2_000);
    for (const [path, text] of Object.entries(files)) expect(read(node, 'p', path), path).to.equal(text);
  });
}

const FAILURES: readonly (readonly [volume: object, event: string])[] = [
  [{ configMap: { name: 'x' } }, 'MountVolume.SetUp failed for volume "v" : configmap "x" not found'],
  [{ secret: { secretName: 'x' } }, 'MountVolume.SetUp failed for volume "v" : secret "x" not found'],
  [
    { configMap: { name: 'c', items: [{ key: 'k', path: 'k' }] } },
    'MountVolume.SetUp failed for volume "v" : configmap references non-existent config key: k',
  ],
  [
    { hostPath: { path: '/no/such', type: 'Directory' } },
    'MountVolume.SetUp failed for volume "v" : hostPath type check failed: /no/such is not a directory',
  ],
  [
    { persistentVolumeClaim: { claimName: 'x' } },
    'Unable to attach or mount volumes: unmounted volumes=[v], unattached volumes=[v]: error processing PVC default/x: failed to fetch PVC from API server: persistentvolumeclaims "x" not found',
  ],
];

for (const [volume, event] of FAILURES) {
  test(`a pod waits: ${event}`, () => {
    const node = cluster();
    setUpSources(node);
    node.createPod('p', podSpec(volume));
    node.kernel.advance(2_000);
    expect(node.events().join('\n')).to.contain(`FailedMount ${event}`);
    expect(node.pod('p').status.containerStatuses?.[0]?.state?.waiting?.reason).to.equal('ContainerCreating');
  });
}

// Source: kubernetes v1.20.2 pkg/kubelet/volumemanager/volume_manager.go, podAttachAndMountRetryInterval; the recorded
// traces: pods start 300 ms after their first sync.
test('a pod with volumes starts 300 ms after its first pass, one without at once', () => {
  const node = cluster();
  node.createPod('with', podSpec({ emptyDir: {} }));
  node.createPod('without', { containers: [{ name: 'c', image: 'busybox', command: FOREVER }] });
  const started = (name: string): number | undefined =>
    node.kubelet.runtime.look(node.pod(name).metadata.uid).containers[0]?.startedAt;
  node.kernel.advance(2_000);
  expect((started('with') ?? 0) - (started('without') ?? 0)).to.equal(300);
});

test('a missing ConfigMap is tried for at 0.5, 1, 2 … seconds, and found by the next try', () => {
  const node = cluster();
  node.createPod('p', podSpec({ configMap: { name: 'late' } }));
  node.kernel.advance(3_000);
  // At 0.1, 0.6 and 1.6 seconds.
  expect(
    node
      .events()
      .filter((text) => text.startsWith('FailedMount'))
      .join(),
  ).to.match(/x3$/);
  create(node, 'ConfigMap', 'late', { data: { k: 'v' } });
  node.kernel.advance(2_000);
  expect(read(node, 'p', '/v/k')).to.equal('v');
});

test('after 2m3s the pass gives up and says which volumes are missing', () => {
  const node = cluster();
  node.createPod('p', podSpec({ configMap: { name: 'x' } }));
  node.kernel.advance(122_900);
  const text =
    'Unable to attach or mount volumes: unmounted volumes=[v], unattached volumes=[v]: timed out waiting for the condition';
  expect(node.events().join()).not.to.contain(text);
  node.kernel.advance(200);
  expect(node.events().join()).to.contain(text);
});

test('a ConfigMap volume follows changes at the next resync; a subPath mount never does', () => {
  const node = cluster();
  setUpSources(node);
  const mounts = [
    { name: 'v', mountPath: '/v' },
    { name: 'v', mountPath: '/app.conf', subPath: 'app.conf' },
  ];
  const containers = [{ name: 'c', image: 'busybox', command: FOREVER, volumeMounts: mounts }];
  node.createPod('p', { containers, volumes: [{ name: 'v', configMap: { name: 'c' } }] });
  node.kernel.advance(2_000);
  change(node, 'ConfigMap', 'c', { data: { 'app.conf': 'a=2' } });
  expect(read(node, 'p', '/v/app.conf')).to.equal('a=1');
  node.kernel.advance(20_000);
  expect(read(node, 'p', '/v/app.conf')).to.equal('a=2');
  expect(read(node, 'p', '/v/other')).to.equal(undefined);
  expect(read(node, 'p', '/app.conf')).to.equal('a=1');
});

test('a change that no volume shows makes no pass', () => {
  const node = cluster();
  setUpSources(node);
  const env = [{ name: 'V', valueFrom: { configMapKeyRef: { name: 'c', key: 'other' } } }];
  node.createPod('p', { containers: [{ name: 'c', image: 'busybox', command: ['sleep', '100000'], env }] });
  node.kernel.advance(60_000);
  change(node, 'ConfigMap', 'c', { data: { other: 'new' } });
  node.kernel.advance(1_000);
  const before = node.kernel.eventsRun;
  node.kernel.advance(600_000);
  expect(node.kernel.eventsRun - before).to.equal(0);
});

test('an emptyDir is shared by the pod, outlives a restart and ends with the pod', () => {
  const node = cluster();
  node.createPod('p', podSpec({ emptyDir: {} }));
  node.kernel.advance(2_000);
  run(node, 'p', 'echo kept > /v/f; kill -TERM 1');
  node.kernel.advance(20_000);
  expect(read(node, 'p', '/v/f')).to.equal('kept\n');
  node.server.delete('Pod', 'default', 'p', { gracePeriodSeconds: 0 }, ACTOR);
  node.kernel.advance(40_000);
  node.createPod('p', podSpec({ emptyDir: {} }));
  node.kernel.advance(2_000);
  expect(read(node, 'p', '/v/f')).to.equal(undefined);
});

test('hostPath data stays on the node, and a read-only mount cannot be written', () => {
  const node = cluster();
  const hostPath = { path: '/data', type: 'DirectoryOrCreate' };
  node.createPod('a', podSpec({ hostPath }));
  node.createPod('b', podSpec({ hostPath }, { readOnly: true }));
  node.kernel.advance(2_000);
  run(node, 'a', 'echo x > /v/f');
  expect(read(node, 'b', '/v/f')).to.equal('x\n');
  expect(run(node, 'b', 'echo y > /v/f')).to.contain('Read-only file system');
});

test('a claim shows the data of its volume', () => {
  const node = cluster();
  const capacity = { storage: '1Gi' };
  const access = { accessModes: ['ReadWriteOnce'] };
  create(node, 'PersistentVolumeClaim', 'data', {
    spec: { ...access, resources: { requests: capacity }, volumeName: 'pv' },
  });
  const claim = node.server.peek('PersistentVolumeClaim', 'default', 'data');
  assert(claim !== undefined);
  const claimRef = {
    kind: 'PersistentVolumeClaim',
    namespace: 'default',
    name: 'data',
    uid: claim.metadata.uid,
  };
  create(node, 'PersistentVolume', 'pv', {
    spec: { ...access, capacity, nfs: { server: 'n', path: '/x' }, claimRef },
  });
  node.createPod('early', podSpec({ persistentVolumeClaim: { claimName: 'data' } }));
  node.kernel.advance(2_000);
  expect(node.events().join()).to.contain('error processing PVC default/data: PVC is not bound');
  node.server.updateStatus({ ...claim, status: { phase: 'Bound' } } as AnyObject, ACTOR);
  node.createPod('direct', podSpec({ nfs: { server: 'n', path: '/x' } }));
  node.kernel.advance(20_000);
  run(node, 'direct', 'echo shared > /v/f');
  expect(read(node, 'early', '/v/f')).to.equal('shared\n');
});

test('subPathExpr takes the environment', () => {
  const node = cluster();
  const container = {
    name: 'c',
    image: 'busybox',
    command: FOREVER,
    env: [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    volumeMounts: [{ name: 'v', mountPath: '/v', subPathExpr: '$(POD)/logs' }],
  };
  node.createPod('p', { containers: [container], volumes: [{ name: 'v', hostPath: { path: '/data' } }] });
  node.createPod('q', podSpec({ hostPath: { path: '/data' } }));
  node.kernel.advance(2_000);
  run(node, 'p', 'echo x > /v/f');
  expect(read(node, 'q', '/v/p/logs/f')).to.equal('x\n');
});

// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods_test.go, TestManagedHostsFileContent.
test('every container finds hosts, hostname and resolv.conf', () => {
  const node = cluster();
  const hostAliases = [{ ip: '192.0.2.7', hostnames: ['db', 'db.example'] }];
  const containers = [{ name: 'c', image: 'busybox', command: FOREVER }];
  node.createPod('p', { containers, hostAliases, hostname: 'web-0', subdomain: 'web' });
  node.kernel.advance(2_000);
  const hosts = read(node, 'p', '/etc/hosts') ?? '';
  expect(hosts.split('\n')[0]).to.equal('# Kubernetes-managed hosts file.');
  const ip = node.kubelet.runtime.look(node.pod('p').metadata.uid).ips[0];
  expect(hosts).to.contain(`${ip}\tweb-0.web.default.svc.cluster.local\tweb-0\n`);
  expect(hosts).to.contain('\n# Entries added by HostAliases.\n192.0.2.7\tdb\tdb.example\n');
  expect(read(node, 'p', '/etc/hostname')).to.equal('web-0\n');
  expect(read(node, 'p', '/etc/resolv.conf')).to.equal(
    'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
  );
});

test('since 1.27 deleting a pod ends its wait for volumes', () => {
  const gone = (minor: number): boolean => {
    const node = cluster(minor);
    node.createPod('p', podSpec({ configMap: { name: 'x' } }));
    node.kernel.advance(50_000);
    node.server.delete('Pod', 'default', 'p', {}, ACTOR);
    node.kernel.advance(10_000);
    return node.server.peek('Pod', 'default', 'p') === undefined;
  };
  expect(gone(28)).to.equal(true);
});
