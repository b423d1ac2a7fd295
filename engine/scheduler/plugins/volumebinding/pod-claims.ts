// The claims of a pod by what the scheduler must do for them: bound ones restrict the node, unbound ones of a class
// that waits for the first consumer are bound here, other unbound ones make the pod wait.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/volumebinding/volume_binding.go, podHasPVCs; and
// pkg/controller/volume/scheduling/scheduler_binder.go, GetPodVolumes.

import { storageClassOf } from '../../../api/claim-fit.ts';
import type { PersistentVolumeClaim, Pod } from '../../../api/objects.ts';
import type { VersionProfile } from '../../../versions/profile.ts';
import type { ClusterView } from '../../framework/cluster-view.ts';

export const BIND_COMPLETED_ANNOTATION = 'pv.kubernetes.io/bind-completed';
export const SELECTED_NODE_ANNOTATION = 'volume.kubernetes.io/selected-node';

export interface PodClaims {
  readonly bound: readonly PersistentVolumeClaim[];
  readonly delayed: readonly PersistentVolumeClaim[];
  readonly immediate: readonly PersistentVolumeClaim[];
}

type Found = { readonly claims: PodClaims } | { readonly problem: string };

/** The claim's name, and whether the pod's own ephemeral volume makes it. */
export interface ClaimName {
  readonly name: string;
  readonly isEphemeral: boolean;
}

export function claimNamesOf(pod: Pod, version: VersionProfile): ClaimName[] {
  return (pod.spec.volumes ?? []).flatMap((volume): ClaimName[] => {
    if (volume.persistentVolumeClaim)
      return [{ name: volume.persistentVolumeClaim.claimName, isEphemeral: false }];
    if (volume.ephemeral && version.has('genericEphemeralVolumes')) {
      return [{ name: `${pod.metadata.name}-${volume.name}`, isEphemeral: true }];
    }
    return [];
  });
}

/** @returns the claims, or upstream's text of what is wrong with one of them */
export function podClaims(pod: Pod, view: ClusterView, version: VersionProfile): Found {
  const namespace = pod.metadata.namespace;
  const bound: PersistentVolumeClaim[] = [];
  const delayed: PersistentVolumeClaim[] = [];
  const immediate: PersistentVolumeClaim[] = [];
  for (const wanted of claimNamesOf(pod, version)) {
    const claim = view.persistentVolumeClaim(namespace, wanted.name);
    const problem = problemOf(claim, wanted, pod, version);
    if (problem !== undefined) return { problem };
    if (isFullyBound(claim!)) bound.push(claim!);
    else if (isDelayed(claim!, view) && !claim!.spec.volumeName) delayed.push(claim!);
    else immediate.push(claim!);
  }
  return { claims: { bound, delayed, immediate } };
}

function problemOf(
  claim: PersistentVolumeClaim | undefined,
  { name, isEphemeral }: ClaimName,
  pod: Pod,
  version: VersionProfile,
): string | undefined {
  if (claim === undefined) {
    if (!isEphemeral || !version.has('ephemeralClaimMessageSaysWaiting'))
      return `persistentvolumeclaim "${name}" not found`;
    return `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`;
  }
  if (claim.status.phase === 'Lost' && version.has('lostClaimRefusesNodes')) {
    return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName ?? ''}"`;
  }
  if (claim.metadata.deletionTimestamp !== undefined)
    return `persistentvolumeclaim "${name}" is being deleted`;
  const isOwned = claim.metadata.ownerReferences?.some(
    (owner) => owner.controller && owner.uid === pod.metadata.uid,
  );
  if (isEphemeral && !isOwned) {
    const namespace = pod.metadata.namespace;
    return version.has('ephemeralClaimMessageSaysWaiting')
      ? `PVC ${namespace}/${name} was not created for pod ${namespace}/${pod.metadata.name} (pod is not owner)`
      : `persistentvolumeclaim "${name}" was not created for the pod`;
  }
  return undefined;
}

export function isFullyBound({ metadata, spec }: PersistentVolumeClaim): boolean {
  return Boolean(spec.volumeName) && metadata.annotations?.[BIND_COMPLETED_ANNOTATION] !== undefined;
}

function isDelayed(claim: PersistentVolumeClaim, view: ClusterView): boolean {
  return view.storageClass(storageClassOf(claim))?.volumeBindingMode === 'WaitForFirstConsumer';
}
