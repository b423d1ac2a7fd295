// Endpoints are stored in their canonical layout, whoever writes them.
// Source: kubernetes v1.20.2 pkg/registry/core/endpoint/strategy.go, Canonicalize.

import { repackSubsets } from '../../api/endpoints/repack-subsets.ts';
import type { AnyObject, Endpoints } from '../../api/objects.ts';
import type { RegistryHook } from './hook.ts';

function canonicalize(object: AnyObject): undefined {
  const endpoints = object as unknown as Endpoints;
  if (endpoints.subsets !== undefined) endpoints.subsets = repackSubsets(endpoints.subsets);
  return undefined;
}

export const endpointsHook: RegistryHook = {
  kind: 'Endpoints',
  beforeCreate: canonicalize,
  beforeUpdate: canonicalize,
};
