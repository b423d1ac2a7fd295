// How a Namespace ends: it is Terminating from the first request on, and stays for as long as its spec lists finalizers.
// Source: kubernetes v1.20.2 pkg/registry/core/namespace/storage/storage.go, Delete and ShouldDeleteNamespaceDuringUpdate.

import type { Namespace } from '../../api/objects.ts';
import type { RegistryHook } from './hook.ts';

export const namespaceHook: RegistryHook = {
  kind: 'Namespace',
  deletion: {
    isHeld: (object) => ((object as unknown as Namespace).spec.finalizers?.length ?? 0) > 0,
    begin: (object) => {
      const { deletionGracePeriodSeconds: _, ...metadata } = object.metadata;
      return { ...object, metadata, status: { ...(object.status as object), phase: 'Terminating' } };
    },
  },
};
