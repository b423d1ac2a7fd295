// Paths of the REST API as `kubectl get --raw` reads them.
// Source: kubernetes v1.28.0 staging/src/k8s.io/apiserver/pkg/endpoints/discovery.

import { describe, it } from 'node:test';
import { assert } from 'chai';
import { testSession } from '../test-session.ts';

const get = (path: string, minor = 28): { code: number; stdout: string; stderr: string } => {
  const session = testSession({ minor });
  session.run('kubectl create configmap a --from-literal=k=v');
  return session.run(`kubectl get --raw ${path}`);
};
const json = (path: string, minor?: number): Record<string, unknown> =>
  JSON.parse(get(path, minor).stdout) as Record<string, unknown>;

describe('kubectl get --raw', () => {
  it('/readyz', () => assert.strictEqual(get('/readyz').stdout, 'ok'));
  it('/api', () => assert.deepEqual(json('/api'), { kind: 'APIVersions', versions: ['v1'] }));
  it('/apis lists the groups, the aggregator first', () => {
    const groups = json('/apis', 20).groups as { name: string }[];
    assert.deepEqual(
      groups.slice(0, 4).map(({ name }) => name),
      ['apiregistration.k8s.io', 'extensions', 'apps', 'events.k8s.io'],
    );
  });
  it('/apis/batch', () => {
    assert.deepEqual(json('/apis/batch', 20), {
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: 'batch',
      versions: [
        { groupVersion: 'batch/v1', version: 'v1' },
        { groupVersion: 'batch/v1beta1', version: 'v1beta1' },
      ],
      preferredVersion: { groupVersion: 'batch/v1', version: 'v1' },
    });
  });
  it('/apis/apps/v1 lists resources and their parts', () => {
    const resources = json('/apis/apps/v1').resources as { name: string; kind: string }[];
    assert.deepEqual(
      resources.map(({ name, kind }) => `${name} ${kind}`),
      [
        'controllerrevisions ControllerRevision',
        'daemonsets DaemonSet',
        'daemonsets/status DaemonSet',
        'deployments Deployment',
        'deployments/scale Scale',
        'deployments/status Deployment',
        'replicasets ReplicaSet',
        'replicasets/scale Scale',
        'replicasets/status ReplicaSet',
        'statefulsets StatefulSet',
        'statefulsets/scale Scale',
        'statefulsets/status StatefulSet',
      ],
    );
  });
  it('an object by its path', () => {
    const { kind, data } = json('/api/v1/namespaces/default/configmaps/a');
    assert.deepEqual({ kind, data }, { kind: 'ConfigMap', data: { k: 'v' } });
  });
  it('a list by its path, and across namespaces', () => {
    for (const path of ['/api/v1/namespaces/default/configmaps', '/api/v1/configmaps']) {
      const { kind, items } = json(path) as { kind: string; items: { metadata: { name: string } }[] };
      assert.deepEqual([kind, items.map(({ metadata }) => metadata.name)], ['ConfigMapList', ['a']]);
    }
  });
  for (const path of [
    '/apis/batch/v2',
    '/apis/shop.example',
    '/api/v1/widgets',
    '/nothing',
    '/api/v1/configmaps/a',
  ]) {
    it(`nothing at ${path}`, () => {
      assert.strictEqual(
        get(path).stderr,
        'Error from server (NotFound): the server could not find the requested resource\n',
      );
    });
  }
  it('needs a path', () => {
    assert.strictEqual(
      get('apis').stderr,
      'error: --raw must be a valid URL path: parse "apis": invalid URI for request\n',
    );
  });
});
