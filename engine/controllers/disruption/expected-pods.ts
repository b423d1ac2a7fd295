// How many pods a budget expects and how many of them it wants healthy.
//
// A number of pods counts those that are there; a percentage, and any maxUnavailable, is of what their controllers are
// meant to keep. Shares are rounded up on both sides: `maxUnavailable: 25%` of 3 is 1, so 2 must stay healthy, and
// `minAvailable: 50%` of 3 is 2.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/disruption/disruption.go, getExpectedPodCount, getExpectedScale.
// Order: of several troubles that of pods without a controller is told first; upstream has pods in no order.

import { IntOrPercentError, scaledValue } from '../../api/int-or-percent.ts';
import type { OwnerReference, PodDisruptionBudget } from '../../api/objects.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { ControllerScales } from './controller-scale.ts';
import type { Members } from './members.ts';

export interface Expected {
  readonly expectedPods: number;
  readonly desiredHealthy: number;
  /** Whether pods without a controller were met and left out. */
  readonly hasUnmanaged: boolean;
}

export interface NotExpected {
  readonly error: string;
  /** The event that tells the cause by itself, where the release has one. */
  readonly reason?: 'NoControllerRef' | 'NoControllers';
}

type Scale = { readonly total: number; readonly hasUnmanaged: boolean };

export function expectedPods(
  { metadata, spec }: PodDisruptionBudget,
  members: Members,
  scales: Pick<ControllerScales, 'find'>,
  version: VersionProfile,
): Expected | NotExpected {
  const { minAvailable, maxUnavailable } = spec;
  if (maxUnavailable == null) {
    if (minAvailable == null) return { expectedPods: 0, desiredHealthy: 0, hasUnmanaged: false };
    if (typeof minAvailable === 'number')
      return { expectedPods: members.size, desiredHealthy: minAvailable, hasUnmanaged: false };
  }
  const scale = expectedScale(members, (reference) => scales.find(reference, metadata.namespace), version);
  if ('error' in scale) return scale;
  const { total, hasUnmanaged } = scale;
  const share = shareOf((maxUnavailable ?? minAvailable)!, total);
  if (typeof share !== 'number') return share;
  const desiredHealthy = maxUnavailable == null ? share : Math.max(0, total - share);
  return { expectedPods: total, desiredHealthy, hasUnmanaged };
}

function shareOf(value: number | string, total: number): number | NotExpected {
  try {
    return scaledValue(value, total, 'up');
  } catch (error) {
    if (error instanceof IntOrPercentError) return { error: error.message };
    throw error;
  }
}

function expectedScale(
  members: Members,
  find: (reference: OwnerReference) => ReturnType<ControllerScales['find']>,
  version: VersionProfile,
): Scale | NotExpected {
  const { hasUnmanaged } = members;
  if (hasUnmanaged && !version.has('unmanagedPodsDoNotFailBudgets'))
    return unknown(members, undefined, version);
  const replicas = new Map<string, number>();
  for (const reference of members.controllers) {
    const scale = find(reference);
    if (scale === undefined) return unknown(members, reference, version);
    if ('error' in scale) return scale;
    replicas.set(scale.uid, scale.replicas);
  }
  let total = 0;
  for (const count of replicas.values()) total += count;
  return { total, hasUnmanaged };
}

function unknown(
  members: Members,
  reference: OwnerReference | undefined,
  version: VersionProfile,
): NotExpected {
  const reason = reference === undefined ? 'NoControllerRef' : 'NoControllers';
  const what = reference === undefined ? 'controller ref' : 'controllers';
  const error = `found no ${what} for pod ${quoteGo(members.firstOf(reference)?.metadata.name ?? '')}`;
  return version.has('budgetFailsWithOneEvent') ? { error } : { error, reason };
}
