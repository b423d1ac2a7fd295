import { describe, it } from 'node:test';
import { expect } from 'chai';
import { dropEmptyValues } from './empty-values.ts';

// Source: the real functions of kubernetes v1.20, decode and encode of the same objects.
const ROWS: readonly [name: string, before: object, after: object][] = [
  [
    'an empty map that is not required goes, the struct around it stays',
    { apiVersion: 'apps/v1', kind: 'Deployment', spec: { selector: { matchLabels: {} } } },
    { apiVersion: 'apps/v1', kind: 'Deployment', spec: { selector: {} } },
  ],
  [
    'an empty list in a list of structs goes',
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: { ingress: [{ from: [] }] } },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: { ingress: [{}] } },
  ],
  [
    'an empty struct stays',
    { apiVersion: 'v1', kind: 'Pod', spec: { containers: [], volumes: [{ emptyDir: {}, name: 'v' }] } },
    { apiVersion: 'v1', kind: 'Pod', spec: { containers: [], volumes: [{ emptyDir: {}, name: 'v' }] } },
  ],
  [
    'free JSON is left alone',
    { apiVersion: 'apps/v1', kind: 'ControllerRevision', data: { a: [], b: {} } },
    { apiVersion: 'apps/v1', kind: 'ControllerRevision', data: { a: [], b: {} } },
  ],
  [
    'a custom resource is left alone',
    { apiVersion: 'example.com/v1', kind: 'Widget', spec: { sizes: [] } },
    { apiVersion: 'example.com/v1', kind: 'Widget', spec: { sizes: [] } },
  ],
  [
    'an empty text goes, in metadata and in lists too',
    {
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', resourceVersion: '' } },
      spec: {
        containers: [{ name: 'c', env: [{ name: 'A', value: '' }] }],
        tolerations: [{ key: '', operator: 'Exists' }],
      },
    },
    {
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } },
      spec: { containers: [{ name: 'c', env: [{ name: 'A' }] }], tolerations: [{ operator: 'Exists' }] },
    },
  ],
  [
    'the empty class of a claim, which means none, stays: a pointer in Go',
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { storageClassName: '', volumeName: '' } },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { storageClassName: '' } },
  ],
  [
    'the empty name of an object stays',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '', generateName: '' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '' } },
  ],
  [
    'an empty value of a map stays',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { labels: { a: '' } }, data: { key: '' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { labels: { a: '' } }, data: { key: '' } },
  ],
  [
    'the empty name of a port of an EndpointSlice stays',
    { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', ports: [{ name: '', port: 80 }] },
    { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', ports: [{ name: '', port: 80 }] },
  ],
];

describe('empty lists, maps and texts', () => {
  for (const [name, before, after] of ROWS) {
    it(name, () => {
      const object = structuredClone(before) as { apiVersion: string; kind: string };
      dropEmptyValues(object);
      expect(object).to.deep.equal(after);
    });
  }
});
