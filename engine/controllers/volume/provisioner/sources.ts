// What a provisioned volume is made of: a folder of the node, or storage that a driver attaches where it is needed.
//
// Differs: which source a provisioner writes is its own affair; here those named like CSI drivers write CSI volumes, and
// those named `vendor/driver`, which no CSI driver can be, FlexVolumes, as provisioners did before CSI.
// Source: minikube storage-provisioner for the folder; kubernetes v1.20.2 pkg/apis/core/validation/validation.go,
// ValidateCSIDriverName; Rook v0.8 pkg/operator/ceph/provisioner/provisioner.go for the options of a FlexVolume.

import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../../api/objects.ts';

export type VolumeSourceOf = (wanted: {
  readonly claim: PersistentVolumeClaim;
  readonly storageClass: StorageClass;
  readonly volumeName: string;
}) => Pick<PersistentVolume['spec'], 'hostPath' | 'csi' | 'flexVolume'>;

export const hostPathSource: VolumeSourceOf = ({ claim: { metadata } }) => ({
  hostPath: { path: `/tmp/hostpath-provisioner/${metadata.namespace}/${metadata.name}` },
});

/** @param provisioner  as classes name it: `rbd.csi.ceph.com`, `ceph.rook.io/block` */
export function networkSource(provisioner: string): VolumeSourceOf {
  return ({ storageClass, volumeName }) => {
    if (!provisioner.includes('/')) return { csi: { driver: provisioner, volumeHandle: volumeName } };
    const { parameters, metadata } = storageClass;
    const options = { ...parameters, image: volumeName, storageClass: metadata.name };
    return { flexVolume: { driver: provisioner, fsType: 'ext4', options } };
  };
}
