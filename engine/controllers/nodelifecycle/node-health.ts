// Whether a node has been silent for too long, and the conditions that say so.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/node_lifecycle_controller.go, tryUpdateNodeHealth.

import type { Node } from '../../api/objects.ts';
import { formatTime, parseTime } from '../../api/time.ts';
import { readyCondition } from './node-taints.ts';
import type { NodeLifecycleSettings } from './settings.ts';

type Condition = NonNullable<Node['status']['conditions']>[number];

/** What was last seen of a node. Times are milliseconds since the Unix epoch. */
export interface NodeHealth {
  readonly heartbeatTime: string | undefined;
  /** When the node last gave a sign of life, by the clock of the pass that saw it. */
  readonly probedMs: number;
  readonly renewedMs: number | undefined;
}

export interface Sighting {
  readonly node: Node;
  readonly before: NodeHealth | undefined;
  /** Last renewal of its Lease. */
  readonly renewedMs: number | undefined;
  /** The first pass at or after a moment: the one that would have seen the renewal. */
  readonly passAt: (ms: number) => number;
  readonly nowMs: number;
}

export function healthAfter({ node, before, renewedMs, passAt, nowMs }: Sighting): NodeHealth {
  const ready = readyCondition(node);
  const heartbeatTime = ready === undefined ? undefined : ready.lastHeartbeatTime;
  const isNew = before === undefined || before.heartbeatTime !== heartbeatTime;
  const createdMs = parseTime(node.metadata.creationTimestamp);
  const probedMs = !isNew ? before.probedMs : ready === undefined ? createdMs : nowMs;
  const isRenewed = renewedMs !== undefined && renewedMs > (before?.renewedMs ?? Number.NEGATIVE_INFINITY);
  if (!isRenewed) return { heartbeatTime, probedMs, renewedMs: before?.renewedMs };
  return { heartbeatTime, probedMs: Math.max(probedMs, Math.min(nowMs, passAt(renewedMs))), renewedMs };
}

export const graceMs = (node: Node, settings: NodeLifecycleSettings): number =>
  readyCondition(node) === undefined ? settings.startupGracePeriodMs : settings.monitorGracePeriodMs;

const LIVE_CONDITIONS = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'] as const;

/** Conditions of a silent node, or undefined if they say it already. NetworkUnavailable is not the kubelet's. */
export function silentConditions(node: Node, nowMs: number): Condition[] | undefined {
  const current = node.status.conditions ?? [];
  if (readyCondition(node)?.status === 'Unknown') return undefined;
  const lastTransitionTime = formatTime(nowMs);
  const conditions = current.map((condition): Condition => {
    const isLive = (LIVE_CONDITIONS as readonly string[]).includes(condition.type);
    if (!isLive || condition.status === 'Unknown') return condition;
    const reason = 'NodeStatusUnknown';
    const message = 'Kubelet stopped posting node status.';
    return { ...condition, status: 'Unknown', reason, message, lastTransitionTime };
  });
  const missing = LIVE_CONDITIONS.filter((type) => !current.some((condition) => condition.type === type));
  return [...conditions, ...missing.map((type) => neverUpdated(type, node, lastTransitionTime))];
}

const neverUpdated = (type: string, { metadata }: Node, lastTransitionTime: string): Condition => ({
  type,
  status: 'Unknown',
  reason: 'NodeStatusNeverUpdated',
  message: 'Kubelet never posted node status.',
  lastHeartbeatTime: metadata.creationTimestamp,
  lastTransitionTime,
});
