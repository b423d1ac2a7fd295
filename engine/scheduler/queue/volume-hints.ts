// Queueing hints of the plugins that look at volumes.
//
// Source: kubernetes v1.35.7 pkg/scheduler/framework/plugins: volumerestrictions/volume_restrictions.go,
// nodevolumelimits/csi.go, volumebinding/volume_binding.go and volumezone/volume_zone.go, isSchedulableAfter... .
// Left out: CSI drivers of inline volumes, and annotations of migrated plug-ins.

import type { CSINode, CSIStorageCapacity, PersistentVolume, StorageClass } from '../../api/objects.ts';
import { intValue } from '../../api/quantity/values.ts';
import type { PodInfo } from '../framework/pod-info.ts';
import { haveDiskConflict } from '../plugins/volumerestrictions/volume-restrictions.ts';
import { TOPOLOGY_LABELS } from '../plugins/volumezone/volume-zone.ts';
import { type ClusterEvent, differ } from './cluster-event.ts';

/** Names of the claims of a pod's volumes; ephemeral ones are named after pod and volume. */
function claimNames({ pod }: PodInfo): string[] {
  return (pod.spec.volumes ?? []).flatMap(
    ({ name, persistentVolumeClaim, ephemeral }) =>
      persistentVolumeClaim?.claimName ?? (ephemeral ? `${pod.metadata.name}-${name}` : []),
  );
}

function isOwnClaim(pod: PodInfo, { object }: ClusterEvent): boolean {
  if (object === undefined) return true;
  return object.metadata.namespace === pod.namespace && claimNames(pod).includes(object.metadata.name);
}

export function volumeRestrictionHint(pod: PodInfo, event: ClusterEvent): boolean {
  const { pod: other } = event;
  if (event.name === 'PvcAdd') return isOwnClaim(pod, event);
  if (other === undefined) return true;
  if (other.namespace !== pod.namespace) return false;
  const claims = claimNames(other);
  return haveDiskConflict(pod.pod, other.pod) || claimNames(pod).some((name) => claims.includes(name));
}

export function volumeLimitHint(pod: PodInfo, event: ClusterEvent): boolean {
  switch (event.name) {
    case 'PvcAdd':
      return isOwnClaim(pod, event);
    case 'AssignedPodDelete':
      return event.pod === undefined || claimNames(event.pod).length > 0;
    case 'VolumeAttachmentDelete':
      return claimNames(pod).length > 0;
    case 'CSINodeUpdate':
      return takesMore(event.object as unknown as CSINode, event.objectBefore as unknown as CSINode);
    default:
      return true;
  }
}

function takesMore({ spec }: CSINode, before: CSINode): boolean {
  const limits = new Map(before.spec.drivers.map(({ name, allocatable }) => [name, allocatable?.count ?? 0]));
  return spec.drivers.some(({ name, allocatable }) => (allocatable?.count ?? 0) > (limits.get(name) ?? 0));
}

export function volumeBindingHint(pod: PodInfo, event: ClusterEvent): boolean {
  const { object, objectBefore } = event;
  switch (event.name) {
    case 'PvcAdd':
    case 'PvcUpdate':
      return isOwnClaim(pod, event);
    case 'StorageClassUpdate':
      return differ(
        (object as unknown as StorageClass).allowedTopologies,
        (objectBefore as unknown as StorageClass).allowedTopologies,
      );
    case 'CSIStorageCapacityUpdate':
      return (
        limitOf(object as unknown as CSIStorageCapacity) >
        limitOf(objectBefore as unknown as CSIStorageCapacity)
      );
    case 'CSINodeUpdate':
    case 'CSIDriverUpdate':
      return false;
    default:
      return true;
  }
}

function limitOf({ maximumVolumeSize, capacity }: CSIStorageCapacity): number {
  const limit = maximumVolumeSize ?? capacity;
  return limit === undefined ? -1 : intValue(limit);
}

export function volumeZoneHint(pod: PodInfo, event: ClusterEvent): boolean {
  const { object, objectBefore } = event;
  switch (event.name) {
    case 'PvcAdd':
    case 'PvcUpdate':
      return isOwnClaim(pod, event);
    case 'PvUpdate':
      return differ(
        zonesOf(object as unknown as PersistentVolume),
        zonesOf(objectBefore as unknown as PersistentVolume),
      );
    default:
      return true;
  }
}

function zonesOf({ metadata }: PersistentVolume): readonly (string | undefined)[] {
  return TOPOLOGY_LABELS.map((key) => metadata.labels?.[key]);
}
