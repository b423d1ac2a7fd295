// What the recorded table of admission does not hold: namespaces, storage, and how later releases differ.

import { test } from 'node:test';
import { assert, expect } from 'chai';
import { KINDS } from '../../api/kinds/index.ts';
import type { AnyObject, Namespace, PersistentVolumeClaim, Pod } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { Streams } from '../../kernel/streams.ts';
import { TraceLog } from '../../trace/trace-log.ts';
import { versionProfile } from '../../versions/profile.ts';
import { ApiServer } from '../api-server.ts';
import { admissionPlugins } from './plugins.ts';

const ACTOR = { actor: 'test' };

function serverOf(minor: number): ApiServer {
  const kernel = new Kernel({ startEpochMs: 0 });
  const version = versionProfile(minor);
  const api = new ApiServer({
    kernel,
    trace: new TraceLog({ nowMs: () => 0, cause: () => 0 }),
    streams: new Streams(1),
    version,
    kinds: new Map(KINDS.map((kind) => [kind.kind, kind])),
    admission: admissionPlugins(version),
    hooks: [],
  });
  for (const name of ['default', 'shop']) create(api, 'Namespace', name, {}, undefined);
  return api;
}

function request(
  api: ApiServer,
  kind: string,
  name: string,
  rest: object = {},
  namespace: string | undefined = 'shop',
) {
  const metadata = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(rest as { metadata?: object }).metadata,
  };
  return api.create({ kind, ...rest, metadata } as never, ACTOR);
}

function create(...args: Parameters<typeof request>): AnyObject {
  const made = request(...args);
  assert(made.ok, made.ok ? '' : made.status.message);
  return made.object;
}

function refusal(...args: Parameters<typeof request>): Status {
  const made = request(...args);
  assert(!made.ok, 'is refused');
  return made.status;
}

test('nothing is made in a namespace that is not there', () => {
  const status = refusal(serverOf(28), 'ConfigMap', 'c', {}, 'none');
  expect([status.code, status.message]).to.deep.equal([404, 'namespaces "none" not found']);
});

test('nothing is made in a namespace on its way out, but what is there can be changed', () => {
  const api = serverOf(28);
  const map = create(api, 'ConfigMap', 'c');
  const namespace = api.peek('Namespace', undefined, 'shop') as Namespace;
  api.core.write({ ...namespace, status: { phase: 'Terminating' } } as Namespace, 'test');
  const status = refusal(api, 'ConfigMap', 'd');
  expect(status.message).to.equal(
    'configmaps "d" is forbidden: unable to create new content in namespace shop because it is being terminated',
  );
  expect(status.details?.causes?.[0]?.reason).to.equal('NamespaceTerminating');
  expect(api.update({ ...map, data: { k: 'v' } } as AnyObject, ACTOR).ok).to.equal(true);
});

test('the namespaces that a cluster needs cannot be deleted', () => {
  const deleted = serverOf(28).delete('Namespace', undefined, 'default', {}, ACTOR);
  expect(deleted.ok ? '' : deleted.status.message).to.equal(
    'namespaces "default" is forbidden: this namespace may not be deleted',
  );
});

const claim = (storage = '1Gi', storageClassName?: string): object => ({
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage } },
    ...(storageClassName === undefined ? {} : { storageClassName }),
  },
});
const storageClass = (more: object = {}): object => ({
  provisioner: 'example.com/disk',
  metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  ...more,
});

// Source: kubernetes v1.20.2 plugin/pkg/admission/storage/storageclass/setdefault/admission_test.go.
test('a claim without a class gets the default one, and its protection', () => {
  const api = serverOf(28);
  create(api, 'StorageClass', 'gold', storageClass(), undefined);
  const made = create(api, 'PersistentVolumeClaim', 'a', claim()) as unknown as PersistentVolumeClaim;
  expect(made.spec.storageClassName).to.equal('gold');
  expect(made.metadata.finalizers).to.deep.equal(['kubernetes.io/pvc-protection']);
  const none = create(
    api,
    'PersistentVolumeClaim',
    'b',
    claim('1Gi', ''),
  ) as unknown as PersistentVolumeClaim;
  expect(none.spec.storageClassName).to.equal('');
});

test('of two default classes 1.26 takes one, 1.25 none', () => {
  const withTwo = (minor: number): ApiServer => {
    const api = serverOf(minor);
    for (const name of ['gold', 'silver']) create(api, 'StorageClass', name, storageClass(), undefined);
    return api;
  };
  const made = create(withTwo(26), 'PersistentVolumeClaim', 'a', claim()) as unknown as PersistentVolumeClaim;
  expect(made.spec.storageClassName).to.equal('gold');
  expect(refusal(withTwo(25), 'PersistentVolumeClaim', 'a', claim()).message).to.equal(
    'persistentvolumeclaims "a" is forbidden: Internal error occurred: 2 default StorageClasses were found',
  );
});

// Source: kubernetes v1.20.2 plugin/pkg/admission/storage/persistentvolume/resize/admission_test.go. Claims that are not
// bound are refused earlier, by validation.
const GROWTHS: readonly (readonly [allowVolumeExpansion: boolean, message: string])[] = [
  [true, ''],
  [
    false,
    'persistentvolumeclaims "a" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
  ],
];
for (const [allowVolumeExpansion, message] of GROWTHS) {
  test(`a claim may grow if its class says so: ${allowVolumeExpansion}`, () => {
    const api = serverOf(20);
    create(api, 'StorageClass', 'gold', storageClass({ allowVolumeExpansion }), undefined);
    const made = create(
      api,
      'PersistentVolumeClaim',
      'a',
      claim('1Gi', 'gold'),
    ) as unknown as PersistentVolumeClaim;
    const spec = { ...made.spec, volumeName: 'pv' };
    const bound = api.core.write(
      { ...made, spec, status: { phase: 'Bound' } } as PersistentVolumeClaim,
      'test',
    );
    const larger = { ...bound, spec: { ...spec, resources: { requests: { storage: '2Gi' } } } };
    const updated = api.update(larger as AnyObject, ACTOR);
    expect(updated.ok ? '' : updated.status.message).to.equal(message);
  });
}

const limited = (requests: object): { spec: object } => ({
  spec: {
    automountServiceAccountToken: false,
    containers: [{ name: 'c', image: 'busybox', resources: { requests } }],
  },
});

function withQuota(minor: number, hard: Record<string, string>): ApiServer {
  const api = serverOf(minor);
  create(api, 'ServiceAccount', 'default');
  const quota = create(api, 'ResourceQuota', 'q', { spec: { hard } });
  const used = Object.fromEntries(Object.keys(hard).map((name) => [name, '0']));
  api.core.write({ ...quota, status: { hard, used } } as AnyObject, 'test');
  return api;
}

// Source: kubernetes v1.20.2 and v1.28.0 pkg/quota/v1/evaluator/core/pods.go, Constraints.
const UNNAMED: readonly (readonly [minor: number, message: string])[] = [
  [20, 'pods "p" is forbidden: failed quota: q: must specify limits.cpu,requests.cpu'],
  [28, 'pods "p" is forbidden: failed quota: q: must specify limits.cpu for: c; requests.cpu for: c'],
];
for (const [minor, message] of UNNAMED) {
  test(`1.${minor} says what a pod leaves out`, () => {
    const api = withQuota(minor, { 'limits.cpu': '1', 'requests.cpu': '1' });
    expect(refusal(api, 'Pod', 'p', limited({ memory: '1Gi' })).message).to.equal(message);
  });
}

// Source: v1.28.0 pkg/quota/v1/resources.go, RemoveZeros.
for (const [minor, passes] of [
  [20, false],
  [28, true],
] as const) {
  test(`1.${minor}: a Service without node ports ${passes ? 'passes' : 'is stopped by'} a quota of node ports that is overrun`, () => {
    const api = withQuota(minor, { 'services.nodeports': '1' });
    const quota = api.peek('ResourceQuota', 'shop', 'q') as AnyObject;
    const status = { hard: { 'services.nodeports': '1' }, used: { 'services.nodeports': '2' } };
    api.core.write({ ...quota, status } as AnyObject, 'test');
    const headless = {
      spec: {
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 81 },
        ],
        clusterIP: 'None',
      },
    };
    expect(request(api, 'Service', 's', headless).ok).to.equal(passes);
  });
}

// Source: kubernetes v1.20.2 plugin/pkg/admission/limitranger/admission.go, sum; v1.28.0, podRequests.
const SUMS: readonly (readonly [minor: number, text: string])[] = [
  [20, 'maximum memory usage per Pod is 1Gi, but limit is 2147483648'],
  [28, 'maximum memory usage per Pod is 1Gi, but limit is 2Gi'],
];
for (const [minor, text] of SUMS) {
  test(`1.${minor} words the sum of a pod's limits`, () => {
    const api = serverOf(minor);
    create(api, 'ServiceAccount', 'default');
    create(api, 'LimitRange', 'l', { spec: { limits: [{ type: 'Pod', max: { memory: '1Gi' } }] } });
    const container = { name: 'c', image: 'busybox', resources: { limits: { memory: '2Gi' } } };
    const spec = { automountServiceAccountToken: false, containers: [container] };
    expect(refusal(api, 'Pod', 'p', { spec }).message).to.equal(`pods "p" is forbidden: ${text}`);
  });
}

test('a pod made by generateName is refused under its prefix before it has a name, and under its name after', () => {
  const api = serverOf(28);
  const metadata = { generateName: 'web-', name: undefined };
  const robot = { spec: { ...limited({}).spec, serviceAccountName: 'robot' } };
  expect(refusal(api, 'Pod', '', { metadata, ...robot }).message).to.match(
    /^pods "web-" is forbidden: error looking up service account shop\/robot/,
  );
  create(api, 'ServiceAccount', 'default');
  create(api, 'LimitRange', 'l', { spec: { limits: [{ type: 'Container', min: { cpu: '1' } }] } });
  const small = refusal(api, 'Pod', '', { metadata, ...limited({ cpu: '100m' }) }).message;
  expect(small).to.match(
    /^pods "web-\w{5}" is forbidden: minimum cpu usage per Container is 1, but request is 100m/,
  );
});

test('the default account of a namespace is waited for while that is new, and no longer', () => {
  const api = serverOf(28);
  create(api, 'Pod', 'early', limited({}));
  api.core.kernel.advance(3000);
  const late = refusal(api, 'Pod', 'late', limited({})).message;
  expect(late).to.equal(
    'pods "late" is forbidden: error looking up service account shop/default: serviceaccount "default" not found',
  );
});

test('an account that enforces its Secrets lets no other be mounted', () => {
  const api = serverOf(28);
  const annotations = { 'kubernetes.io/enforce-mountable-secrets': 'true' };
  create(api, 'ServiceAccount', 'default', { metadata: { annotations }, secrets: [{ name: 'mine' }] });
  const spec = {
    containers: [{ name: 'c', image: 'busybox' }],
    volumes: [{ name: 'v', secret: { secretName: 'other' } }],
  };
  expect(refusal(api, 'Pod', 'p', { spec }).message).to.equal(
    'pods "p" is forbidden: volume with secret.secretName="other" is not allowed because service account default does not reference that secret',
  );
});

test('since 1.21 a token is projected, with the certificate and the namespace', () => {
  const api = serverOf(28);
  create(api, 'ServiceAccount', 'default');
  const made = create(api, 'Pod', 'p', {
    spec: { containers: [{ name: 'c', image: 'busybox' }] },
  }) as unknown as Pod;
  const [volume] = made.spec.volumes ?? [];
  expect(volume?.name).to.match(/^kube-api-access-/);
  expect(volume?.projected?.sources?.map((source) => Object.keys(source)[0])).to.deep.equal([
    'serviceAccountToken',
    'configMap',
    'downwardAPI',
  ]);
});
