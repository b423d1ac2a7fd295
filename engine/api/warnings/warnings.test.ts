// One row per warning. Source: kubernetes v1.28.0 pkg/api/pod/warnings_test.go, pkg/api/service/warnings_test.go,
// pkg/registry/*/strategy_test.go.

import { describe, it } from 'node:test';
import { assert } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import type { AnyObject } from '../objects.ts';
import { warningsOf } from './warnings.ts';

interface Row {
  readonly name: string;
  readonly object: object;
  readonly old?: object;
  readonly minor?: number;
  readonly warnings: readonly string[];
}

const pod = (spec: object, annotations?: object): object => ({
  kind: 'Pod',
  metadata: { name: 'a', annotations },
  spec: { containers: [{ name: 'c' }], ...spec },
});
const deployment = (spec: object, generation = 1, name = 'web'): object => ({
  kind: 'Deployment',
  metadata: { name, generation },
  spec: { template: { metadata: {}, spec } },
});
const BETA_OS = { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } };
const OS_TEXT = 'deprecated since v1.14; use "kubernetes.io/os" instead';
const IN_OS = { matchExpressions: [{ key: 'beta.kubernetes.io/os', operator: 'Exists' }] };
const INGRESS = (spec: object): object => ({
  kind: 'Ingress',
  metadata: { name: 'a', annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
  spec,
});

const HEADLESS = (spec: object): object => ({
  kind: 'Service',
  metadata: { name: 'a' },
  spec: { type: 'ClusterIP', clusterIP: 'None', ...spec },
});

const ROWS: readonly Row[] = [
  { name: 'a plain pod', object: pod({}), warnings: [] },
  {
    name: 'a node selector by an old label',
    object: pod(BETA_OS),
    warnings: [`spec.nodeSelector[beta.kubernetes.io/os]: ${OS_TEXT}`],
  },
  { name: 'not before 1.22', object: pod(BETA_OS), minor: 21, warnings: [] },
  {
    name: 'node affinity by an old label',
    object: pod({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [IN_OS] },
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: IN_OS }],
        },
      },
    }),
    warnings: [
      `spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key: beta.kubernetes.io/os is ${OS_TEXT}`,
      `spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0].key: beta.kubernetes.io/os is ${OS_TEXT}`,
    ],
  },
  {
    name: 'a spread constraint by an old label and without selector',
    object: pod({ topologySpreadConstraints: [{ topologyKey: 'beta.kubernetes.io/arch' }] }),
    warnings: [
      'spec.topologySpreadConstraints[0].topologyKey: beta.kubernetes.io/arch is deprecated since v1.14; use "kubernetes.io/arch" instead',
      'spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod',
    ],
  },
  {
    name: 'annotations without effect',
    object: pod({}, { 'scheduler.alpha.kubernetes.io/critical-pod': '' }),
    warnings: [
      'metadata.annotations[scheduler.alpha.kubernetes.io/critical-pod]: non-functional in v1.16+; use the "priorityClassName" field instead',
    ],
  },
  {
    name: 'seccomp annotations without the field',
    object: pod(
      {},
      {
        'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default',
        'container.seccomp.security.alpha.kubernetes.io/c': 'runtime/default',
      },
    ),
    warnings: [
      'metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: non-functional in v1.27+; use the "seccompProfile" field instead',
      'metadata.annotations[container.seccomp.security.alpha.kubernetes.io/c]: non-functional in v1.27+; use the "seccompProfile" field instead',
    ],
  },
  {
    name: 'volumes that go or are gone',
    object: pod({
      volumes: [
        { name: 'a', gitRepo: {} },
        { name: 'b', rbd: {} },
      ],
    }),
    warnings: [
      'spec.volumes[0].gitRepo: deprecated in v1.11',
      'spec.volumes[1].rbd: deprecated in v1.28, non-functional in v1.31+',
    ],
  },
  {
    name: 'RBD only from 1.28 on',
    object: pod({ volumes: [{ name: 'b', rbd: {} }] }),
    minor: 27,
    warnings: [],
  },
  {
    name: 'pull secrets twice and without name',
    object: pod({ imagePullSecrets: [{ name: 'a' }, { name: 'a' }, {}] }),
    warnings: [
      'spec.imagePullSecrets[1].name: duplicate name "a"',
      'spec.imagePullSecrets[2].name: invalid empty name ""',
    ],
  },
  {
    name: 'host aliases twice',
    object: pod({ hostAliases: [{ ip: '10.0.0.1' }, { ip: '10.0.0.1' }] }),
    warnings: ['spec.hostAliases[1].ip: duplicate ip "10.0.0.1"'],
  },
  {
    name: 'a tenth of a byte of memory',
    object: pod({
      containers: [{ name: 'c', resources: { limits: { memory: '200100m' }, requests: { memory: '100m' } } }],
    }),
    warnings: [
      'spec.containers[0].resources.limits[memory]: fractional byte value "200100m" is invalid, must be an integer',
      'spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer',
    ],
  },
  {
    name: 'memory that only looks fractional',
    object: pod({
      containers: [{ name: 'c', resources: { limits: { memory: '1.5Gi' }, requests: { memory: '1000m' } } }],
    }),
    warnings: [],
  },
  {
    name: 'a variable that hides another, and one that extends it',
    object: pod({
      initContainers: [
        {
          name: 'i',
          env: [
            { name: 'A', value: '1' },
            { name: 'A', value: '2' },
          ],
        },
      ],
      containers: [
        {
          name: 'c',
          env: [
            { name: 'A', value: '1' },
            { name: 'A', value: '$(A)2' },
          ],
        },
      ],
    }),
    warnings: [
      'spec.initContainers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
    ],
  },
  {
    name: 'in the words of 1.28',
    object: pod({
      containers: [
        {
          name: 'c',
          env: [
            { name: 'A', value: '1' },
            { name: 'A', value: '2' },
          ],
        },
      ],
    }),
    minor: 28,
    warnings: ['spec.containers[0].env[1]: hides previous definition of "A"'],
  },
  {
    name: 'an AppArmor annotation in a template',
    object: {
      kind: 'DaemonSet',
      metadata: { name: 'a', generation: 1 },
      spec: {
        template: {
          metadata: { annotations: { 'container.apparmor.security.beta.kubernetes.io/c': 'unconfined' } },
          spec: { containers: [{ name: 'c' }] },
        },
      },
    },
    warnings: [
      'spec.template.metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]: deprecated since v1.30; use the "appArmorProfile" field instead',
    ],
  },
  {
    name: 'what a headless Service ignores',
    object: HEADLESS({ sessionAffinity: 'ClientIP', externalIPs: ['1.2.3.4'], loadBalancerIP: '1.2.3.4' }),
    warnings: [
      'spec.loadBalancerIP is ignored for headless services',
      'spec.externalIPs is ignored for headless services',
      'spec.SessionAffinity is ignored for headless services',
    ],
  },
  { name: 'a plain headless Service', object: HEADLESS({ sessionAffinity: 'None' }), warnings: [] },
  {
    name: 'a plain headless Service in 1.34, by mistake',
    object: HEADLESS({ sessionAffinity: 'None' }),
    minor: 34,
    warnings: ['spec.SessionAffinity is ignored for headless services'],
  },
  {
    name: 'external IPs and PreferClose',
    object: {
      kind: 'Service',
      metadata: { name: 'a' },
      spec: { type: 'ClusterIP', externalIPs: ['1.2.3.4'], trafficDistribution: 'PreferClose' },
    },
    warnings: [
      'spec.externalIPs is deprecated and may no longer be implemented in some clusters',
      'spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"',
    ],
  },
  {
    name: 'ports of two containers',
    object: pod({
      containers: [
        { name: 'a', ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }] },
        { name: 'b', ports: [{ containerPort: 80 }, { containerPort: 81 }] },
      ],
    }),
    warnings: [
      'spec.containers[1].ports[0]: duplicate port definition with spec.containers[0].ports[0]',
      'spec.containers[1].ports[1]: overlapping port definition with spec.containers[0].ports[1]',
    ],
  },
  {
    name: 'files of a volume that clash',
    object: pod({
      volumes: [
        {
          name: 'v',
          configMap: {
            name: 'm',
            items: [
              { key: 'a', path: 'dir' },
              { key: 'b', path: 'dir/file' },
            ],
          },
        },
        {
          name: 'p',
          projected: {
            sources: [
              { secret: { name: 's', items: [{ key: 'a', path: 'x' }] } },
              { serviceAccountToken: { path: 'x' } },
            ],
          },
        },
      ],
    }),
    warnings: [
      'volume "v" (ConfigMap "m"): overlapping paths: "dir/file" with "dir"',
      'volume "p" (Projected ServiceAccountToken): overlapping paths: "x" with "x"',
    ],
  },
  {
    name: 'the annotation of mountable secrets',
    object: {
      kind: 'ServiceAccount',
      metadata: { name: 'a', annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } },
    },
    warnings: [
      'metadata.annotations[kubernetes.io/enforce-mountable-secrets]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets',
    ],
  },
  {
    name: 'a negative grace period',
    object: pod({ terminationGracePeriodSeconds: -1 }),
    warnings: [
      'spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1',
    ],
  },
  {
    name: 'an anti-affinity to nothing',
    object: pod({
      affinity: {
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'a' }] },
      },
    }),
    warnings: [
      'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: a null labelSelector results in matching no pod',
    ],
  },
  {
    name: 'a template, by its path',
    object: deployment(BETA_OS),
    warnings: [`spec.template.spec.nodeSelector[beta.kubernetes.io/os]: ${OS_TEXT}`],
  },
  {
    name: 'not again for the same generation',
    object: deployment(BETA_OS),
    old: deployment(BETA_OS),
    warnings: [],
  },
  {
    name: 'again for a new generation',
    object: deployment(BETA_OS, 2),
    old: deployment(BETA_OS),
    warnings: [`spec.template.spec.nodeSelector[beta.kubernetes.io/os]: ${OS_TEXT}`],
  },
  {
    name: 'a name that is no DNS label',
    object: deployment({}, 1, 'web.v1'),
    warnings: [
      'metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]',
    ],
  },
  {
    name: 'a time zone in a schedule',
    object: {
      kind: 'CronJob',
      metadata: { name: 'a' },
      spec: { schedule: 'TZ=UTC 0 * * * *', jobTemplate: {} },
    },
    warnings: [
      'CRON_TZ or TZ used in spec.spec.schedule is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details',
    ],
  },
  {
    name: 'an Ingress class by annotation',
    object: INGRESS({}),
    warnings: [
      `annotation "kubernetes.io/ingress.class" is deprecated, please use 'spec.ingressClassName' instead`,
    ],
  },
  { name: 'not with the field as well', object: INGRESS({ ingressClassName: 'nginx' }), warnings: [] },
  {
    name: 'an external name that is not asked for',
    object: { kind: 'Service', metadata: { name: 'a' }, spec: { type: 'ClusterIP', externalName: 'a.b' } },
    warnings: ['spec.externalName is ignored when spec.type is not "ExternalName"'],
  },
  {
    name: 'a volume of an old plugin on nodes by an old label',
    object: {
      kind: 'PersistentVolume',
      metadata: { name: 'a' },
      spec: { glusterfs: {}, nodeAffinity: { required: { nodeSelectorTerms: [IN_OS] } } },
    },
    warnings: [
      `spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].key: beta.kubernetes.io/os is ${OS_TEXT}`,
      'spec.glusterfs: deprecated in v1.25, non-functional in v1.26+',
    ],
  },
  {
    name: 'the class of a claim by annotation',
    object: {
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'a', annotations: { 'volume.beta.kubernetes.io/storage-class': 'x' } },
      spec: {},
    },
    warnings: [
      'metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "storageClassName" attribute instead',
    ],
  },
];

describe('warnings', () => {
  for (const { name, object, old, minor, warnings } of ROWS) {
    it(name, () => {
      const context = { version: versionProfile(minor) };
      assert.deepEqual(warningsOf(object as AnyObject, old as AnyObject | undefined, context), [...warnings]);
    });
  }
});
