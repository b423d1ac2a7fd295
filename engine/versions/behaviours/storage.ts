// Volumes, claims, storage classes and CSI objects.

import type { BehaviourRows } from './rows.ts';

export const STORAGE_BEHAVIOURS = {
  // CSIDriver: metadata is checked, and of the spec only some fields are immutable. Source: read in the 1.28 tree; not in 1.20.
  csiDriverSpecMutable: { from: 23 },
  // A CSINode's node id may have 192 bytes, before 128. Source: read in the 1.28 tree; not in 1.20.
  csiLongNodeID: { from: 22 },
  // A wrong topology key of a CSINode is shown alone, not with all keys. Source: read in the 1.28 tree; not in 1.20.
  csiTopologyKeyShownAlone: { from: 28 },
  // `nodePublishSecretRef` in the path of its problem, without a space behind. Source: read in the 1.28 tree, not in 1.20.
  csiSecretPathWithoutSpace: { from: 27 },
  // Secrets of CSI volumes are named by subdomains, and errors name the reference. Source: read in the 1.28 tree; not in 1.20.
  csiSecretReferenceChecked: { from: 24 },
  // CSIDriver tokenRequests and requiresRepublish. Source: KEP-1855, on by default in 1.21.
  csiServiceAccountToken: { from: 21 },
  // Room reported by CSI drivers is looked at. Source: KEP-1472, on by default in 1.21.
  csiStorageCapacity: { from: 21 },
  // CSIDriver fsGroupPolicy. Source: KEP-1682, on by default in 1.20.
  csiVolumeFSGroupPolicy: { from: 20 },
  // Of several default StorageClasses the newest is taken; before, admission fails. Source: KEP-3333, kubernetes v1.26.0.
  defaultStorageClassIsNewest: { from: 26 },
  // The event ExternalProvisioning says what to look at. Source: kubernetes v1.28.0 pv_controller.go; pull 119113 (1.28).
  externalProvisioningNamesRemedy: { from: 28 },
  // A StorageClass's bad provisioner is shown in lower case. Source: read in the 1.28 tree; not in 1.20.
  provisionerShownInLowerCase: { from: 24 },
  // A volume's node affinity may go from a beta label to its GA name. Source: read in the 1.28 tree; not in 1.20.
  pvNodeAffinityLabelUpgrade: { from: 24 },
  // A new volume is Pending from the start. Source: KEP-3762, PersistentVolumeLastPhaseTransitionTime, beta in 1.29.
  pvPendingOnCreate: { from: 29 },
  // PersistentVolumeClaim spec.dataSourceRef. Source: KEP-1495, on by default in 1.24.
  pvcDataSourceRef: { from: 24 },
  // A dataSource without group other than a claim is explained. Source: read in the 1.28 tree; not in 1.20.
  pvcDataSourceTextNamesKind: { from: 24 },
  // A claim's request may shrink down to its capacity. Source: KEP-1790, on by default in 1.32.
  pvcRecoverFromExpansionFailure: { from: 32 },
  // A claim without a class gets one later. Source: KEP-3333, on by default in 1.26.
  pvcRetroactiveStorageClass: { from: 26 },
  // The access mode ReadWriteOncePod. Source: KEP-2485, on by default in 1.27.
  readWriteOncePod: { from: 27 },
  // CSIDriver seLinuxMount. Source: KEP-1710, gate SELinuxMountReadWriteOncePod, on by default in 1.27.
  seLinuxMountReadWriteOncePod: { from: 27 },
  // Claims name their provisioner under volume.kubernetes.io/storage-provisioner too. Source: kubernetes pull 104590 (1.23).
  storageProvisionerAnnotation: { from: 23 },
  // spec.volumeAttributesClassName. Source: KEP-3751, on by default in 1.34.
  volumeAttributesClass: { from: 34 },
} as const satisfies BehaviourRows;
