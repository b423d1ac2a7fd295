// Built-in resources that discovery lists and the engine has no kind for: every way to use one says so.

import { describe, it } from 'node:test';
import { assert, expect } from 'chai';
import { UserError } from '../../errors.ts';
import { testSession } from '../test-session.ts';

const FILES = {
  'template.yaml': 'apiVersion: v1\nkind: PodTemplate\nmetadata: {name: t}\n',
  'psp.yaml': 'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: p}\n',
};

const REFUSED: readonly [line: string, minor: number, kind: string][] = [
  ['kubectl get podtemplates', 36, 'PodTemplate'],
  ['kubectl get csr', 36, 'CertificateSigningRequest'],
  ['kubectl delete deviceclasses.resource.k8s.io gpu', 36, 'DeviceClass'],
  ['kubectl get ResourceClaim', 34, 'ResourceClaim'],
  ['kubectl apply -f template.yaml', 36, 'PodTemplate'],
  ['kubectl create -f template.yaml', 20, 'PodTemplate'],
  ['kubectl apply -f psp.yaml', 20, 'PodSecurityPolicy'],
];

const UNKNOWN: readonly [line: string, minor: number, error: string][] = [
  ['kubectl get resourceclaims', 33, `error: the server doesn't have a resource type "resourceclaims"\n`],
  [
    'kubectl apply -f psp.yaml',
    25,
    'error: resource mapping not found for name: "p" namespace: "" from "psp.yaml": no matches for kind "PodSecurityPolicy" in version "policy/v1beta1"\nensure CRDs are installed first\n',
  ],
];

describe('a kind that a real cluster has and this one has not', () => {
  for (const [line, minor, kind] of REFUSED) {
    it(`is refused where it is used: ${line} (1.${minor})`, () => {
      const session = testSession({ minor, files: FILES });
      expect(() => session.run(line)).to.throw(UserError, `the kind ${kind} is not simulated`);
    });
  }
  for (const [line, minor, error] of UNKNOWN) {
    it(`is unknown where the release has none: ${line} (1.${minor})`, () => {
      const { code, stderr } = testSession({ minor, files: FILES }).run(line);
      assert.deepEqual({ code, stderr }, { code: 1, stderr: error });
    });
  }
});
