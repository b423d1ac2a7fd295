// How badly each zone is disrupted, and what follows for the rate at which nodes lose their pods: where most of a zone
// is silent the fault is rather in the network than in the nodes.
//
// Pure but for the states that it keeps.
// Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/node_lifecycle_controller.go, ComputeZoneState,
// handleDisruption, setLimiterInZone.

import type { NodeLifecycleSettings } from './settings.ts';

export type ZoneState = 'Initial' | 'Normal' | 'FullDisruption' | 'PartialDisruption';

export interface ZoneCount {
  readonly ready: number;
  readonly notReady: number;
}

/** Source: ComputeZoneState. */
export function computeZoneState(
  { ready, notReady }: ZoneCount,
  { unhealthyZoneThreshold }: NodeLifecycleSettings,
): ZoneState {
  if (ready === 0 && notReady > 0) return 'FullDisruption';
  if (notReady > 2 && notReady / (notReady + ready) >= unhealthyZoneThreshold) return 'PartialDisruption';
  return 'Normal';
}

/** Nodes per second that may begin to lose their pods; 0 for none. */
export function evictionRate(state: ZoneState, zoneSize: number, settings: NodeLifecycleSettings): number {
  if (state !== 'PartialDisruption') return settings.evictionRate;
  return zoneSize > settings.largeZoneSize ? settings.secondaryEvictionRate : 0;
}

/** What a pass over the zones asks for. */
export type ZoneOutcome =
  /** Every zone is down: nothing is evicted, and marks of it are taken back. */
  | { readonly kind: 'stop' }
  /** Some zone came back: all nodes get their grace period anew. */
  | { readonly kind: 'restart'; readonly rates: ReadonlyMap<string, number> }
  | { readonly kind: 'rates'; readonly rates: ReadonlyMap<string, number> };

export class ZoneStates {
  private readonly states = new Map<string, ZoneState>();
  private readonly settings: NodeLifecycleSettings;

  constructor(settings: NodeLifecycleSettings) {
    this.settings = settings;
  }

  get all(): ReadonlyMap<string, ZoneState> {
    return this.states;
  }

  /** Makes the zone known; `true` when it was not. */
  add(zone: string): boolean {
    if (this.states.has(zone)) return false;
    this.states.set(zone, 'Initial');
    return true;
  }

  /** The states by the present counts; what is returned has changed. */
  update(counts: ReadonlyMap<string, ZoneCount>): ZoneOutcome {
    const { settings, states } = this;
    const next = new Map([...counts].map(([zone, count]) => [zone, computeZoneState(count, settings)]));
    for (const zone of next.keys()) this.add(zone);
    for (const zone of states.keys()) if (!next.has(zone)) states.delete(zone);
    const areDown = [...next.values()].every((state) => state === 'FullDisruption');
    const wereDown = [...states.values()].every((state) => state === 'FullDisruption');
    if (areDown && wereDown) return { kind: 'rates', rates: new Map() };
    if (areDown) {
      for (const zone of states.keys()) states.set(zone, 'FullDisruption');
      return { kind: 'stop' };
    }
    const rates = new Map<string, number>();
    for (const [zone, state] of next) {
      if (!wereDown && states.get(zone) === state) continue;
      states.set(zone, state);
      const { ready, notReady } = counts.get(zone) ?? { ready: 0, notReady: 0 };
      rates.set(zone, evictionRate(state, ready + notReady, settings));
    }
    return { kind: wereDown ? 'restart' : 'rates', rates };
  }
}
