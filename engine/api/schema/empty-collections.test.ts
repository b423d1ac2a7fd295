import { describe, it } from 'node:test';
import { expect } from 'chai';
import { dropEmptyCollections } from './empty-collections.ts';

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
];

describe('empty lists and maps', () => {
  for (const [name, before, after] of ROWS) {
    it(name, () => {
      const object = structuredClone(before) as { apiVersion: string; kind: string };
      dropEmptyCollections(object);
      expect(object).to.deep.equal(after);
    });
  }
});
