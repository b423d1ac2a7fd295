// Pods that take more of the node's disk than they may: an emptyDir beyond its size limit, a pod or a container beyond
// its limit of ephemeral storage. They go whether the node runs short or not.
//
// Source: kubernetes v1.20.2 pkg/kubelet/eviction/eviction_manager.go, localStorageEviction, emptyDirLimitEviction,
// podEphemeralStorageLimitEviction, containerEphemeralStorageLimitEviction.

import type { Pod } from '../../api/objects.ts';
import { podLimits } from '../../api/pod/pod-resources.ts';
import { compareQuantities } from '../../api/quantity/arithmetic.ts';
import { formatQuantity } from '../../api/quantity/format.ts';
import { newQuantity, parseQuantity, type Quantity } from '../../api/quantity/quantity.ts';
import { intValue, quantitySign, scaledValue } from '../../api/quantity/values.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import { type PodUsage, podUsageOf } from './pod-usage.ts';
import type { Filesystem } from './signals.ts';

const STORAGE = 'ephemeral-storage';

/** What the pod exceeds, in upstream's words; undefined when nothing. The first excess counts. */
export function localExcess(pod: Pod, usage: PodUsage, hasImageFs: boolean): string | undefined {
  return (
    emptyDirExcess(pod, usage) ?? podExcess(pod, usage, hasImageFs) ?? containerExcess(pod, usage, hasImageFs)
  );
}

/** How much may be in one volume, written by one container, or by all of them together. */
export interface LocalLimit {
  readonly of: 'volume' | 'container' | 'pod';
  /** Of the volume or the container. */
  readonly name: string;
  readonly bytes: number;
}

/** The limits that the pod itself sets to what it takes of the node's disk. */
export function localLimits({ spec }: Pod): LocalLimit[] {
  const limits: LocalLimit[] = [];
  for (const { name, emptyDir } of spec.volumes ?? []) {
    const bytes = emptyDir?.sizeLimit === undefined ? 0 : intValue(emptyDir.sizeLimit);
    if (bytes > 0) limits.push({ of: 'volume', name, bytes });
  }
  let isPodLimited = false;
  for (const { name, resources } of spec.containers) {
    const text = (resources?.limits as Readonly<Record<string, string>> | undefined)?.[STORAGE];
    if (text === undefined) continue;
    isPodLimited = true;
    limits.push({ of: 'container', name, bytes: intValue(text) });
  }
  const total = isPodLimited ? podLimits(spec).get(STORAGE) : undefined;
  if (total !== undefined) limits.push({ of: 'pod', name: '', bytes: Number(scaledValue(total, 0)) });
  return limits;
}

const isOver = (used: number, limit: Quantity): boolean =>
  compareQuantities(newQuantity(used, 'BinarySI'), limit) > 0;

function emptyDirExcess({ spec }: Pod, { volumes }: PodUsage): string | undefined {
  for (const { name, emptyDir } of spec.volumes ?? []) {
    const used = volumes?.get(name)?.usedBytes;
    if (emptyDir?.sizeLimit === undefined || used === undefined) continue;
    const limit = parseQuantity(emptyDir.sizeLimit);
    if (quantitySign(limit) > 0 && isOver(used, limit))
      return `Usage of EmptyDir volume ${quoteGo(name)} exceeds the limit ${quoteGo(formatQuantity(limit))}. `;
  }
  return undefined;
}

function podExcess(pod: Pod, usage: PodUsage, hasImageFs: boolean): string | undefined {
  const limit = podLimits(pod.spec).get(STORAGE);
  if (limit === undefined) return undefined;
  const filesystems: readonly Filesystem[] = hasImageFs ? ['logs', 'volumes'] : ['rootfs', 'logs', 'volumes'];
  const used = podUsageOf(pod, usage, STORAGE, filesystems);
  return isOver(used, limit)
    ? `Pod ephemeral local storage usage exceeds the total limit of containers ${formatQuantity(limit)}. `
    : undefined;
}

function containerExcess({ spec }: Pod, usage: PodUsage, hasImageFs: boolean): string | undefined {
  for (const { name, rootfs, logs } of usage.containers) {
    const container = spec.containers.find((one) => one.name === name);
    const text = (container?.resources?.limits as Readonly<Record<string, string>> | undefined)?.[STORAGE];
    if (text === undefined) continue;
    const limit = parseQuantity(text);
    const used = (logs?.usedBytes ?? 0) + (hasImageFs ? 0 : (rootfs?.usedBytes ?? 0));
    if (quantitySign(limit) !== 0 && isOver(used, limit))
      return `Container ${name} exceeded its local ephemeral storage limit ${quoteGo(formatQuantity(limit))}. `;
  }
  return undefined;
}
