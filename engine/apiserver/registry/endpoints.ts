// Until 1.19 Endpoints are stored in their canonical layout, whoever writes them.
// Source: kubernetes v1.19.0 pkg/registry/core/endpoint/strategy.go, Canonicalize. Left out: that layout orders by the
// hashes of the server's own types, which differ from those of the clients'.

import { repackSubsets } from '../../api/endpoints/repack-subsets.ts';
import type { AnyObject, Endpoints } from '../../api/objects.ts';
import type { ServerCore } from '../server-core.ts';
import type { RegistryHook } from './hook.ts';

function canonicalize(object: AnyObject, { version }: ServerCore): undefined {
  if (version.has('endpointsStoredAsWritten')) return undefined;
  const endpoints = object as unknown as Endpoints;
  if (endpoints.subsets !== undefined) endpoints.subsets = repackSubsets(endpoints.subsets);
  return undefined;
}

export const endpointsHook: RegistryHook = {
  kind: 'Endpoints',
  beforeCreate: canonicalize,
  beforeUpdate: (object, _old, server) => canonicalize(object, server),
};
