// Storage that is not on the node: what names it, so that all who refer to it see one tree, and what must be attached.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/api/core/v1/types.go, VolumeSource and PersistentVolumeSource; the
// attachable plugins: pkg/volume/*/attacher.go.

import type { World } from '../../client/component.ts';

type Source = Readonly<Record<string, unknown>>;

/** By source, the fields that name the storage. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  awsElasticBlockStore: ['volumeID'],
  azureDisk: ['diskURI'],
  azureFile: ['shareName'],
  cephfs: ['monitors', 'path'],
  cinder: ['volumeID'],
  csi: ['driver', 'volumeHandle'],
  fc: ['targetWWNs', 'lun', 'wwids'],
  flexVolume: ['driver', 'options'],
  flocker: ['datasetName', 'datasetUUID'],
  gcePersistentDisk: ['pdName'],
  glusterfs: ['endpoints', 'path'],
  iscsi: ['targetPortal', 'iqn', 'lun'],
  nfs: ['server', 'path'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  quobyte: ['registry', 'volume'],
  rbd: ['monitors', 'pool', 'image'],
  scaleIO: ['system', 'volumeName'],
  storageos: ['volumeNamespace', 'volumeName'],
  vsphereVolume: ['volumePath'],
};
const ATTACHABLE: ReadonlySet<string> = new Set([
  'awsElasticBlockStore',
  'azureDisk',
  'cinder',
  'gcePersistentDisk',
  'photonPersistentDisk',
  'vsphereVolume',
]);

/** Which network storage the sources name; undefined for others. */
export function networkSourceOf(
  sources: object,
): { kind: string; key: string; readOnly: boolean } | undefined {
  for (const [kind, value] of Object.entries(sources)) {
    const fields = IDENTITY[kind];
    if (fields === undefined || value === undefined) continue;
    const source = value as Source;
    const parts = fields.map((field) => JSON.stringify(source[field] ?? null));
    return { kind, key: `${kind} ${parts.join(' ')}`, readOnly: source.readOnly === true };
  }
  return undefined;
}

/** Whether a node must attach the storage before it mounts it. A CSI driver says so itself; default: yes. */
export function isAttachable(world: World, kind: string, sources: object): boolean {
  if (kind !== 'csi') return ATTACHABLE.has(kind);
  const { driver } = (sources as { csi: { driver: string } }).csi;
  return world.server.peek('CSIDriver', undefined, driver)?.spec.attachRequired !== false;
}
