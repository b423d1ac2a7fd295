// The settings of the node lifecycle controller.
//
// Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/config/v1alpha1/defaults.go and cmd/kube-controller-manager/app/
// options/nodelifecyclecontroller.go; v1.32 for the grace period of 50 s.

import type { VersionProfile } from '../../versions/profile.ts';

export interface NodeLifecycleSettings {
  /** How often nodes are looked at. */
  readonly monitorPeriodMs: number;
  /** How long a node may be silent. */
  readonly monitorGracePeriodMs: number;
  /** The same for a node that has never posted a status. */
  readonly startupGracePeriodMs: number;
  /** `--pod-eviction-timeout`: a flag that eviction by taints made void; tolerations say it now. */
  readonly podEvictionTimeoutMs: number;
  /** Nodes per second whose pods may begin to be evicted, in a zone. */
  readonly evictionRate: number;
  /** The same in a large zone that is partly disrupted; small ones stop evicting. */
  readonly secondaryEvictionRate: number;
  /** Share of nodes that are not ready from which on a zone counts as partly disrupted. */
  readonly unhealthyZoneThreshold: number;
  /** Zones of more nodes are large. */
  readonly largeZoneSize: number;
}

export const nodeLifecycleSettings = (version: Pick<VersionProfile, 'has'>): NodeLifecycleSettings => ({
  monitorPeriodMs: 5_000,
  monitorGracePeriodMs: version.has('nodeGracePeriod50s') ? 50_000 : 40_000,
  startupGracePeriodMs: 60_000,
  podEvictionTimeoutMs: 300_000,
  evictionRate: 0.1,
  secondaryEvictionRate: 0.01,
  unhealthyZoneThreshold: 0.55,
  largeZoneSize: 50,
});
