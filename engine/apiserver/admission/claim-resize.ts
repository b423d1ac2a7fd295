// Only bound claims of a class that allows it may grow.
// Source: kubernetes v1.20.2 plugin/pkg/admission/storage/persistentvolume/resize/admission.go.

import { storageClassOf } from '../../api/claim-fit.ts';
import type { PersistentVolumeClaim, StorageClass } from '../../api/objects.ts';
import { compareQuantities } from '../../api/quantity/arithmetic.ts';
import { decodeQuantity } from '../../api/quantity/quantity.ts';
import type { ServerCore } from '../server-core.ts';
import { forbid } from './forbid.ts';
import type { AdmissionPlugin } from './plugin.ts';

const NOT_RESIZABLE =
  'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize';

const sizeOf = ({ spec }: PersistentVolumeClaim) => decodeQuantity(spec.resources?.requests?.storage ?? '0');

function isAllowed(claim: PersistentVolumeClaim, old: PersistentVolumeClaim, server: ServerCore): boolean {
  const name = storageClassOf(claim);
  if (name === '' || name !== storageClassOf(old)) return false;
  const found = server.store.get('StorageClass', undefined, name) as StorageClass | undefined;
  return found?.allowVolumeExpansion === true;
}

export const claimResize: AdmissionPlugin = {
  name: 'PersistentVolumeClaimResize',
  validate: (request, server) => {
    const { traits, operation, subresource } = request;
    if (traits.kind !== 'PersistentVolumeClaim' || operation !== 'update' || subresource !== undefined)
      return undefined;
    const claim = request.object as unknown as PersistentVolumeClaim;
    const old = request.old as unknown as PersistentVolumeClaim;
    if (compareQuantities(sizeOf(claim), sizeOf(old)) <= 0) return undefined;
    if (old.status?.phase !== 'Bound')
      return forbid(request, 'Only bound persistent volume claims can be expanded');
    return isAllowed(claim, old, server) ? undefined : forbid(request, NOT_RESIZABLE);
  },
};
