// Claims and volumes get a finalizer, so that they stay as long as somebody uses them.
// Source: kubernetes v1.20.2 plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go.

import type { AdmissionPlugin } from './plugin.ts';

/** Source: pkg/volume/util/finalizer.go. */
const FINALIZERS: Readonly<Record<string, string>> = {
  PersistentVolume: 'kubernetes.io/pv-protection',
  PersistentVolumeClaim: 'kubernetes.io/pvc-protection',
};

export const storageObjectInUseProtection: AdmissionPlugin = {
  name: 'StorageObjectInUseProtection',
  mutate: ({ traits, operation, subresource, object: { metadata } }) => {
    const finalizer = FINALIZERS[traits.kind];
    if (finalizer === undefined || operation !== 'create' || subresource !== undefined) return undefined;
    if (metadata.finalizers?.includes(finalizer) === true) return undefined;
    metadata.finalizers = [...(metadata.finalizers ?? []), finalizer];
    return undefined;
  },
};
