// Disks that only one pod, or only readers, may use at a time: GCE, AWS, iSCSI and RBD volumes written into the pod, and
// claims with the access mode ReadWriteOncePod.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go.

import type { Pod, Volume } from '../../../api/objects.ts';
import type { FilterPlugin, FilterRun } from '../../framework/plugin.ts';
import type { PodInfo } from '../../framework/pod-info.ts';
import { unresolvable, unschedulable } from '../../framework/status.ts';

const NAME = 'VolumeRestrictions';
const DISK_TAKEN = unschedulable(NAME, 'node(s) had no available disk');
const CLAIM_TAKEN = unschedulable(
  NAME,
  'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode',
);

export const volumeRestrictions: FilterPlugin = {
  name: NAME,
  prepareFilter({ pod, snapshot, view, version }) {
    const volumes = pod.pod.spec.volumes ?? [];
    const disks = volumes.filter((v) => v.gcePersistentDisk ?? v.awsElasticBlockStore ?? v.rbd ?? v.iscsi);
    const exclusive = new Set<string>();
    let users = 0;
    if (version.has('readWriteOncePod')) {
      for (const name of claimNames(volumes)) {
        const claim = view.persistentVolumeClaim(pod.namespace, name);
        if (claim === undefined) return unresolvable(NAME, `persistentvolumeclaim "${name}" not found`);
        if (!claim.spec.accessModes?.includes('ReadWriteOncePod')) continue;
        exclusive.add(name);
        if (snapshot.claimUsers(pod.namespace, name) > 0) users += 1;
      }
    }
    return disks.length === 0 && users === 0
      ? undefined
      : run(disks, { exclusive, users, namespace: pod.namespace });
  },
};

interface ClaimUse {
  readonly exclusive: ReadonlySet<string>;
  readonly namespace: string;
  users: number;
}

function run(disks: readonly Volume[], use: ClaimUse): FilterRun {
  const countUse = ({ pod }: PodInfo, sign: 1 | -1): void => {
    for (const name of claimNames(pod.spec.volumes ?? [])) if (use.exclusive.has(name)) use.users += sign;
  };
  return {
    check: (node) => {
      for (const disk of disks) {
        for (const other of node.pods) {
          if (other.pod.spec.volumes?.some((volume) => areConflicting(disk, volume))) return DISK_TAKEN;
        }
      }
      return use.users > 0 ? CLAIM_TAKEN : undefined;
    },
    addPod: (pod) => countUse(pod, 1),
    removePod: (pod) => countUse(pod, -1),
    fork: () => run(disks, { ...use }),
  };
}

/** Whether one of the pod's disks cannot be used beside the other pod's. */
export function haveDiskConflict({ spec }: Pod, other: Pod): boolean {
  return (spec.volumes ?? []).some((disk) =>
    other.spec.volumes?.some((volume) => areConflicting(disk, volume)),
  );
}

function claimNames(volumes: readonly Volume[]): string[] {
  return volumes.flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? []);
}

interface MaybeReadOnly {
  readonly readOnly?: boolean;
}

const areReaders = (a: MaybeReadOnly, b: MaybeReadOnly): boolean =>
  a.readOnly === true && b.readOnly === true;

function areConflicting(a: Volume, b: Volume): boolean {
  if (a.gcePersistentDisk && b.gcePersistentDisk) {
    const [disk, other] = [a.gcePersistentDisk, b.gcePersistentDisk];
    if (disk.pdName === other.pdName && !areReaders(disk, other)) return true;
  }
  if (a.awsElasticBlockStore && a.awsElasticBlockStore.volumeID === b.awsElasticBlockStore?.volumeID)
    return true;
  if (a.iscsi && b.iscsi && a.iscsi.iqn === b.iscsi.iqn && !areReaders(a.iscsi, b.iscsi)) return true;
  if (a.rbd && b.rbd) {
    const [image, other] = [a.rbd, b.rbd];
    const isSame =
      image.monitors.some((monitor) => other.monitors.includes(monitor)) &&
      (image.pool ?? 'rbd') === (other.pool ?? 'rbd') &&
      image.image === other.image;
    return isSame && !areReaders(image, other);
  }
  return false;
}
