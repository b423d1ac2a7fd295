// What becomes of a StatefulSet's claims when it is scaled down or deleted: owners that let garbage collection take them.
//
// Pure. Under `whenDeleted: Delete` the set owns the claim; under `whenScaled: Delete` the pod owns it once it is
// condemned. Source: KEP-1847; kubernetes v1.28.0 pkg/controller/statefulset/stateful_set_utils.go,
// claimOwnerMatchesSetAndPod, updateClaimOwnerRefForSetAndPod, hasStaleOwnerRef.

import type {
  KubeObject,
  OwnerReference,
  PersistentVolumeClaim,
  Pod,
  StatefulSet,
} from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isInOrdinalRange } from './identity.ts';

export function retentionPolicy(set: StatefulSet): {
  readonly whenDeleted: string;
  readonly whenScaled: string;
} {
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  return { whenDeleted: policy?.whenDeleted ?? 'Retain', whenScaled: policy?.whenScaled ?? 'Retain' };
}

const isOwner = (claim: PersistentVolumeClaim, owner: KubeObject): boolean =>
  claim.metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid) ?? false;

// Who should own the claim: the condemned pod, the set, or nobody.
function wantedOwners(
  set: StatefulSet,
  pod: Pod,
  version: VersionProfile,
): { readonly set: boolean; readonly pod: boolean } {
  const { whenDeleted, whenScaled } = retentionPolicy(set);
  const podOwns = whenScaled === 'Delete' && !isInOrdinalRange(set, pod, version);
  return { set: whenDeleted === 'Delete' && !podOwns, pod: podOwns };
}

// Since 1.30 a claim that something else controls is left to that.
function isForeign(
  claim: PersistentVolumeClaim,
  set: StatefulSet,
  pod: Pod,
  version: VersionProfile,
): boolean {
  if (!version.has('statefulSetControlsClaims')) return false;
  const controller = claim.metadata.ownerReferences?.find((reference) => reference.controller === true);
  return (
    controller !== undefined && controller.uid !== set.metadata.uid && controller.uid !== pod.metadata.uid
  );
}

export function ownersMatchPolicy(
  claim: PersistentVolumeClaim,
  set: StatefulSet,
  pod: Pod,
  version: VersionProfile,
): boolean {
  const none = { set: false, pod: false };
  const wanted = isForeign(claim, set, pod, version) ? none : wantedOwners(set, pod, version);
  return isOwner(claim, set) === wanted.set && isOwner(claim, pod) === wanted.pod;
}

/** A copy of the claim owned as the policy wants it. */
export function withPolicyOwners(
  claim: PersistentVolumeClaim,
  set: StatefulSet,
  pod: Pod,
  version: VersionProfile,
): PersistentVolumeClaim {
  const none = { set: false, pod: false };
  const wanted = isForeign(claim, set, pod, version) ? none : wantedOwners(set, pod, version);
  const controls = version.has('statefulSetControlsClaims');
  let owners = claim.metadata.ownerReferences ?? [];
  const settle = (owner: KubeObject, kind: string, apiVersion: string, wants: boolean): void => {
    const { name, uid } = owner.metadata;
    const has = owners.some((reference) => reference.uid === uid);
    if (has && !wants) owners = owners.filter((reference) => reference.uid !== uid);
    if (has || !wants) return;
    const reference: OwnerReference = { apiVersion, kind, name, uid };
    owners = [...owners, controls ? { ...reference, controller: true, blockOwnerDeletion: true } : reference];
  };
  settle(set, 'StatefulSet', 'apps/v1', wanted.set);
  settle(pod, 'Pod', 'v1', wanted.pod);
  const { ownerReferences: _old, ...metadata } = claim.metadata;
  return { ...claim, metadata: owners.length === 0 ? metadata : { ...metadata, ownerReferences: owners } };
}

/** Whether the claim belongs to an earlier pod of the same name, whose deletion will take it along. */
export const hasStaleOwner = (claim: PersistentVolumeClaim, pod: Pod): boolean =>
  claim.metadata.ownerReferences?.some(
    ({ name, uid }) => name === pod.metadata.name && uid !== pod.metadata.uid,
  ) ?? false;
