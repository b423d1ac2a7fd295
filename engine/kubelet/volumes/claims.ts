// From a pod's claim to the volume behind it.
//
// Source: kubernetes v1.20.2 pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go, createVolumeSpec,
// getPVCExtractPV and getPVSpec.

import type { PersistentVolume, Pod, Volume } from '../../api/objects.ts';
import type { Kubelet } from '../kubelet.ts';
import type { SetUpProblem } from './tree.ts';

export interface BoundClaim {
  readonly volume: PersistentVolume;
  readonly readOnly: boolean;
}

/** The claim that the volume names, or the one made for it; undefined for volumes without a claim. */
export function claimNameOf(pod: Pod, volume: Volume): string | undefined {
  if (volume.persistentVolumeClaim !== undefined) return volume.persistentVolumeClaim.claimName;
  return volume.ephemeral === undefined ? undefined : `${pod.metadata.name}-${volume.name}`;
}

/** Reads the claim and its volume live, as upstream does. */
export function boundClaim(
  kubelet: Kubelet,
  pod: Pod,
  volume: Volume,
  claimName: string,
): BoundClaim | SetUpProblem {
  const { namespace = '' } = pod.metadata;
  const fail = (reason: string): SetUpProblem => ({
    problem: `error processing PVC ${namespace}/${claimName}: ${reason}`,
  });
  const read = kubelet.client.get('PersistentVolumeClaim', namespace, claimName);
  if (!read.ok) return fail(`failed to fetch PVC from API server: ${read.status.message}`);
  const { metadata, spec, status } = read.object;
  if (metadata.deletionTimestamp !== undefined) return fail('PVC is being deleted');
  if (status?.phase !== 'Bound') return fail('PVC is not bound');
  if ((spec.volumeName ?? '') === '') return fail('PVC has empty pvc.Spec.VolumeName');
  const isOwned = metadata.ownerReferences?.some(
    (ref) => ref.controller === true && ref.uid === pod.metadata.uid,
  );
  if (volume.ephemeral !== undefined && isOwned !== true) return fail('not the ephemeral PVC for the pod');
  const name = spec.volumeName ?? '';
  const found = kubelet.client.get('PersistentVolume', undefined, name);
  if (!found.ok) return fail(`failed to fetch PV ${name} from API server: ${found.status.message}`);
  const { claimRef } = found.object.spec;
  const wrong = `found PV object ${name} but it`;
  if (claimRef === undefined)
    return fail(`${wrong} has a nil pv.Spec.ClaimRef indicating it is not yet bound to the claim`);
  if (claimRef.uid !== metadata.uid) {
    return fail(
      `${wrong}s pv.Spec.ClaimRef.UID ${claimRef.uid ?? ''} does not point to claim.UID ${metadata.uid}`,
    );
  }
  return { volume: found.object, readOnly: volume.persistentVolumeClaim?.readOnly === true };
}
