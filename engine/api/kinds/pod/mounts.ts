// Volume mounts and raw block devices of a container.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidateVolumeMounts, ValidateVolumeDevices,
// validateMountPropagation (equal in 1.28 but for the text that names ephemeral volumes).

import type { Container } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { hasBacksteps, validateLocalDescendingPath } from '../../validation/local-path.ts';
import type { Problems } from '../../validation/problems.ts';
import type { ValidVolumes } from './volumes.ts';

type Mount = NonNullable<Container['volumeMounts']>[number];
type Device = NonNullable<Container['volumeDevices']>[number];

export function validateVolumeMounts(
  container: Container,
  volumes: ValidVolumes,
  path: FieldPath,
  problems: Problems,
): void {
  const devices = container.volumeDevices ?? [];
  const mountPaths = new Set<string>();
  (container.volumeMounts ?? []).forEach((mount, i) => {
    const at = path.index(i);
    const [name, mountPath] = [mount.name ?? '', mount.mountPath ?? ''];
    if (name === '') problems.required(at.child('name'));
    if (!volumes.has(name)) problems.notFound(at.child('name'), name);
    if (mountPath === '') problems.required(at.child('mountPath'));
    if (mountPaths.has(mountPath)) problems.invalid(at.child('mountPath'), mountPath, 'must be unique');
    mountPaths.add(mountPath);
    if (devices.some((device) => device.name === name)) {
      problems.invalid(at.child('name'), name, 'must not already exist in volumeDevices');
    }
    if (devices.some((device) => device.devicePath === mountPath)) {
      problems.invalid(at.child('mountPath'), mountPath, 'must not already exist as a path in volumeDevices');
    }
    validateSubPaths(mount, at, path, problems);
    if (mount.mountPropagation !== undefined) {
      validateMountPropagation(mount.mountPropagation, container, path.child('mountPropagation'), problems);
    }
  });
}

// Upstream leaves the index out of all but one of these paths.
function validateSubPaths(mount: Mount, at: FieldPath, list: FieldPath, problems: Problems): void {
  if (mount.subPath) validateLocalDescendingPath(mount.subPath, list.child('subPath'), problems);
  if (!mount.subPathExpr) return;
  if (mount.subPath) {
    problems.invalid(
      at.child('subPathExpr'),
      mount.subPathExpr,
      'subPathExpr and subPath are mutually exclusive',
    );
  }
  validateLocalDescendingPath(mount.subPathExpr, list.child('subPathExpr'), problems);
}

const MOUNT_PROPAGATIONS: readonly string[] = ['Bidirectional', 'HostToContainer', 'None'];

function validateMountPropagation(
  propagation: string,
  container: Container,
  path: FieldPath,
  problems: Problems,
): void {
  if (!MOUNT_PROPAGATIONS.includes(propagation)) problems.notSupported(path, propagation, MOUNT_PROPAGATIONS);
  if (propagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
    problems.forbidden(path, 'Bidirectional mount propagation is available only to privileged containers');
  }
}

export function validateVolumeDevices(
  container: Container,
  volumes: ValidVolumes,
  path: FieldPath,
  problems: Problems,
): void {
  const paths = new Set<string>();
  const names = new Set<string>();
  (container.volumeDevices ?? []).forEach((device, i) => {
    const at = path.index(i);
    const [name, devicePath] = [device.name ?? '', device.devicePath ?? ''];
    if (name === '') problems.required(at.child('name'));
    if (names.has(name)) problems.invalid(at.child('name'), name, 'must be unique');
    validateDeviceVolume(name, volumes, at.child('name'), problems);
    if (devicePath === '') problems.required(at.child('devicePath'));
    if (paths.has(devicePath)) problems.invalid(at.child('devicePath'), devicePath, 'must be unique');
    if (hasBacksteps(devicePath))
      problems.invalid(at.child('devicePath'), devicePath, "can not contain backsteps ('..')");
    else paths.add(devicePath);
    validateDeviceAgainstMounts(device, container.volumeMounts ?? [], at, problems);
    if (name !== '') names.add(name);
  });
}

function validateDeviceVolume(
  name: string,
  volumes: ValidVolumes,
  path: FieldPath,
  problems: Problems,
): void {
  const volume = volumes.get(name);
  if (volume === undefined) {
    problems.notFound(path, name);
    return;
  }
  const ephemeral = problems.has('genericEphemeralVolumes');
  if (volume.persistentVolumeClaim !== undefined || (ephemeral && volume.ephemeral !== undefined)) return;
  const types = ephemeral ? 'PersistentVolumeClaim or Ephemeral' : 'PersistentVolumeClaim';
  problems.invalid(path, name, `can only use volume source type of ${types} for block mode`);
}

function validateDeviceAgainstMounts(
  device: Device,
  mounts: readonly Mount[],
  at: FieldPath,
  problems: Problems,
): void {
  const [name, devicePath] = [device.name ?? '', device.devicePath ?? ''];
  if (mounts.some((mount) => mount.name === name)) {
    problems.invalid(at.child('name'), name, 'must not already exist in volumeMounts');
  }
  if (mounts.some((mount) => mount.mountPath === devicePath)) {
    problems.invalid(at.child('devicePath'), devicePath, 'must not already exist as a path in volumeMounts');
  }
}
