// Where an object lies in etcd, as refusals of a write to another object of that name show it.
//
// Source: kubernetes v1.20.2 pkg/kubeapiserver/default_storage_factory_builder.go, SpecialDefaultResourcePrefixes;
// staging/src/k8s.io/apiserver/pkg/storage/{interfaces,errors}.go, Preconditions.Check and NewInvalidObjError.
// Left out: custom resources lie under their group as well.

import type { AnyObject } from '../api/objects.ts';
import type { GroupResource } from '../api/status.ts';

const PREFIXES: Readonly<Record<string, string>> = {
  replicationcontrollers: 'controllers',
  endpoints: 'services/endpoints',
  nodes: 'minions',
  services: 'services/specs',
  ingresses: 'ingress',
  podsecuritypolicies: 'podsecuritypolicy',
};

/** `/registry/services/specs/default/web` */
export function storageKey({ resource }: GroupResource, { metadata }: AnyObject): string {
  const { namespace, name } = metadata;
  const where = namespace === undefined ? name : `${namespace}/${name}`;
  return `/registry/${PREFIXES[resource] ?? resource}/${where}`;
}

/** Why a write that means another object of that name is refused. */
export const otherObject = (key: string, meant: string, present: string | undefined): string =>
  `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ` +
  `Precondition failed: UID in precondition: ${meant}, UID in object meta: ${present ?? ''}`;
