// A dynamic provisioner: makes a volume for each claim of its classes, and removes the volume when its claim is gone.
//
// It is no part of Kubernetes. Clusters on one machine come with one that uses the node's disk, for the default class
// `standard`; others are installed. What the volumes are made of: sources.ts.
// Source: sig-storage-lib-external-provisioner v8 controller/controller.go, provisionClaimOperation and
// deleteVolumeOperation; minikube storage-provisioner for the class and the annotation.

import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../../api/objects.ts';
import { type Component, latencyOf } from '../../../client/component.ts';
import { type Informer, keyOf } from '../../../client/informer.ts';
import { hostPathSource, type VolumeSourceOf } from './sources.ts';

export const PROVISIONER = 'k8s.io/minikube-hostpath';
const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
const STORAGE_PROVISIONER = 'volume.beta.kubernetes.io/storage-provisioner';
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

/** The default class of a new cluster. */
export const STANDARD_STORAGE_CLASS = {
  kind: 'StorageClass',
  metadata: {
    name: 'standard',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
  provisioner: PROVISIONER,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
} as const;

/** @param component  its name is that of the provisioner, as classes give it */
export function startVolumeProvisioner(
  component: Component,
  sourceOf: VolumeSourceOf = hostPathSource,
): void {
  const { client, informers, kernel, recorder, world, name: provisioner } = component;
  const claims = informers.of('PersistentVolumeClaim') as Informer<
    'PersistentVolumeClaim',
    PersistentVolumeClaim
  >;
  const volumes = informers.of('PersistentVolume') as Informer<'PersistentVolume', PersistentVolume>;
  const classes = informers.of('StorageClass') as Informer<'StorageClass', StorageClass>;
  const durationMs = latencyOf(world, component.name, 'volumeProvision');
  const busy = new Set<string>();
  const later = (key: string, run: () => void): void => {
    if (busy.has(key)) return;
    busy.add(key);
    kernel.schedule({ delayMs: durationMs(), kind: 'volume provisioning' }, () => {
      busy.delete(key);
      run();
    });
  };
  const provision = (claim: PersistentVolumeClaim): void => {
    const name = claim.metadata.annotations?.[CLASS_ANNOTATION] ?? claim.spec.storageClassName ?? '';
    const storageClass = classes.getByKey(name);
    if (storageClass === undefined || !isWaiting(claim, storageClass, provisioner)) return;
    const key = keyOf(claim);
    if (busy.has(key)) return;
    const text = `External provisioner is provisioning volume for claim "${key}"`;
    recorder.event(claim, 'Normal', 'Provisioning', text);
    later(key, () => {
      const volume = provisionedVolume(claim, storageClass, { provisioner, sourceOf });
      const made = client.create('PersistentVolume', volume as never);
      if (made.ok)
        recorder.event(
          claim,
          'Normal',
          'ProvisioningSucceeded',
          `Successfully provisioned volume ${volume.metadata.name}`,
        );
    });
  };
  const remove = (volume: PersistentVolume): void => {
    if (!isGarbage(volume, provisioner)) return;
    later(volume.metadata.name, () => client.delete('PersistentVolume', undefined, volume.metadata.name));
  };
  claims.addHandler({ add: provision, update: provision });
  volumes.addHandler({ add: remove, update: remove });
}

function isWaiting(
  { metadata, spec }: PersistentVolumeClaim,
  storageClass: StorageClass,
  provisioner: string,
): boolean {
  const { volumeBindingMode } = storageClass;
  if (storageClass.provisioner !== provisioner || spec.volumeName || metadata.deletionTimestamp !== undefined)
    return false;
  if (metadata.annotations?.[STORAGE_PROVISIONER] !== provisioner) return false;
  return volumeBindingMode !== 'WaitForFirstConsumer' || metadata.annotations[SELECTED_NODE] !== undefined;
}

function isGarbage({ metadata, spec, status }: PersistentVolume, provisioner: string): boolean {
  return (
    metadata.annotations?.[PROVISIONED_BY] === provisioner &&
    metadata.deletionTimestamp === undefined &&
    spec.persistentVolumeReclaimPolicy === 'Delete' &&
    status.phase === 'Released'
  );
}

function provisionedVolume(
  claim: PersistentVolumeClaim,
  storageClass: StorageClass,
  { provisioner, sourceOf }: { readonly provisioner: string; readonly sourceOf: VolumeSourceOf },
) {
  const { namespace, name, uid, resourceVersion } = claim.metadata;
  const { accessModes, volumeMode, resources } = claim.spec;
  return {
    kind: 'PersistentVolume' as const,
    metadata: { name: `pvc-${uid}`, annotations: { [PROVISIONED_BY]: provisioner } },
    spec: {
      capacity: { storage: resources?.requests?.storage },
      accessModes,
      volumeMode,
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      ...(storageClass.mountOptions === undefined ? {} : { mountOptions: storageClass.mountOptions }),
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        namespace,
        name,
        uid,
        resourceVersion,
      },
      ...sourceOf({ claim, storageClass, volumeName: `pvc-${uid}` }),
    },
  };
}
