// Into which slices the endpoints of one set of ports go: those in place stay, slices that change anyway are filled up,
// then one other slice that has the room, then new ones.
//
// Pure. Order: upstream takes endpoints and slices out of maps; here they come in the order given.
// Source: kubernetes v1.28.0 staging/src/k8s.io/endpointslice/reconciler.go, reconcileByPortMapping.

import type { EndpointSlice } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { endpointsIn, type SliceEndpoint } from './slice-endpoint.ts';

/** Source: pkg/controller/endpointslice/config/v1alpha1/defaults.go, MaxEndpointsPerSlice. */
export const ENDPOINTS_PER_SLICE_MAX = 100;

export interface Placement {
  /** The endpoints of each slice to make. */
  readonly create: readonly SliceEndpoint[][];
  readonly update: readonly EndpointSlice[];
  readonly remove: readonly EndpointSlice[];
}

export interface SliceView {
  readonly slice: EndpointSlice;
  readonly labels: Record<string, string>;
  readonly labelsChanged: boolean;
}

/** Addresses and the pod tell endpoints apart. Source: util/endpointset.go, hashEndpoint. */
export const endpointKey = ({ addresses, hostname, targetRef }: SliceEndpoint): string =>
  [addresses.join(), hostname ?? '', targetRef?.uid ?? targetRef?.name ?? ''].join(' ');

/**
 * The pod's revision does not count, which changes with everything about the pod, nor do hints, which others give.
 * Source: EndpointsEqualBeyondHash.
 */
function isSame(a: SliceEndpoint, b: SliceEndpoint): boolean {
  const { targetRef: _, hints: __, ...one } = a;
  const { targetRef: ___, hints: ____, ...other } = b;
  return equalPlain(one, other);
}

export function placeEndpoints(
  existing: readonly SliceView[],
  wanted: readonly SliceEndpoint[],
  max = ENDPOINTS_PER_SLICE_MAX,
): Placement {
  const left = new Map(wanted.map((endpoint) => [endpointKey(endpoint), endpoint]));
  const changed: EndpointSlice[] = [];
  const unchanged: EndpointSlice[] = [];
  const remove: EndpointSlice[] = [];
  for (const view of existing) {
    const endpoints = keepWanted(view.slice, left);
    const isChanged =
      endpoints.length !== endpointsIn(view.slice).length ||
      endpoints.some((endpoint, i) => !isSame(endpoint, endpointsIn(view.slice)[i]!));
    if (isChanged && endpoints.length === 0) remove.push(view.slice);
    else if (isChanged) changed.push(relabelled({ ...view.slice, endpoints }, view));
    else if (view.labelsChanged) changed.push(relabelled(view.slice, view));
    else unchanged.push(view.slice);
  }
  const rest = [...left.values()];
  const fullestFirst = changed.sort((a, b) => endpointsIn(b).length - endpointsIn(a).length);
  const update = fullestFirst.map((slice) => fill(slice, rest, max));
  const create: SliceEndpoint[][] = [];
  while (rest.length > 0) {
    const target = rest.length < max ? closestToFull(unchanged, rest.length, max) : undefined;
    if (target === undefined) create.push(rest.splice(0, max));
    else {
      unchanged.splice(unchanged.indexOf(target), 1);
      update.push(fill(target, rest, max));
    }
  }
  return { create, update, remove };
}

function keepWanted(slice: EndpointSlice, left: Map<string, SliceEndpoint>): SliceEndpoint[] {
  const kept: SliceEndpoint[] = [];
  for (const endpoint of endpointsIn(slice)) {
    const key = endpointKey(endpoint);
    const wanted = left.get(key);
    if (wanted === undefined) continue;
    kept.push(wanted);
    left.delete(key);
  }
  return kept;
}

const relabelled = (slice: EndpointSlice, { labels }: SliceView): EndpointSlice => ({
  ...slice,
  metadata: { ...slice.metadata, labels },
});

/** Takes from `rest` what fits in. */
function fill(slice: EndpointSlice, rest: SliceEndpoint[], max: number): EndpointSlice {
  const more = rest.splice(0, Math.max(0, max - endpointsIn(slice).length));
  return more.length === 0 ? slice : { ...slice, endpoints: [...endpointsIn(slice), ...more] };
}

function closestToFull(
  slices: readonly EndpointSlice[],
  count: number,
  max: number,
): EndpointSlice | undefined {
  let closest: EndpointSlice | undefined;
  let leastRoom = max;
  for (const slice of slices) {
    const room = max - count - endpointsIn(slice).length;
    if (room < 0 || room >= leastRoom) continue;
    closest = slice;
    leastRoom = room;
  }
  return closest;
}
