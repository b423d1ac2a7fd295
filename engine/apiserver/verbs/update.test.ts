import { test } from 'node:test';
import { expect } from 'chai';
import { testSession } from '../../kubectl/test-session.ts';

// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/interfaces.go, Preconditions.Check.
test('a whole object that means another one of its name is refused, a patch of the uid is invalid', () => {
  const uid = '6cb9c66a-6e3c-4f5e-8b8e-1e0f5d0c7a11';
  const session = testSession({ minor: 20 });
  const { server } = session.session;
  const actor = { actor: 'test' };
  const input = { kind: 'ConfigMap', metadata: { name: 'c', namespace: 'default' }, data: { a: '1' } };
  const made = server.create(input as never, actor);
  const stored = made.ok ? made.object.metadata.uid : '';
  const other = { ...input, metadata: { ...input.metadata, uid } };
  const refused = server.update(other as never, actor);
  expect(refused.ok ? '' : refused.status.message).to.equal(
    'Operation cannot be fulfilled on configmaps "c": StorageError: invalid object, Code: 4, ' +
      'Key: /registry/configmaps/default/c, ResourceVersion: 0, AdditionalErrorMsg: ' +
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${stored}`,
  );
  const patch = { type: 'merge', patch: { metadata: { uid } } } as const;
  const patched = server.patch('ConfigMap', 'default', 'c', patch, actor);
  expect(patched.ok ? '' : patched.status.message).to.contain('metadata.uid: Invalid value');
});
