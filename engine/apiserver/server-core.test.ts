import { describe, it } from 'node:test';
import { expect } from 'chai';
import { kindByName } from '../api/kinds/index.ts';
import { groupResource } from './server-core.ts';

// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go,
// qualifiedResourceFromContext.
describe('a refusal names the group that the request named', () => {
  const rows = [
    { kind: 'Ingress', apiVersion: undefined, named: 'ingresses.networking.k8s.io' },
    { kind: 'Ingress', apiVersion: 'extensions/v1beta1', named: 'ingresses.extensions' },
    { kind: 'Deployment', apiVersion: 'apps/v1beta1', named: 'deployments.apps' },
    { kind: 'Pod', apiVersion: 'v1', named: 'pods.' },
  ];
  for (const { kind, apiVersion, named } of rows) {
    it(`${kind} asked for in ${apiVersion ?? 'the stored version'}`, () => {
      const { group, resource } = groupResource(kindByName(kind)!, apiVersion);
      expect(`${resource}.${group}`).to.equal(named);
    });
  }
});
