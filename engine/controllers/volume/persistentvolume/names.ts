// Annotations by which the volume controllers tell each other what they did, and the class of claims and volumes.
//
// Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/util/util.go; pkg/apis/core/v1/helper/helpers.go.

import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/objects.ts';

/** On a claim: the binding is complete; a volume that is missing from now on is lost. */
export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
/** On a claim or volume: the controller made the binding, and may take it back. */
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';
/** On a volume: who made it. */
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
/** On a claim: the node that the scheduler chose for its first pod. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
/** On a claim: who shall make its volume. Both names are written from 1.23 on. */
export const STORAGE_PROVISIONER_BETA = 'volume.beta.kubernetes.io/storage-provisioner';
export const STORAGE_PROVISIONER = 'volume.kubernetes.io/storage-provisioner';
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

type Stored = PersistentVolume | PersistentVolumeClaim;

export const hasMark = ({ metadata }: Stored, name: string): boolean =>
  metadata.annotations?.[name] !== undefined;

export const marked = <T extends Stored>(object: T, marks: Readonly<Record<string, string>>): T => ({
  ...object,
  metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...marks } },
});

/** Whether the claim leaves its class to the cluster. */
export const hasNoClass = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  metadata.annotations?.[CLASS_ANNOTATION] === undefined && spec.storageClassName === undefined;
