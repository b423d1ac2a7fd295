import { test } from 'node:test';
import { expect } from 'chai';
import { base64OfText } from '../../api/kinds/secret/base64.ts';
import type { Secret } from '../../api/objects.ts';
import { accountsFor, SecretError } from './keyring.ts';

const TESTS = 'kubernetes v1.20.2 pkg/credentialprovider/keyring_test.go';

function secret(auths: Record<string, object>, type = 'kubernetes.io/dockerconfigjson'): Secret {
  const isOld = type === 'kubernetes.io/dockercfg';
  const text = JSON.stringify(isOld ? auths : { auths });
  const data = { [isOld ? '.dockercfg' : '.dockerconfigjson']: base64OfText(text) };
  return { kind: 'Secret', metadata: { name: 's', uid: 'u' }, type, data } as unknown as Secret;
}

const entry = (user: string): object => ({ auth: base64OfText(`${user}:secret`) });
const users = (repository: string, secrets: readonly Secret[]): string[] =>
  accountsFor(repository, secrets).map(({ user }) => user);

const MATCHES: readonly (readonly [key: string, repository: string, source: string, fits: boolean])[] = [
  ['*.kubernetes.io', 'prefix.kubernetes.io', 'TestURLsMatch', true],
  ['prefix.*.io', 'prefix.kubernetes.io', 'TestURLsMatch', true],
  ['*-good.kubernetes.io', 'prefix-good.kubernetes.io', 'TestURLsMatch', true],
  ['*.kubernetes.io/blah', 'prefix.kubernetes.io/blah', 'TestURLsMatch', true],
  ['prefix.*.io/foo', 'prefix.kubernetes.io/foo/bar', 'TestURLsMatch', true],
  ['*.kubernetes.io:1111/blah', 'prefix.kubernetes.io:1111/blah', 'TestURLsMatch', true],
  ['*.kubernetes.io', 'kubernetes.io', 'TestURLsMatch', false],
  ['*.*.kubernetes.io', 'prefix.kubernetes.io', 'TestURLsMatch', false],
  ['kubernetes.io', 'kubernetes.com', 'TestURLsMatch', false],
  ['k*.io', 'quay.io', 'TestURLsMatch', false],
  ['*.kubernetes.io:1234/blah', 'prefix.kubernetes.io:1111/blah', 'TestURLsMatch', false],
  ['prefix.*.io/foo', 'prefix.kubernetes.io:1111/foo/bar', 'TestURLsMatch', false],
  ['https://hello.kubernetes.io', 'hello.kubernetes.io/foo/bar', 'TestDockerKeyringForGlob', true],
  ['https://*.docker.io/v1/', 'prefix.docker.io/path:1111/foo', 'TestDockerKeyringForGlob', true],
  ['https://*.docker.io/v2/', 'prefix.docker.io/path:1111/foo', 'TestDockerKeyringForGlob', true],
  ['prefix.docker.io:1111', 'prefix.docker.io:1111/path/foo', 'TestDockerKeyringForGlob', true],
  ['https://*.docker.com', 'world.mesos.org/foo/bar', 'TestKeyringMiss', false],
  ['suffix.*.io', 'prefix.docker.io/foo/bar', 'TestKeyringMiss', false],
  ['https://index.docker.io/v1/', 'docker.io/library/nginx', 'TestKeyringHitWithUnqualifiedDockerHub', true],
  ['https://index.docker.io/v1/', 'quay.io/library/nginx', 'TestKeyringMissWithDockerHubCredentials', false],
];

for (const [key, repository, source, fits] of MATCHES) {
  // Source: keyring_test.go, the test named.
  test(`credentials for ${key} ${fits ? 'fit' : 'do not fit'} ${repository} (${TESTS}, ${source})`, () => {
    expect(users(repository, [secret({ [key]: entry('pat') })])).to.deep.equal(fits ? ['pat'] : []);
  });
}

test('the account of the longer path is tried first', () => {
  const secrets = [secret({ 'quay.io': entry('all') }), secret({ 'quay.io/coreos': entry('coreos') })];
  expect(users('quay.io/coreos/etcd', secrets)).to.deep.equal(['coreos', 'all']);
});

test('two secrets for one registry give two accounts, in the order of the pod', () => {
  const secrets = [secret({ 'reg.io': entry('one') }), secret({ 'reg.io': entry('two') })];
  expect(users('reg.io/a', secrets)).to.deep.equal(['one', 'two']);
});

test('dockercfg has no auths around its entries, and fields may stand plainly', () => {
  const old = secret({ 'reg.io': { username: 'pat', password: 'x' } }, 'kubernetes.io/dockercfg');
  expect(accountsFor('reg.io/a', [old])).to.deep.equal([{ user: 'pat', password: 'x' }]);
});

test('a secret of another type is passed over, whatever is in it', () => {
  expect(users('reg.io/a', [secret({ 'reg.io': entry('pat') }, 'Opaque')])).to.deep.equal([]);
});

test('credentials without a colon cannot be read', () => {
  const bad = secret({ 'reg.io': { auth: base64OfText('pat') } });
  expect(() => accountsFor('reg.io/a', [bad])).to.throw(SecretError, 'base64(username:password)');
});
