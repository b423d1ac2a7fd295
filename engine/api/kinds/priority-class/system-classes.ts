// The two priority classes that each API server makes when it starts.
// Source: kubernetes v1.28.0 pkg/apis/scheduling/v1/helpers.go, SystemPriorityClasses.

/** By name; they lie above what users may define. */
export const SYSTEM_PRIORITIES: Readonly<Record<string, number>> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
};

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'system-node-critical': 'Used for system critical pods that must not be moved from their current node.',
  'system-cluster-critical':
    'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
};

export const SYSTEM_PRIORITY_CLASSES = Object.entries(SYSTEM_PRIORITIES).map(([name, value]) => ({
  kind: 'PriorityClass' as const,
  metadata: { name },
  value,
  description: DESCRIPTIONS[name],
}));
