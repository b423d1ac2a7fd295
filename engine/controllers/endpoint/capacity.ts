// Endpoints hold 1,000 addresses: what is above is left out, not ready addresses first, in proportion to the subsets.
//
// Pure. Source: kubernetes v1.28.0 pkg/controller/endpoint/endpoints_controller.go, truncateEndpoints; in 1.21 such
// Endpoints only carried a warning.

import type { EndpointSubset } from '../../api/endpoints/subset-hash.ts';
import type { VersionProfile } from '../../versions/profile.ts';

/** Source: staging/src/k8s.io/api/core/v1/annotation_key_constants.go, EndpointsOverCapacity. */
export const OVER_CAPACITY_ANNOTATION = 'endpoints.kubernetes.io/over-capacity';
const CAPACITY = 1000;

export interface Fitted {
  readonly subsets: EndpointSubset[];
  /** The annotation's value, if there is more than fits. */
  readonly overCapacity: string | undefined;
}

const total = (subsets: readonly EndpointSubset[], of: 'addresses' | 'notReadyAddresses'): number =>
  subsets.reduce((sum, subset) => sum + (subset[of]?.length ?? 0), 0);

export function fitCapacity(subsets: EndpointSubset[], version: VersionProfile): Fitted {
  const ready = total(subsets, 'addresses');
  const notReady = total(subsets, 'notReadyAddresses');
  if (ready + notReady <= CAPACITY || !version.has('endpointsOverCapacity'))
    return { subsets, overCapacity: undefined };
  if (!version.has('endpointsTruncated')) return { subsets, overCapacity: 'warning' };
  return { subsets: truncated(subsets, ready, notReady), overCapacity: 'truncated' };
}

function truncated(subsets: readonly EndpointSubset[], ready: number, notReady: number): EndpointSubset[] {
  const cutsReady = ready > CAPACITY;
  const which = cutsReady ? 'addresses' : 'notReadyAddresses';
  const room = cutsReady ? CAPACITY : CAPACITY - ready;
  const all = cutsReady ? ready : notReady;
  let left = room;
  return subsets.map((subset) => {
    const addresses = subset[which] ?? [];
    const kept = addresses.slice(0, Math.min(Math.ceil((addresses.length / all) * room), left));
    left -= kept.length;
    const { notReadyAddresses: _, ...readyOnly } = subset;
    if (cutsReady) return { ...readyOnly, addresses: kept };
    return kept.length === 0 ? readyOnly : { ...subset, notReadyAddresses: kept };
  });
}
