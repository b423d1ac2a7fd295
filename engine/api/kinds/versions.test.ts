// Which group/versions each minor serves, and what it warns of, against upstream's lifecycle of each API.
// Source: kubernetes/api v0.36 */zz_generated.prerelease-lifecycle.go (introduced, deprecated, removed); apiextensions
// v0.28 pkg/apis/apiextensions/v1beta1; deprecation guide of kubernetes.io for what is not served by default.

import { describe, it } from 'node:test';
import { assert } from 'chai';
import { NEWEST_MINOR, OLDEST_MINOR, versionProfile } from '../../versions/profile.ts';
import { apiVersionOf, fromStorageForm, isServed, servedVersion, toStorageForm } from '../conversion.ts';
import { deprecationWarning } from '../deprecation.ts';
import type { AnyObject } from '../objects.ts';
import { equalPlain } from '../plain.ts';
import { KINDS, kindByName } from './index.ts';

/** Introduced in, deprecated in, gone in; 0 is before the oldest minor here. */
type Life = readonly [introduced: number, deprecated?: number, gone?: number];

// The versions that come or go between the oldest and the newest minor; all others are served by all.
const LIVES: Readonly<Record<string, Life>> = {
  'apiextensions.k8s.io/v1 CustomResourceDefinition': [16],
  'apiextensions.k8s.io/v1beta1 CustomResourceDefinition': [0, 16, 22],
  'apps/v1beta1 ControllerRevision': [0, 8, 16],
  'apps/v1beta1 Deployment': [0, 8, 16],
  'apps/v1beta1 StatefulSet': [0, 8, 16],
  'apps/v1beta2 ControllerRevision': [0, 9, 16],
  'apps/v1beta2 DaemonSet': [0, 9, 16],
  'apps/v1beta2 Deployment': [0, 9, 16],
  'apps/v1beta2 ReplicaSet': [0, 9, 16],
  'apps/v1beta2 StatefulSet': [0, 9, 16],
  'autoscaling/v2 HorizontalPodAutoscaler': [23],
  'autoscaling/v2beta1 HorizontalPodAutoscaler': [0, 22, 25],
  'autoscaling/v2beta2 HorizontalPodAutoscaler': [0, 23, 26],
  'batch/v1 CronJob': [21],
  'batch/v1beta1 CronJob': [0, 21, 25],
  'coordination.k8s.io/v1 Lease': [14],
  'coordination.k8s.io/v1beta1 Lease': [0, 19, 22],
  'discovery.k8s.io/v1 EndpointSlice': [21],
  'discovery.k8s.io/v1beta1 EndpointSlice': [17, 21, 25],
  'events.k8s.io/v1 Event': [19],
  'events.k8s.io/v1beta1 Event': [0, 22, 25],
  'extensions/v1beta1 DaemonSet': [0, 8, 16],
  'extensions/v1beta1 Deployment': [0, 8, 16],
  'extensions/v1beta1 Ingress': [0, 14, 22],
  'extensions/v1beta1 NetworkPolicy': [0, 9, 16],
  'extensions/v1beta1 ReplicaSet': [0, 8, 16],
  'networking.k8s.io/v1 Ingress': [19],
  'networking.k8s.io/v1 IngressClass': [19],
  'networking.k8s.io/v1beta1 Ingress': [14, 19, 22],
  'networking.k8s.io/v1beta1 IngressClass': [18, 19, 22],
  'node.k8s.io/v1 RuntimeClass': [20],
  'node.k8s.io/v1beta1 RuntimeClass': [14, 22, 25],
  'policy/v1 PodDisruptionBudget': [21],
  'policy/v1beta1 PodDisruptionBudget': [0, 21, 25],
  'rbac.authorization.k8s.io/v1beta1 ClusterRole': [0, 17, 22],
  'rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding': [0, 17, 22],
  'rbac.authorization.k8s.io/v1beta1 Role': [0, 17, 22],
  'rbac.authorization.k8s.io/v1beta1 RoleBinding': [0, 17, 22],
  'scheduling.k8s.io/v1 PriorityClass': [14],
  'scheduling.k8s.io/v1beta1 PriorityClass': [0, 14, 22],
  'storage.k8s.io/v1 CSIDriver': [18],
  'storage.k8s.io/v1 CSINode': [17],
  'storage.k8s.io/v1beta1 CSIDriver': [14, 19, 22],
  'storage.k8s.io/v1beta1 CSINode': [14, 17, 22],
  'storage.k8s.io/v1beta1 StorageClass': [0, 19, 22],
  'storage.k8s.io/v1beta1 VolumeAttachment': [0, 19, 22],
  'v1 ComponentStatus': [0, 19],
  'v1 Endpoints': [0, 33],
};

// Alphas, which no cluster serves unasked.
const isAlpha = (name: string): boolean => /^[a-z0-9.]+\/v\d+alpha\d+ /.test(name);

const all = KINDS.flatMap((traits) =>
  traits.versions.map((served) => ({ traits, served, name: `${apiVersionOf(served)} ${traits.kind}` })),
);

describe('served versions', () => {
  for (const { name, served } of all) {
    it(name, () => {
      const [introduced, , gone = NEWEST_MINOR + 1] = LIVES[name] ?? [0];
      for (let minor = OLDEST_MINOR; minor <= NEWEST_MINOR; minor += 1) {
        const isExpected = !isAlpha(name) && minor >= introduced && minor < gone;
        assert.strictEqual(isServed(served, minor), isExpected, `1.${minor}`);
      }
    });
  }

  it('leaves none of the list out', () => {
    const names = new Set(all.map(({ name }) => name));
    assert.deepEqual(
      Object.keys(LIVES).filter((name) => !names.has(name)),
      [],
    );
  });
});

describe('deprecation warnings', () => {
  it('come with the release that deprecates, from 1.19 on', () => {
    for (const { name, traits, served } of all) {
      const [introduced, deprecated = NEWEST_MINOR + 1, gone = NEWEST_MINOR + 1] = LIVES[name] ?? [0];
      for (let minor = Math.max(OLDEST_MINOR, introduced); minor < gone; minor += 1) {
        // The recorded 1.20 warns of what is still to come.
        if (minor === 20) continue;
        const text = deprecationWarning(traits, served, versionProfile(minor));
        assert.strictEqual(text !== undefined, minor >= 19 && minor >= deprecated, `${name} in 1.${minor}`);
      }
    }
  });

  const rows: readonly [apiVersion: string, kind: string, minor: number, text: string][] = [
    [
      'extensions/v1beta1',
      'Ingress',
      19,
      'extensions/v1beta1 Ingress is deprecated in v1.14+, unavailable in v1.22+; use networking.k8s.io/v1 Ingress',
    ],
    [
      'batch/v1beta1',
      'CronJob',
      21,
      'batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob',
    ],
    [
      'autoscaling/v2beta1',
      'HorizontalPodAutoscaler',
      22,
      'autoscaling/v2beta1 HorizontalPodAutoscaler is deprecated in v1.22+, unavailable in v1.25+; use autoscaling/v2beta2 HorizontalPodAutoscaler',
    ],
    [
      'autoscaling/v2beta1',
      'HorizontalPodAutoscaler',
      23,
      'autoscaling/v2beta1 HorizontalPodAutoscaler is deprecated in v1.22+, unavailable in v1.25+; use autoscaling/v2 HorizontalPodAutoscaler',
    ],
    [
      'autoscaling/v2beta2',
      'HorizontalPodAutoscaler',
      25,
      'autoscaling/v2beta2 HorizontalPodAutoscaler is deprecated in v1.23+, unavailable in v1.26+; use autoscaling/v2 HorizontalPodAutoscaler',
    ],
    [
      'networking.k8s.io/v1beta1',
      'IngressClass',
      20,
      'networking.k8s.io/v1beta1 IngressClass is deprecated in v1.19+, unavailable in v1.22+; use networking.k8s.io/v1 IngressClassList',
    ],
    [
      'events.k8s.io/v1beta1',
      'Event',
      22,
      'events.k8s.io/v1beta1 Event is deprecated in v1.22+, unavailable in v1.25+',
    ],
    ['v1', 'Endpoints', 33, 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'],
  ];
  for (const [apiVersion, kind, minor, text] of rows) {
    it(`${apiVersion} ${kind} in 1.${minor}`, () => {
      const traits = kindByName(kind)!;
      assert.strictEqual(
        deprecationWarning(traits, servedVersion(traits, apiVersion)!, versionProfile(minor)),
        text,
      );
    });
  }
});

describe('conversion', () => {
  const samples: readonly object[] = [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      spec: {
        defaultBackend: { service: { name: 'd', port: { name: 'http' } } },
        rules: [
          {
            host: 'x',
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name: 'w', port: { number: 80 } } } },
                { path: '/r', pathType: 'Exact', backend: { resource: { kind: 'X', name: 'y' } } },
              ],
            },
          },
        ],
      },
    },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { minAvailable: 1, selector: {} } },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      spec: {
        maxReplicas: 3,
        metrics: [
          {
            type: 'Pods',
            pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '1k' } },
          },
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
          },
        ],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 60,
            selectPolicy: 'Max',
            policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
          },
        },
      },
      status: {
        currentReplicas: 1,
        desiredReplicas: 2,
        currentMetrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', current: { averageUtilization: 50, averageValue: '1' } },
          },
        ],
        conditions: [{ type: 'AbleToScale', status: 'True' }],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { annotations: { 'deprecated.daemonset.template.generation': '3' }, labels: { a: 'b' } },
      spec: {
        selector: {},
        template: { metadata: { labels: { a: 'b' } } },
        updateStrategy: { type: 'OnDelete' },
      },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      endpoints: [{ addresses: ['10.0.0.1'], nodeName: 'n', zone: 'z' }],
    },
    {
      apiVersion: 'v1',
      kind: 'Event',
      involvedObject: { kind: 'Pod' },
      message: 'm',
      count: 2,
      source: { component: 'c' },
    },
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      spec: {
        scope: 'Namespaced',
        preserveUnknownFields: false,
        versions: [
          {
            name: 'v1',
            schema: {},
            subresources: { status: {} },
            additionalPrinterColumns: [{ name: 'x', jsonPath: '.x' }],
          },
        ],
        conversion: { strategy: 'Webhook', webhook: { clientConfig: {}, conversionReviewVersions: ['v1'] } },
      },
    },
  ];
  for (const sample of samples) {
    const object = { metadata: {}, ...sample } as AnyObject;
    const traits = kindByName(object.kind)!;
    for (const served of traits.versions.slice(1)) {
      const apiVersion = apiVersionOf(served);
      it(`to ${apiVersion} ${object.kind} and back loses nothing`, () => {
        const back = toStorageForm(traits, fromStorageForm(traits, object, apiVersion));
        assert.isTrue(equalPlain({ ...back, metadata: { ...back.metadata } }, object), JSON.stringify(back));
      });
    }
  }
});
