// What the controller manager itself can do with volumes of each kind: delete what is behind them, wipe it, or make new
// ones.
//
// Source: kubernetes v1.20.2 cmd/kube-controller-manager/app/plugins.go, ProbeControllerVolumePlugins; pkg/volume/
// hostpath/host_path.go; pkg/volume/plugins.go for the texts. Left out: migration of in-tree plugins to CSI.

import type { PersistentVolume } from '../../../api/objects.ts';
import { PROVISIONED_BY } from './names.ts';

export interface VolumePlugins {
  /** Deletes what is behind the volume; undefined when done, or why not. `external`: somebody else will. */
  readonly delete: (volume: PersistentVolume) => 'external' | { readonly error: string } | undefined;
  /** Wipes the volume; undefined when done, or why not. */
  readonly recycle: (volume: PersistentVolume) => { readonly error: string } | undefined;
  /** Whether the controller manager makes volumes of this provisioner itself; `unknown` for no provisioner at all. */
  readonly provisionerKind: (provisioner: string) => 'external' | 'unknown';
}

/** Sources whose in-tree plugins delete volumes in a cloud, which here always succeeds. */
const CLOUD_SOURCES = [
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cinder',
  'glusterfs',
  'rbd',
  'portworxVolume',
  'quobyte',
  'scaleIO',
  'storageos',
  'vsphereVolume',
] as const;

const IN_TREE_PREFIX = 'kubernetes.io/';

export const IN_TREE_PLUGINS: VolumePlugins = {
  delete: ({ metadata: { name, annotations = {} }, spec }) => {
    const provisioner = annotations[PROVISIONED_BY];
    if (provisioner !== undefined && !provisioner.startsWith(IN_TREE_PREFIX)) return 'external';
    if (spec.csi !== undefined) return 'external';
    if (spec.hostPath !== undefined) return deleteHostPath(spec.hostPath.path);
    if (CLOUD_SOURCES.some((source) => spec[source] !== undefined)) return undefined;
    return {
      error: `error getting deleter volume plugin for volume "${name}": no deletable volume plugin matched`,
    };
  },
  recycle: ({ spec }) =>
    spec.hostPath !== undefined || spec.nfs !== undefined
      ? undefined
      : { error: 'No recycler plugin found for the volume!' },
  // In-tree provisioners made volumes in clouds that are not there; their names and those of CSI drivers wait for a provisioner.
  provisionerKind: (provisioner) =>
    provisioner === 'kubernetes.io/no-provisioner' || provisioner === '' ? 'unknown' : 'external',
};

/** Only below /tmp, lest a test wipes a machine. */
function deleteHostPath(path: string): { readonly error: string } | undefined {
  if (/^\/tmp\/.+/.test(path)) return undefined;
  return { error: `host_path deleter only supports /tmp/.+ but received provided ${path}` };
}
