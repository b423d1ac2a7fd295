// How many endpoints of a Service each zone should get, by the CPU that its nodes have.
//
// Pure. Source: kubernetes v1.28.0 and v1.36.2 staging/src/k8s.io/endpointslice/topologycache/topologycache.go, SetNodes and
// getAllocations; topologycache/utils.go, serviceOverloaded; topologycache/event.go.

import type { Node } from '../../../api/objects.ts';
import { milliValue } from '../../../api/quantity/values.ts';

const ZONE_LABEL = 'topology.kubernetes.io/zone';
const EXCLUDED_LABELS = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];
/** Source: topologycache.go, overloadThreshold: the most that any endpoint may get beyond its share. */
const OVERLOAD_THRESHOLD = 0.2;

/** Share of each zone in the CPU of all, by name, in order of names. */
export type ZoneRatios = ReadonlyMap<string, number>;

export interface ZoneAllocation {
  readonly minimum: number;
  readonly maximum: number;
  readonly desired: number;
}

/** Without hints, as an Event says it. */
export interface NoHints {
  readonly reason: string;
}

export const zoneOf = ({ metadata }: Node): string => metadata.labels?.[ZONE_LABEL] ?? '';
export const isNodeReady = ({ status }: Node): boolean =>
  status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';

/** Undefined where a node that counts has no zone or no CPU, or all are in one zone. */
export function zoneRatios(nodes: readonly Node[]): ZoneRatios | undefined {
  const cpuByZone = new Map<string, number>();
  let total = 0;
  for (const node of nodes) {
    const labels = node.metadata.labels ?? {};
    if (EXCLUDED_LABELS.some((label) => labels[label] !== undefined) || !isNodeReady(node)) continue;
    const cpu = milliValue(String(node.status?.allocatable?.cpu ?? '0'));
    const zone = zoneOf(node);
    if (zone === '' || cpu === 0) return undefined;
    cpuByZone.set(zone, (cpuByZone.get(zone) ?? 0) + cpu);
    total += cpu;
  }
  if (cpuByZone.size < 2) return undefined;
  const names = [...cpuByZone.keys()].sort();
  return new Map(names.map((zone) => [zone, (cpuByZone.get(zone) ?? 0) / total]));
}

/** @param endpoints  how many are ready */
export function allocate(
  ratios: ZoneRatios | undefined,
  endpoints: number,
): ReadonlyMap<string, ZoneAllocation> | NoHints {
  if (ratios === undefined)
    return {
      reason: 'Insufficient Node information: allocatable CPU or zone not specified on one or more nodes',
    };
  const counts = `(${endpoints} endpoints, ${ratios.size} zones)`;
  if (ratios.size > endpoints) return { reason: `Insufficient number of endpoints ${counts}` };
  const shares = [...ratios].map(([zone, ratio]) => {
    const desired = ratio * endpoints;
    const minimum = Math.ceil(desired * (1 / (1 + OVERLOAD_THRESHOLD)));
    return { zone, minimum, desired: Math.max(desired, minimum) };
  });
  const total = shares.reduce((sum, { minimum }) => sum + minimum, 0);
  if (total > endpoints) {
    const words =
      'Unable to allocate minimum required endpoints to each zone without exceeding overload threshold';
    return { reason: `${words} ${counts}` };
  }
  return new Map(
    shares.map(({ zone, minimum, desired }) => [
      zone,
      { minimum, desired, maximum: minimum + endpoints - total },
    ]),
  );
}

/** Whether a zone has fewer endpoints than its share can do with. @param hints  how many each zone has */
export function isOverloaded(hints: ReadonlyMap<string, number>, ratios: ZoneRatios | undefined): boolean {
  if (hints.size === 0) return false;
  if (ratios === undefined) return true;
  const total = [...hints.values()].reduce((sum, count) => sum + count, 0);
  return [...ratios].some(([zone, ratio]) => {
    const has = hints.get(zone);
    return has === undefined || has < Math.ceil(total * ratio * (1 / (1 + OVERLOAD_THRESHOLD)));
  });
}
