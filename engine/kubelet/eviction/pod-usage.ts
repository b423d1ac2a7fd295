// What the pods of a node use, as the kubelet's summary tells it; an absent number was not measured.
//
// Source: kubernetes v1.20.2 pkg/kubelet/eviction/helpers.go, podDiskUsage, containerUsage, localVolumeNames,
// memoryUsage. Left out: what /etc/hosts takes.

import type { Pod } from '../../api/objects.ts';
import type { Filesystem, StarvedResource } from './signals.ts';

export interface FilesystemUsage {
  readonly usedBytes?: number;
  readonly inodesUsed?: number;
}

export interface ContainerUsage {
  readonly name: string;
  readonly memoryWorkingSetBytes?: number;
  readonly rootfs?: FilesystemUsage;
  readonly logs?: FilesystemUsage;
}

export interface PodUsage {
  readonly containers: readonly ContainerUsage[];
  /** By the volume's name. */
  readonly volumes?: ReadonlyMap<string, FilesystemUsage>;
  /** Of the pod as a whole; default: the sum of its containers. */
  readonly memoryWorkingSetBytes?: number;
  readonly processes?: number;
}

/** What the pod uses of a resource, on these filesystems where it is one of the disk. */
export function podUsageOf(
  pod: Pod,
  usage: PodUsage,
  resource: StarvedResource,
  filesystems: readonly Filesystem[],
): number {
  if (resource === 'pids') return usage.processes ?? 0;
  if (resource === 'memory')
    return (
      usage.memoryWorkingSetBytes ??
      usage.containers.reduce((sum, { memoryWorkingSetBytes = 0 }) => sum + memoryWorkingSetBytes, 0)
    );
  const key = resource === 'inodes' ? 'inodesUsed' : 'usedBytes';
  let total = 0;
  for (const { rootfs, logs } of usage.containers) {
    if (filesystems.includes('rootfs')) total += rootfs?.[key] ?? 0;
    if (filesystems.includes('logs')) total += logs?.[key] ?? 0;
  }
  if (!filesystems.includes('volumes')) return total;
  for (const { name, ...source } of pod.spec.volumes ?? []) {
    if (isLocal(source)) total += usage.volumes?.get(name)?.[key] ?? 0;
  }
  return total;
}

type VolumeSource = Omit<NonNullable<Pod['spec']['volumes']>[number], 'name'>;

const isLocal = ({ hostPath, emptyDir, configMap, gitRepo }: VolumeSource): boolean =>
  hostPath !== undefined ||
  (emptyDir !== undefined && emptyDir.medium !== 'Memory') ||
  configMap !== undefined ||
  gitRepo !== undefined;
