// Hints by the annotation topology-mode (before 1.27 topology-aware-hints): each ready endpoint is hinted to its own zone,
// and some from zones that have too many to zones that have too few.
//
// Pure. Source: kubernetes v1.28.0 and v1.36.2 staging/src/k8s.io/endpointslice/topologycache/topologycache.go, AddHints;
// topologycache/utils.go, redistributeHints, getGivingAndReceivingZones, getHintsByZone; sliceinfo.go.
// Order: of two zones that are equal the first by name goes first, where upstream has the order of a map.

import type { EndpointSlice } from '../../../api/objects.ts';
import type { SliceEndpoint } from '../slice-endpoint.ts';
import { isReady, type SliceGroup, withHints } from './slice-group.ts';
import { allocate, type NoHints, type ZoneAllocation, type ZoneRatios } from './zone-shares.ts';

export interface ZoneHints {
  readonly group: Omit<SliceGroup, 'unchanged'>;
  /** How many endpoints are hinted to each zone. */
  readonly byZone: ReadonlyMap<string, number>;
}

type Allocations = ReadonlyMap<string, ZoneAllocation>;

export function hintZones(group: SliceGroup, ratios: ZoneRatios | undefined): ZoneHints | NoHints {
  const all = [...group.create, ...group.update, ...group.unchanged];
  const ready = all.flatMap(({ endpoints }) => (endpoints ?? []).filter(isReady));
  const allocations = allocate(ratios, ready.length);
  if ('reason' in allocations) return allocations;
  const byZone = new Map<string, number>();
  const add = (zone: string, count: number): void => void byZone.set(zone, (byZone.get(zone) ?? 0) + count);
  const reopened: EndpointSlice[] = [];
  for (const slice of group.unchanged) {
    const kept = keptHints(slice, byZone, allocations);
    if (kept === undefined) reopened.push(slice);
    else for (const [zone, count] of kept) add(zone, count);
  }
  const update = [...group.update, ...reopened];
  const open = [...group.create, ...update].flatMap(({ endpoints }) => (endpoints ?? []).filter(isReady));
  if (open.some(({ zone }) => !zone)) return { reason: 'One or more endpoints do not have a zone specified' };
  for (const { zone = '' } of open) add(zone, 1);
  const moved = redistribute(open, exchange(allocations, byZone), add);
  if (byZone.size === 0) return { reason: 'No hints allocated for zones' };
  const hintsOf = (endpoint: SliceEndpoint): SliceEndpoint['hints'] =>
    isReady(endpoint) ? { forZones: [{ name: moved.get(endpoint) ?? endpoint.zone ?? '' }] } : undefined;
  return {
    group: {
      create: group.create.map((slice) => withHints(slice, hintsOf)),
      update: update.map((slice) => withHints(slice, hintsOf)),
    },
    byZone,
  };
}

/** The hints that a slice has by zone, where they may stay. */
function keptHints(
  { endpoints = [] }: EndpointSlice,
  byZone: ReadonlyMap<string, number>,
  allocations: Allocations,
): ReadonlyMap<string, number> | undefined {
  const kept = new Map<string, number>();
  for (const endpoint of endpoints.filter(isReady)) {
    const zones = endpoint.hints?.forZones ?? [];
    if (zones.length === 0 || zones.some(({ name }) => !allocations.has(name))) return undefined;
    for (const { name } of zones) kept.set(name, (kept.get(name) ?? 0) + 1);
  }
  const fits = [...kept].every(
    ([zone, count]) => count + (byZone.get(zone) ?? 0) <= (allocations.get(zone)?.maximum ?? 0),
  );
  return fits ? kept : undefined;
}

interface Exchange {
  readonly giving: Map<string, number>;
  readonly receiving: Map<string, number>;
}

// Whoever has most too many gives to whoever has most too few, as long as it brings both nearer.
function exchange(allocations: Allocations, byZone: ReadonlyMap<string, number>): Exchange {
  const tooMany = new Map<string, number>();
  const tooFew = new Map<string, number>();
  for (const [zone, { desired }] of allocations) {
    const surplus = (byZone.get(zone) ?? 0) - desired;
    if (surplus > 0) tooMany.set(zone, surplus);
    else if (surplus < 0) tooFew.set(zone, -surplus);
  }
  const plan: Exchange = { giving: new Map(), receiving: new Map() };
  for (;;) {
    const [giver, gives] = most(tooMany);
    const [taker, takes] = most(tooFew);
    if (giver === '' || taker === '' || (gives < 1 && takes < 1) || gives < 0.5 || takes < 0.5) return plan;
    plan.giving.set(giver, (plan.giving.get(giver) ?? 0) + 1);
    plan.receiving.set(taker, (plan.receiving.get(taker) ?? 0) + 1);
    tooMany.set(giver, gives - 1);
    tooFew.set(taker, takes - 1);
  }
}

function most(zones: ReadonlyMap<string, number>): readonly [zone: string, count: number] {
  let found: readonly [string, number] = ['', 0];
  for (const [zone, count] of zones) if (count > found[1]) found = [zone, count];
  return found;
}

/** @returns the zones of endpoints that are given away */
function redistribute(
  endpoints: readonly SliceEndpoint[],
  { giving, receiving }: Exchange,
  add: (zone: string, count: number) => void,
): ReadonlyMap<SliceEndpoint, string> {
  const moved = new Map<SliceEndpoint, string>();
  for (const endpoint of endpoints) {
    const { zone = '' } = endpoint;
    const gives = giving.get(zone) ?? 0;
    const taker = [...receiving].find(([, count]) => count > 0);
    if (gives === 0 || taker === undefined) continue;
    giving.set(zone, gives - 1);
    receiving.set(taker[0], taker[1] - 1);
    moved.set(endpoint, taker[0]);
    add(taker[0], 1);
    add(zone, -1);
  }
  return moved;
}
