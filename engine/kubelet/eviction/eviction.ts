// The end that the kubelet makes of a pod, and in which words.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/eviction/eviction_manager.go, evictPod; helpers.go, evictionMessage,
// getThresholdMetInfo.

import type { Pod } from '../../api/objects.ts';
import { compareQuantities } from '../../api/quantity/arithmetic.ts';
import { formatQuantity } from '../../api/quantity/format.ts';
import { newQuantity, parseQuantity } from '../../api/quantity/quantity.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { ContainerUsage, PodUsage } from './pod-usage.ts';
import { type Observations, SIGNALS, type StarvedResource } from './signals.ts';
import { availableQuantity, type Threshold, thresholdQuantity } from './thresholds.ts';

export interface Eviction {
  readonly pod: Pod;
  readonly gracePeriodSeconds: number;
  readonly status: { readonly phase: 'Failed'; readonly reason: string; readonly message: string };
  /** Of the Event `Evicted`, whose text is the message. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly condition?: {
    readonly type: string;
    readonly status: 'True';
    readonly reason: string;
    readonly message: string;
  };
}

/** At once: 1 second, where 0 came to mean the pod's own grace period. */
export const immediateGraceSeconds = (version: VersionProfile): number =>
  version.has('hardEvictionsTakeOneSecond') ? 1 : 0;

export const evictionOf = (pod: Pod, gracePeriodSeconds: number, message: string): Eviction => ({
  pod,
  gracePeriodSeconds,
  status: { phase: 'Failed', reason: 'Evicted', message },
});

export interface Shortage {
  readonly resource: StarvedResource;
  readonly starved: readonly Threshold[];
  readonly observations: Observations;
}

/** For a pod that goes because its node runs short. */
export function evictionUnderPressure(
  pod: Pod,
  usage: PodUsage | undefined,
  gracePeriodSeconds: number,
  shortage: Shortage,
  version: VersionProfile,
): Eviction {
  const { resource } = shortage;
  const offending = usage === undefined ? [] : offendingContainers(pod, usage, resource);
  const threshold = version.has('evictionMessagesSayHowMuch') ? thresholdText(shortage) : '';
  const texts = offending.map(({ name, used, requested }) =>
    version.has('evictionMessagesSayHowMuch')
      ? `Container ${name} was using ${used}, request is ${requested}, has larger consumption of ${resource}. `
      : `Container ${name} was using ${used}, which exceeds its request of ${requested}. `,
  );
  const message = `The node was low on resource: ${resource}. ${threshold}${texts.join('')}`;
  const annotations = {
    offending_containers: offending.map(({ name }) => name).join(','),
    offending_containers_usage: offending.map(({ used }) => used).join(','),
    starved_resource: resource,
  };
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'TerminationByKubelet',
    message,
  } as const;
  return {
    ...evictionOf(pod, gracePeriodSeconds, message),
    ...(usage !== undefined && { annotations }),
    ...(version.has('podDisruptionConditions') && { condition }),
  };
}

interface Offending {
  readonly name: string;
  readonly used: string;
  readonly requested: string;
}

function offendingContainers({ spec }: Pod, usage: PodUsage, resource: StarvedResource): Offending[] {
  return usage.containers.flatMap((measured) => {
    const container = spec.containers.find(({ name }) => name === measured.name);
    const bytes = usedBytes(measured, resource);
    if (container === undefined || bytes === undefined) return [];
    const requests = container.resources?.requests as Readonly<Record<string, string>> | undefined;
    const requested = parseQuantity(requests?.[resource] ?? '0');
    const used = newQuantity(bytes, 'BinarySI');
    if (compareQuantities(used, requested) <= 0) return [];
    return [{ name: measured.name, used: formatQuantity(used), requested: formatQuantity(requested) }];
  });
}

function usedBytes(
  { memoryWorkingSetBytes, rootfs, logs }: ContainerUsage,
  resource: StarvedResource,
): number | undefined {
  if (resource === 'memory') return memoryWorkingSetBytes;
  if (resource !== 'ephemeral-storage') return undefined;
  if (rootfs?.usedBytes === undefined || logs?.usedBytes === undefined) return undefined;
  return rootfs.usedBytes + logs.usedBytes;
}

function thresholdText({ resource, starved, observations }: Shortage): string {
  const threshold = starved.find(
    ({ signal }) => SIGNALS[signal].resource === resource && observations.has(signal),
  );
  if (threshold === undefined) return '';
  const { signal, value } = threshold;
  const observed = observations.get(signal)!;
  const quantity = formatQuantity(thresholdQuantity(value, observed));
  return `Threshold quantity: ${quantity}, available: ${formatQuantity(availableQuantity(signal, observed))}. `;
}
