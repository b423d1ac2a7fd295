// Defaults of volumes.
//
// Source: kubernetes v1.20.2 pkg/apis/core/v1/defaults.go, SetDefaults_<Type>VolumeSource; v1.33.0 for image volumes.

import type { Volume } from '../../objects.ts';
import { defaultPullPolicy } from '../../pod/image-name.ts';
import { dropZero } from '../zero-values.ts';
import { setClaimSpecDefaults } from './claim-defaults.ts';
import { canonicalQuantity } from './resource-list.ts';

const FILE_MODE = 0o644;
const TOKEN_EXPIRATION_SECONDS = 3600;

export function setVolumeDefaults(volume: Volume): void {
  // A volume without a type is an empty directory.
  if (Object.keys(volume).every((key) => key === 'name')) volume.emptyDir = {};
  const { emptyDir, hostPath, secret, configMap, projected, downwardAPI } = volume;
  if (emptyDir !== undefined) {
    dropZero(emptyDir, 'medium');
    if (emptyDir.sizeLimit !== undefined) emptyDir.sizeLimit = canonicalQuantity(emptyDir.sizeLimit);
  }
  if (hostPath !== undefined) hostPath.type ??= '';
  for (const source of [secret, configMap, downwardAPI]) {
    if (source === undefined) continue;
    source.defaultMode ??= FILE_MODE;
    dropZero(source, 'items');
  }
  if (downwardAPI !== undefined) setFileDefaults(downwardAPI.items);
  if (projected !== undefined) setProjectionDefaults(projected);
  if (volume.persistentVolumeClaim !== undefined) dropZero(volume.persistentVolumeClaim, 'readOnly');
  if (volume.nfs !== undefined) dropZero(volume.nfs, 'readOnly');
  if (volume.ephemeral?.volumeClaimTemplate?.spec !== undefined) {
    volume.ephemeral.volumeClaimTemplate.metadata ??= {};
    setClaimSpecDefaults(volume.ephemeral.volumeClaimTemplate.spec);
  }
  if (volume.image !== undefined) volume.image.pullPolicy ||= defaultPullPolicy(volume.image.reference ?? '');
  setStorageDefaults(volume);
}

type DownwardFile = NonNullable<NonNullable<Volume['downwardAPI']>['items']>[number];

function setFileDefaults(files: readonly DownwardFile[] | undefined): void {
  for (const { fieldRef, resourceFieldRef } of files ?? []) {
    if (fieldRef !== undefined) fieldRef.apiVersion ||= 'v1';
    if (resourceFieldRef !== undefined)
      resourceFieldRef.divisor = canonicalQuantity(resourceFieldRef.divisor ?? '0');
  }
}

function setProjectionDefaults(projected: NonNullable<Volume['projected']>): void {
  projected.defaultMode ??= FILE_MODE;
  for (const { downwardAPI, serviceAccountToken, secret, configMap } of projected.sources ?? []) {
    if (downwardAPI !== undefined) setFileDefaults(downwardAPI.items);
    if (serviceAccountToken !== undefined) {
      serviceAccountToken.expirationSeconds ??= TOKEN_EXPIRATION_SECONDS;
      dropZero(serviceAccountToken, 'audience');
    }
    dropZero(secret, 'items');
    dropZero(configMap, 'items');
  }
}

function setStorageDefaults({
  iscsi,
  azureDisk,
  rbd,
  scaleIO,
  gcePersistentDisk,
  awsElasticBlockStore,
}: Volume): void {
  if (iscsi !== undefined) {
    dropZero(iscsi, 'fsType', 'readOnly', 'portals', 'chapAuthDiscovery', 'chapAuthSession');
    iscsi.iscsiInterface ||= 'default';
  }
  if (azureDisk !== undefined) {
    azureDisk.cachingMode ??= 'ReadWrite';
    azureDisk.kind ??= 'Shared';
    azureDisk.fsType ??= 'ext4';
    azureDisk.readOnly ??= false;
  }
  if (rbd !== undefined) {
    dropZero(rbd, 'fsType', 'readOnly');
    rbd.pool ||= 'rbd';
    rbd.user ||= 'admin';
    rbd.keyring ||= '/etc/ceph/keyring';
  }
  if (scaleIO !== undefined) {
    scaleIO.storageMode ||= 'ThinProvisioned';
    scaleIO.fsType ||= 'xfs';
    // Its field has no omitempty: Go writes the missing reference out.
    scaleIO.secretRef ??= null as never;
  }
  dropZero(gcePersistentDisk, 'fsType', 'partition', 'readOnly');
  dropZero(awsElasticBlockStore, 'fsType', 'partition', 'readOnly');
}
