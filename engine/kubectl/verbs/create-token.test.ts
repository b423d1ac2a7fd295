// `kubectl create token`: held against kubectl 1.32 and kubernetes v1.20.2.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { testSession } from '../test-session.ts';
import { describeTranscripts } from '../test-transcripts.ts';

const files = {
  'pod.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {serviceAccountName: demo, containers: [{name: c, image: x}]}\n',
  'other.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: q}\nspec: {serviceAccountName: default, containers: [{name: c, image: x}]}\n',
};
const given = [
  'kubectl create namespace default',
  'kubectl create serviceaccount demo',
  'kubectl create secret generic s',
  'kubectl apply -f pod.yaml -f other.yaml',
];

const REFUSALS = `
an account that there is not
$ kubectl create token nope
| error: failed to create token: serviceaccounts "nope" not found
? 1
$ kubectl create token demo -n nowhere
| error: failed to create token: namespaces "nowhere" not found
? 1

how long it lasts
$ kubectl create token demo --duration=1m
| error: failed to create token: TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes
? 1
$ kubectl create token demo --duration=2000000h
| error: failed to create token: TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 7200000000: may not specify a duration larger than 2^32 seconds
? 1
$ kubectl create token demo --duration=10ms
| error: --duration cannot be expressed in units less than seconds
? 1
$ kubectl create token demo --duration=-1s
| error: --duration must be greater than or equal to 0
? 1

what it is bound to
$ kubectl create token demo --bound-object-kind=Pod
| error: --bound-object-name is required if --bound-object-kind is provided
? 1
$ kubectl create token demo --bound-object-name=x
| error: --bound-object-name can only be set if --bound-object-kind is provided
? 1
$ kubectl create token demo --bound-object-uid=x
| error: --bound-object-uid can only be set if --bound-object-kind is provided
? 1
$ kubectl create token demo --bound-object-kind=Foo --bound-object-name=x
| error: supported --bound-object-kind values are Node, Pod, Secret
? 1
$ kubectl create token demo --bound-object-kind=Pod --bound-object-name=nope
| error: failed to create token: pods "nope" not found
? 1
$ kubectl create token demo --bound-object-kind=Pod --bound-object-name=q
| error: failed to create token: cannot bind token for serviceaccount "demo" to pod running with different serviceaccount name.
? 1
$ kubectl create token demo --bound-object-kind=Secret --bound-object-name=s --bound-object-uid=abc
| error: failed to create token: Operation cannot be fulfilled on Secret "s": the UID in the bound object reference (abc) does not match the UID in record. The object might have been deleted and then recreated
? 1

for whom it is, and how it is shown
$ kubectl create token demo --audience=
| error: --audience must not be an empty string
? 1
$ kubectl create token
| error: exactly one NAME is required, got 0
| See 'kubectl create token -h' for help and examples
? 1
$ kubectl create token demo -o wide
| error: unable to match a printer suitable for the output format "wide", allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,yaml
? 1
`;

describeTranscripts('kubectl create token is refused', { minor: 20, files, given }, REFUSALS);
describeTranscripts('kubectl create token is refused in 1.36', { minor: 36, files, given }, REFUSALS);

const BY_RELEASE: readonly (readonly [rule: string, minor: number, line: string, expected: string])[] = [
  [
    'there are no tokens to ask for yet',
    19,
    'demo',
    'error: failed to create token: the server could not find the requested resource\n',
  ],
  [
    'the request is checked before the account is looked for',
    23,
    'nope --duration=1m',
    'error: failed to create token: TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes\n',
  ],
  [
    'the account is looked for before the request is checked',
    24,
    'nope --duration=1m',
    'error: failed to create token: serviceaccounts "nope" not found\n',
  ],
  ['the answer has no name', 23, 'demo -o name', 'tokenrequest.authentication.k8s.io/<unknown>\n'],
  ['the answer has a name', 24, 'demo -o name', 'tokenrequest.authentication.k8s.io/demo\n'],
  [
    'no token is bound to a node',
    30,
    'demo --bound-object-kind=Node --bound-object-name=n',
    'error: failed to create token: cannot bind token to object of type /v1, Kind=Node\n',
  ],
  [
    'tokens are bound to nodes',
    31,
    'demo --bound-object-kind=Node --bound-object-name=n',
    'error: failed to create token: nodes "n" not found\n',
  ],
  [
    'an hour is the default',
    36,
    'demo --audience=a --audience=b,c -o jsonpath={.spec}{.status.expirationTimestamp}',
    '{"audiences":["a","b,c"],"boundObjectRef":null,"expirationSeconds":3600}2025-01-01T01:00:00Z',
  ],
];

describe('kubectl create token by release', () => {
  for (const [rule, minor, line, expected] of BY_RELEASE) {
    it(`1.${minor}: ${rule}`, () => {
      const session = testSession({ minor, files });
      for (const before of given) session.run(before);
      const { stdout, stderr } = session.run(`kubectl create token ${line}`);
      expect(stdout + stderr).to.equal(expected);
    });
  }
});

describe('a token of kubectl create token', () => {
  const claimsOf = (flags: string): Record<string, unknown> => {
    const session = testSession({ minor: 36, files });
    for (const before of given) session.run(before);
    const { stdout } = session.run(`kubectl create token demo ${flags}`);
    const [, claims = ''] = stdout.split('.');
    return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  };

  it('says whose it is, for whom and how long', () => {
    const claims = claimsOf('--duration=20m --audience=vault');
    expect(claims).to.include({
      sub: 'system:serviceaccount:default:demo',
      iat: 1735689600,
      exp: 1735690800,
    });
    expect(claims.aud).to.deep.equal(['vault']);
    expect(claims['kubernetes.io']).to.have.all.keys('namespace', 'serviceaccount');
  });

  it('names the object that it is bound to', () => {
    const secret = claimsOf('--bound-object-kind=Secret --bound-object-name=s');
    expect(secret['kubernetes.io']).to.have.nested.property('secret.name', 's');
    const pod = claimsOf('--bound-object-kind=Pod --bound-object-name=p');
    expect(pod['kubernetes.io']).to.have.nested.property('pod.name', 'p');
  });
});
