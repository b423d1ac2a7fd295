// `kubectl set subject`: more users, groups and accounts for a RoleBinding or ClusterRoleBinding.
// Source: kubectl v0.32.0 pkg/cmd/set/set_subject.go.

import type { AnyObject } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { ALL_FLAG, CHANGE_FLAGS, LOCAL_FLAG, SELECTOR_FLAG } from '../command/global-flags.ts';
import { textFailure } from '../failure.ts';
import type { Info } from '../resource/info.ts';
import { changeAll, findForSet } from './set-objects.ts';

export const setSubject: Command = {
  name: 'subject',
  flags: [
    ...CHANGE_FLAGS.filter(({ name }) => name !== 'record'),
    ALL_FLAG,
    LOCAL_FLAG,
    SELECTOR_FLAG,
    { name: 'user', type: 'list' },
    { name: 'group', type: 'list' },
    { name: 'serviceaccount', type: 'list' },
  ],
  run,
};

interface Subject {
  readonly apiGroup?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

function run(call: Call): void {
  const infos = findForSet(call, call.args);
  const wanted = subjectsOf(call, infos);
  const texts = { operation: 'subjects updated', failed: 'failed to patch subjects to rolebinding: ' };
  changeAll(call, infos, texts, (object) => withSubjects(object, wanted));
}

function withSubjects(object: AnyObject, wanted: readonly Subject[]): AnyObject {
  if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding')
    throw textFailure('setting subjects is only supported for RoleBinding/ClusterRoleBinding');
  const { subjects = [] } = object as AnyObject & { subjects?: readonly Subject[] };
  const added = wanted.filter((one) => !subjects.some((other) => equalPlain(one, other)));
  return added.length === 0 ? object : ({ ...object, subjects: [...subjects, ...added] } as AnyObject);
}

function subjectsOf(call: Call, infos: readonly Info[]): readonly Subject[] {
  const { flags } = call;
  if (flags.bool('local') && call.dryRun === 'server')
    throw textFailure('cannot specify --local and --dry-run=server - did you mean --dry-run=client?');
  if (flags.bool('all') && flags.string('selector') !== '')
    throw textFailure('cannot set --all and --selector at the same time');
  const [users, groups, accounts] = ['user', 'group', 'serviceaccount'].map((name) => [
    ...new Set(flags.list(name)),
  ]) as [string[], string[], string[]];
  if (users.length + groups.length + accounts.length === 0)
    throw textFailure('you must specify at least one value of user, group or serviceaccount');
  return [
    ...users.sort().map((name) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name })),
    ...groups.sort().map((name) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name })),
    ...accounts.sort().map((text) => accountOf(call, text, infos)),
  ];
}

function accountOf(call: Call, text: string, infos: readonly Info[]): Subject {
  const [namespace = '', name = '', more] = text.split(':');
  if (name === '' || more !== undefined) throw textFailure('serviceaccount must be <namespace>:<name>');
  if (namespace === '' && infos.some(({ mapping }) => mapping.kind === 'ClusterRoleBinding'))
    throw textFailure('serviceaccount must be <namespace>:<name>, namespace must be specified');
  return { kind: 'ServiceAccount', name, namespace: namespace === '' ? call.namespace : namespace };
}
