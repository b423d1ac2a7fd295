import { describe, it } from 'node:test';
import { expect } from 'chai';
import { NEWEST_MINOR, OLDEST_MINOR, versionProfile } from '../../versions/profile.ts';
import { apiVersionOf, fromStorageForm, toStorageForm } from '../conversion.ts';
import type { AnyObject } from '../objects.ts';
import { clonePlain } from '../plain.ts';
import { admitCreate, admitUpdate } from '../strategy.ts';
import { KINDS, kindByName } from './index.ts';

type Json = Record<string, unknown>;

const MINORS = Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, i) => OLDEST_MINOR + i);
const RBAC = 'rbac.authorization.k8s.io';

function object(apiVersion: string, kind: string, rest: Json, name = 'a'): AnyObject {
  const traits = kindByName(kind)!;
  const namespace = traits.namespaced ? { namespace: 'default' } : {};
  return { apiVersion, kind, metadata: { name, ...namespace }, ...clonePlain(rest) } as unknown as AnyObject;
}

const claimSpec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const service = (spec: Json): AnyObject =>
  object('v1', 'Service', { spec: { ports: [{ port: 80 }], selector: { app: 'a' }, ...spec } });

const MANIFESTS: readonly AnyObject[] = [
  object('v1', 'Namespace', {}),
  object('v1', 'Node', { spec: { podCIDR: '10.244.0.0/24' }, status: { capacity: { cpu: '4', pods: 110 } } }),
  service({}),
  service({ clusterIP: 'None' }),
  service({
    type: 'NodePort',
    ports: [
      { name: 'a', port: 80 },
      { name: 'b', port: 81, targetPort: 'web' },
    ],
  }),
  service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP' }),
  object('v1', 'Service', { spec: { type: 'ExternalName', externalName: 'db.example.com' } }),
  object('v1', 'Endpoints', { subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }] }),
  object('discovery.k8s.io/v1', 'EndpointSlice', {
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.0.0.1'] }],
    ports: [{ port: 80 }],
  }),
  object('v1', 'ConfigMap', { data: { a: 'b' } }),
  object('v1', 'Secret', { stringData: { a: 'b' } }),
  object('v1', 'ServiceAccount', {}),
  object('v1', 'PersistentVolume', {
    spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/data' } },
  }),
  object('v1', 'PersistentVolumeClaim', { spec: claimSpec }),
  object('storage.k8s.io/v1', 'StorageClass', { provisioner: 'example.com/disk' }),
  object('v1', 'Event', {
    involvedObject: { kind: 'Pod', namespace: 'default', name: 'a' },
    reason: 'Started',
  }),
  object('coordination.k8s.io/v1', 'Lease', { spec: { holderIdentity: 'a', leaseDurationSeconds: 40 } }),
  object('networking.k8s.io/v1', 'Ingress', {
    spec: {
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'a', port: { number: 80 } } } },
            ],
          },
        },
      ],
    },
  }),
  object('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'example.com/controller' } }),
  object('networking.k8s.io/v1', 'NetworkPolicy', {
    spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] },
  }),
  object('v1', 'ResourceQuota', {
    spec: { hard: { pods: '10', 'requests.cpu': 1.5 }, scopes: ['NotTerminating'] },
  }),
  object('v1', 'LimitRange', {
    spec: { limits: [{ type: 'Container', max: { cpu: '1' }, min: { cpu: '100m' } }] },
  }),
  object('scheduling.k8s.io/v1', 'PriorityClass', { value: 1000 }),
  object('policy/v1', 'PodDisruptionBudget', {
    spec: { minAvailable: '50%', selector: { matchLabels: { app: 'a' } } },
  }),
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: {
      maxReplicas: 5,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' },
      behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
    },
  }),
  object(`${RBAC}/v1`, 'Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
  object(`${RBAC}/v1`, 'ClusterRole', { rules: [{ nonResourceURLs: ['/healthz'], verbs: ['get'] }] }),
  object(`${RBAC}/v1`, 'RoleBinding', {
    roleRef: { kind: 'Role', name: 'a' },
    subjects: [{ kind: 'ServiceAccount', name: 'a' }],
  }),
  object(`${RBAC}/v1`, 'ClusterRoleBinding', {
    roleRef: { kind: 'ClusterRole', name: 'a' },
    subjects: [{ kind: 'User', name: 'jane' }],
  }),
  object(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    {
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { plural: 'crontabs', kind: 'CronTab' },
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        ],
      },
    },
    'crontabs.example.com',
  ),
  object('storage.k8s.io/v1', 'VolumeAttachment', {
    spec: { attacher: 'disk.example.com', nodeName: 'node-1', source: { persistentVolumeName: 'a' } },
  }),
  object('storage.k8s.io/v1', 'CSINode', {
    spec: { drivers: [{ name: 'disk.example.com', nodeID: 'node-1' }] },
  }),
  object('storage.k8s.io/v1', 'CSIDriver', { spec: {} }),
];

const said = (errors: readonly { field: string; message: string }[]): string[] =>
  errors.map(({ field, message }) => `${field}: ${message}`);

describe('kinds', () => {
  it('each has a name, and its newest version first in the table', () => {
    const names = KINDS.map(({ kind }) => kind);
    expect(new Set(names).size).to.equal(names.length);
    for (const traits of KINDS) expect(traits.versions[0], traits.kind).to.not.have.property('toStorage');
  });

  for (const manifest of MANIFESTS) {
    const { spec, kind } = manifest as AnyObject & { spec?: Json };
    it(`a plain ${kind} ${JSON.stringify(spec ?? {}).slice(0, 60)} is admitted by every release, and again unchanged`, () => {
      const traits = kindByName(kind)!;
      for (const minor of MINORS) {
        const context = { version: versionProfile(minor) };
        const created = admitCreate(traits, clonePlain(manifest), context);
        expect('errors' in created ? said(created.errors) : [], `1.${minor}`).to.deep.equal([]);
        if ('errors' in created) return;
        const { object: old } = created;
        old.metadata.resourceVersion = '1';
        const updated = admitUpdate(traits, clonePlain(old), old, context);
        expect('errors' in updated ? said(updated.errors) : [], `1.${minor}, update`).to.deep.equal([]);
        if ('object' in updated) {
          expect(updated.object.metadata.generation, `1.${minor}`).to.equal(old.metadata.generation);
        }
      }
    });
  }
});

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' };
const hpa = (apiVersion: string, spec: Json, annotations?: Json): AnyObject => {
  const made = object(apiVersion, 'HorizontalPodAutoscaler', {
    spec: { maxReplicas: 5, scaleTargetRef: target, ...spec },
  });
  return annotations ? ({ ...made, metadata: { ...made.metadata, annotations } } as AnyObject) : made;
};

/** Objects that come back from storage as they went in, but for the status that v1 and v2beta2 always print. */
const ROUND_TRIPS: readonly (readonly [string, AnyObject])[] = [
  [
    'an Ingress of extensions/v1beta1 keeps backends and paths',
    object('extensions/v1beta1', 'Ingress', {
      spec: {
        backend: { serviceName: 'a', servicePort: 'web' },
        rules: [
          {
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'ImplementationSpecific',
                  backend: { serviceName: 'b', servicePort: 80 },
                },
              ],
            },
          },
        ],
      },
    }),
  ],
  [
    'a v1beta1 budget with an empty selector selects nothing',
    object('policy/v1beta1', 'PodDisruptionBudget', { spec: { minAvailable: 1, selector: {} } }),
  ],
  [
    'a v1beta1 slice has zone and node in its topology',
    object('discovery.k8s.io/v1beta1', 'EndpointSlice', {
      addressType: 'IPv4',
      endpoints: [
        {
          addresses: ['10.0.0.1'],
          nodeName: 'node-1',
          topology: {
            'topology.kubernetes.io/zone': 'z1',
            'kubernetes.io/hostname': 'node-1',
            rack: 'r1',
          },
        },
      ],
    }),
  ],
  [
    'an Event of events.k8s.io has other names',
    object('events.k8s.io/v1', 'Event', {
      regarding: { kind: 'Pod', name: 'a' },
      note: 'text',
      reportingController: 'kubelet',
      deprecatedCount: 2,
    }),
  ],
  [
    'v1 keeps metrics other than CPU and the behaviour in annotations',
    hpa(
      'autoscaling/v1',
      { targetCPUUtilizationPercentage: 60 },
      {
        'autoscaling.alpha.kubernetes.io/behavior':
          '{"ScaleUp":null,"ScaleDown":{"StabilizationWindowSeconds":60,"SelectPolicy":"Max","Policies":[{"Type":"Percent","Value":10,"PeriodSeconds":60}]}}',
        'autoscaling.alpha.kubernetes.io/metrics':
          '[{"type":"Pods","pods":{"metricName":"rps","targetAverageValue":"100"}}]',
      },
    ),
  ],
  [
    'v2beta1 has one field for each kind of target',
    hpa('autoscaling/v2beta1', {
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: 60 } },
        { type: 'Object', object: { target, metricName: 'rps', targetValue: '10' } },
        { type: 'External', external: { metricName: 'queue', targetAverageValue: '5' } },
      ],
    }),
  ],
];

describe('older versions of kinds', () => {
  for (const [name, manifest] of ROUND_TRIPS) {
    it(name, () => {
      const traits = kindByName(manifest.kind)!;
      const stored = toStorageForm(traits, manifest);
      expect(stored.apiVersion).to.equal(apiVersionOf(traits.versions[0]!));
      const { status: _, ...shown } = fromStorageForm(traits, stored, manifest.apiVersion) as AnyObject &
        Json;
      expect(clonePlain(shown)).to.deep.equal(clonePlain(manifest));
    });
  }

  it('a v1beta1 budget without any match is marked in v1, and everything matches in v1beta1 by a mark too', () => {
    const traits = kindByName('PodDisruptionBudget')!;
    const none = object('policy/v1beta1', 'PodDisruptionBudget', { spec: { selector: {} } });
    const all = object('policy/v1', 'PodDisruptionBudget', { spec: { selector: {} } });
    const mark = 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match';
    expect(toStorageForm(traits, none).spec).to.deep.equal({
      selector: { matchExpressions: [{ key: mark, operator: 'Exists' }] },
    });
    expect(fromStorageForm(traits, all, 'policy/v1beta1').spec).to.deep.equal({
      selector: { matchExpressions: [{ key: mark, operator: 'DoesNotExist' }] },
    });
  });
});

interface Refusal {
  readonly name: string;
  readonly source: string;
  readonly manifest: AnyObject;
  /** Problems by minor release. */
  readonly problems: Readonly<Record<number, readonly string[]>>;
}

const REFUSALS: readonly Refusal[] = [
  {
    name: 'two protocols on one load balancer',
    source: 'v1.20.2 validateMixedProtocolLBService; KEP-1435',
    manifest: service({
      type: 'LoadBalancer',
      ports: [
        { name: 'a', port: 53, protocol: 'TCP' },
        { name: 'b', port: 53, protocol: 'UDP' },
      ],
    }),
    problems: {
      20: ["spec.ports: may not contain a mix of protocols when 'type' is 'LoadBalancer'"],
      24: [],
    },
  },
  {
    name: 'a headless Service with a node port',
    source: 'v1.20.2 ValidateService',
    manifest: service({ type: 'NodePort', clusterIP: 'None' }),
    problems: {
      19: ["spec.clusterIP: may not be set to 'None' for NodePort services"],
      20: ["spec.clusterIPs[0]: may not be set to 'None' for NodePort services"],
      36: ["spec.clusterIPs[0]: may not be set to 'None' for NodePort services"],
    },
  },
  {
    name: 'a traffic policy on a type that has none',
    source: 'v1.20.2 validateServiceExternalTrafficFieldsValue; v1.28.0 validateServiceExternalTrafficPolicy',
    manifest: service({ externalTrafficPolicy: 'Local' }),
    problems: {
      20: [],
      36: ["spec.externalTrafficPolicy: may only be set when `type` is 'NodePort' or 'LoadBalancer'"],
    },
  },
  {
    name: 'ReadWriteOncePod beside another mode',
    source: 'v1.28.0 ValidatePersistentVolumeClaimSpec',
    manifest: object('v1', 'PersistentVolumeClaim', {
      spec: { ...claimSpec, accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] },
    }),
    problems: {
      20: ['spec.accessModes: supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce"'],
      28: ['spec.accessModes: may not use ReadWriteOncePod with other access modes'],
    },
  },
  {
    name: 'a PriorityClass that calls itself of the system',
    source: 'v1.20.2 ValidatePriorityClass',
    manifest: object('scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }, 'system-mine'),
    problems: {
      20: [
        "metadata.name: priority class names with 'system-' prefix are reserved for system use only. error: system-mine is not a known system priority class",
      ],
    },
  },
  {
    name: 'a docker configuration that is no JSON',
    source: 'v1.20.2 ValidateSecret; Go encoding/json',
    manifest: object('v1', 'Secret', {
      type: 'kubernetes.io/dockerconfigjson',
      stringData: { '.dockerconfigjson': '{"auths": tru}' },
    }),
    problems: { 20: ["data[.dockerconfigjson]: invalid character '}' in literal true (expecting 'e')"] },
  },
];

describe('refusals by release', () => {
  for (const { name, source, manifest, problems } of REFUSALS) {
    it(`${name} (${source})`, () => {
      for (const [minor, expected] of Object.entries(problems)) {
        const context = { version: versionProfile(Number(minor)) };
        const result = admitCreate(kindByName(manifest.kind)!, clonePlain(manifest), context);
        const found = 'errors' in result ? result.errors.map((e) => `${e.field}: ${e.detail}`) : [];
        expect(found, `1.${minor}`).to.deep.equal(expected);
      }
    });
  }
});
