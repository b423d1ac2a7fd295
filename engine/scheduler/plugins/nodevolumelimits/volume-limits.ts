// How many volumes of one kind a node takes: in-tree disks by fixed limits, CSI drivers by what their CSINode says.
//
// Volumes that a pod shares with one already there count once.
// Left out: in-tree disks that were migrated to a CSI driver are counted as in-tree ones.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/nodevolumelimits/{non_csi,csi}.go.

import { storageClassOf } from '../../../api/claim-fit.ts';
import type { PersistentVolume, PersistentVolumeClaim, Volume } from '../../../api/objects.ts';
import type { NodeInfo } from '../../framework/node-info.ts';
import type { Cycle, FilterPlugin } from '../../framework/plugin.ts';
import { unschedulable } from '../../framework/status.ts';

const REASON = 'node(s) exceed max volume count';

interface DiskKind {
  readonly plugin: string;
  readonly provisioner: string;
  readonly limitKey: string;
  /** The id of the disk in a pod's volume or in a persistent volume. */
  readonly idOf: (source: Volume | PersistentVolume['spec']) => string | undefined;
  readonly limitOf: (instanceType: string) => number;
}

// Source: pkg/volume/util/attach_limit.go, EBSNitroLimitRegex and the limits beside it.
const EBS_NITRO = /^[cmr]5.*|t3|z1d/;

const EBS: DiskKind = {
  plugin: 'EBSLimits',
  provisioner: 'kubernetes.io/aws-ebs',
  limitKey: 'attachable-volumes-aws-ebs',
  idOf: (source) => source.awsElasticBlockStore?.volumeID,
  limitOf: (instanceType) => (EBS_NITRO.test(instanceType) ? 25 : 39),
};
const GCE_PD: DiskKind = {
  plugin: 'GCEPDLimits',
  provisioner: 'kubernetes.io/gce-pd',
  limitKey: 'attachable-volumes-gce-pd',
  idOf: (source) => source.gcePersistentDisk?.pdName,
  limitOf: () => 16,
};
const AZURE_DISK: DiskKind = {
  plugin: 'AzureDiskLimits',
  provisioner: 'kubernetes.io/azure-disk',
  limitKey: 'attachable-volumes-azure-disk',
  idOf: (source) => source.azureDisk?.diskName,
  limitOf: () => 16,
};

function instanceType({ labels }: NodeInfo): string {
  return labels['beta.kubernetes.io/instance-type'] ?? labels['node.kubernetes.io/instance-type'] ?? '';
}

type Counted = (volume: Volume, namespace: string) => string | undefined;

// Ids of what the volumes count as, each once.
function ids(volumes: readonly Volume[] | undefined, namespace: string, counted: Counted): string[] {
  return (volumes ?? []).flatMap((volume) => counted(volume, namespace) ?? []);
}

function diskLimit(kind: DiskKind): FilterPlugin {
  const refused = unschedulable(kind.plugin, REASON);
  return {
    name: kind.plugin,
    prepareFilter(cycle) {
      const counted: Counted = (volume, namespace) =>
        kind.idOf(volume) ?? claimedDisk(kind, volume, namespace, cycle);
      const wanted = new Set(ids(cycle.pod.pod.spec.volumes, cycle.pod.namespace, counted));
      if (wanted.size === 0) return undefined;
      return {
        check: (node) => {
          const present = new Set(
            node.pods.flatMap(({ pod, namespace }) => ids(pod.spec.volumes, namespace, counted)),
          );
          const limit = node.allocatable.scalars?.get(kind.limitKey) ?? kind.limitOf(instanceType(node));
          for (const id of wanted) present.add(id);
          return present.size > limit ? refused : undefined;
        },
      };
    },
  };
}

// An unbound claim of a class that makes such disks counts as one, under its own name.
function claimedDisk(kind: DiskKind, volume: Volume, namespace: string, { view }: Cycle): string | undefined {
  const name = volume.persistentVolumeClaim?.claimName;
  const claim = name === undefined ? undefined : view.persistentVolumeClaim(namespace, name);
  if (claim === undefined) return undefined;
  const disk = claim.spec.volumeName ? view.persistentVolume(claim.spec.volumeName) : undefined;
  if (disk !== undefined) return kind.idOf(disk.spec);
  const isOurs = view.storageClass(claim.spec.storageClassName ?? '')?.provisioner === kind.provisioner;
  return isOurs ? `claim ${namespace}/${name}` : undefined;
}

export const ebsLimits = diskLimit(EBS);
export const gcePdLimits = diskLimit(GCE_PD);
export const azureDiskLimits = diskLimit(AZURE_DISK);

const CSI_NAME = 'NodeVolumeLimits';
const CSI_REFUSED = unschedulable(CSI_NAME, REASON);
const MIGRATABLE = new Set([EBS.provisioner, GCE_PD.provisioner, AZURE_DISK.provisioner]);

interface CsiVolume {
  readonly driver: string;
  readonly handle: string;
}

export const nodeVolumeLimits: FilterPlugin = {
  name: CSI_NAME,
  prepareFilter(cycle) {
    const counted: Counted = (volume, namespace) => {
      const csi = claimedCsiVolume(volume, namespace, cycle);
      return csi && `${csi.driver}/${csi.handle}`;
    };
    const wanted = new Set(ids(cycle.pod.pod.spec.volumes, cycle.pod.namespace, counted));
    if (wanted.size === 0) return undefined;
    return {
      check: (node) => {
        const limits = driverLimits(node, cycle);
        if (limits.size === 0) return undefined;
        const present = new Set(
          node.pods.flatMap(({ pod, namespace }) => ids(pod.spec.volumes, namespace, counted)),
        );
        const added = countByDriver([...wanted].filter((id) => !present.has(id)));
        for (const id of wanted) present.add(id);
        const all = countByDriver(present);
        for (const driver of added.keys()) {
          const limit = limits.get(driver);
          if (limit !== undefined && all.get(driver)! > limit) return CSI_REFUSED;
        }
        return undefined;
      },
    };
  },
};

function driverLimits(node: NodeInfo, { view }: Cycle): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  for (const { name, allocatable } of view.csiNode(node.name)?.spec.drivers ?? []) {
    if (allocatable?.count !== undefined) limits.set(name, allocatable.count);
  }
  return limits;
}

// A handle has slashes of its own at times; a driver's name has none.
function countByDriver(volumes: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const volume of volumes) {
    const driver = volume.slice(0, volume.indexOf('/'));
    counts.set(driver, (counts.get(driver) ?? 0) + 1);
  }
  return counts;
}

function claimedCsiVolume(volume: Volume, namespace: string, cycle: Cycle): CsiVolume | undefined {
  const name = volume.persistentVolumeClaim?.claimName;
  const claim = name === undefined ? undefined : cycle.view.persistentVolumeClaim(namespace, name);
  if (claim === undefined) return undefined;
  const bound = claim.spec.volumeName ? cycle.view.persistentVolume(claim.spec.volumeName) : undefined;
  if (bound === undefined) return volumeToCome(claim, namespace, cycle);
  const { csi } = bound.spec;
  return csi && { driver: csi.driver, handle: csi.volumeHandle };
}

function volumeToCome(
  claim: PersistentVolumeClaim,
  namespace: string,
  { view }: Cycle,
): CsiVolume | undefined {
  const driver = view.storageClass(storageClassOf(claim))?.provisioner;
  if (driver === undefined || MIGRATABLE.has(driver)) return undefined;
  return { driver, handle: `claim-${namespace}/${claim.metadata.name}` };
}
