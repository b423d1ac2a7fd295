// `kubectl create rolebinding|clusterrolebinding`.
// Source: kubectl v0.32.0 pkg/cmd/create/create_{rolebinding,clusterrolebinding}.go.

import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import type { FlagSpec } from '../command/flags.ts';
import { textFailure } from '../failure.ts';
import { CREATE_FLAGS } from './create-workloads.ts';
import { nameArgument, newObject, requireFlags, sendNew } from './new-object.ts';

const SUBJECT_FLAGS: readonly FlagSpec[] = [
  { name: 'user', type: 'list' },
  { name: 'group', type: 'list' },
  { name: 'serviceaccount', type: 'list' },
];

const RBAC = 'rbac.authorization.k8s.io';
const API_VERSION = `${RBAC}/v1`;

export const createRoleBinding: Command = {
  name: 'rolebinding',
  flags: [
    ...CREATE_FLAGS,
    ...SUBJECT_FLAGS,
    { name: 'clusterrole', type: 'string' },
    { name: 'role', type: 'string' },
  ],
  run: (call) => {
    const name = nameArgument(call);
    const [clusterRole, role] = [call.flags.string('clusterrole'), call.flags.string('role')];
    if ((clusterRole === '') === (role === ''))
      throw textFailure('exactly one of clusterrole or role must be specified');
    const roleRef =
      role === ''
        ? { apiGroup: RBAC, kind: 'ClusterRole', name: clusterRole }
        : { apiGroup: RBAC, kind: 'Role', name: role };
    const type = { apiVersion: API_VERSION, kind: 'RoleBinding' };
    sendNew(call, newObject(call, type, { name }, { roleRef, ...subjectsOf(call) }), {
      failed: 'failed to create rolebinding: ',
    });
  },
};

export const createClusterRoleBinding: Command = {
  name: 'clusterrolebinding',
  flags: [...CREATE_FLAGS, ...SUBJECT_FLAGS, { name: 'clusterrole', type: 'string' }],
  run: (call) => {
    requireFlags(call, 'clusterrole');
    const name = nameArgument(call);
    const roleRef = { apiGroup: RBAC, kind: 'ClusterRole', name: call.flags.string('clusterrole') };
    const type = { apiVersion: API_VERSION, kind: 'ClusterRoleBinding', clusterScoped: true };
    sendNew(call, newObject(call, type, { name }, { roleRef, ...subjectsOf(call) }), {
      failed: 'failed to create clusterrolebinding: ',
    });
  },
};

function subjectsOf({ flags }: Call): { readonly subjects?: readonly object[] } {
  const subjects = [
    ...flags.list('user').map((name) => ({ apiGroup: RBAC, kind: 'User', name })),
    ...flags.list('group').map((name) => ({ apiGroup: RBAC, kind: 'Group', name })),
    ...flags.list('serviceaccount').map(accountOf),
  ];
  return subjects.length === 0 ? {} : { subjects };
}

function accountOf(text: string): object {
  const [namespace = '', name = '', more] = text.split(':');
  if (namespace === '' || name === '' || more !== undefined)
    throw textFailure('serviceaccount must be <namespace>:<name>');
  return { kind: 'ServiceAccount', name, namespace };
}
