// What happened in the cluster that may make an unschedulable pod schedulable, and which plugins care.
//
// Until 1.21 every such event gives every waiting pod another try; then only pods that a plugin refused which cares.
// Source: kubernetes v1.28.0 pkg/scheduler/framework/types.go, ClusterEvent; EventsToRegister of each plugin.

import type { Node } from '../../api/objects.ts';
import type { PodInfo } from '../framework/pod-info.ts';

export type EventName =
  | 'NodeAdd'
  | 'NodeAllocatableChange'
  | 'NodeLabelChange'
  | 'NodeTaintChange'
  | 'NodeConditionChange'
  | 'AssignedPodAdd'
  | 'AssignedPodUpdate'
  | 'AssignedPodDelete'
  | 'PvAdd'
  | 'PvUpdate'
  | 'PvcAdd'
  | 'PvcUpdate'
  | 'StorageClassAdd'
  | 'CSINodeAdd'
  | 'CSINodeUpdate'
  | 'ServiceAdd'
  | 'ServiceUpdate'
  | 'ServiceDelete'
  | 'UnschedulableTimeout';

export interface ClusterEvent {
  readonly name: EventName;
  /** The node that came or changed. */
  readonly node?: Node;
  /** The node before, when it changed. */
  readonly nodeBefore?: Node;
  /** The pod on a node that came, changed or went. */
  readonly pod?: PodInfo;
}

const NODE_CHANGES = [
  'NodeAllocatableChange',
  'NodeLabelChange',
  'NodeTaintChange',
  'NodeConditionChange',
] as const;
const ANY_NODE = ['NodeAdd', ...NODE_CHANGES] as const;
const NODE_LABELS = ['NodeAdd', 'NodeLabelChange'] as const;
const ANY_POD = ['AssignedPodAdd', 'AssignedPodUpdate', 'AssignedPodDelete'] as const;
const CSI_NODE = ['CSINodeAdd', 'CSINodeUpdate'] as const;
const VOLUMES = ['PvAdd', 'PvUpdate', 'PvcAdd', 'PvcUpdate', 'StorageClassAdd'] as const;

/** By plugin the events after which a pod that it refused is worth another try. */
const INTERESTS: Readonly<Record<string, ReadonlySet<EventName>>> = {
  NodeUnschedulable: new Set([...ANY_NODE]),
  NodeName: new Set([...ANY_NODE]),
  TaintToleration: new Set([...ANY_NODE]),
  NodeAffinity: new Set([...ANY_NODE]),
  NodePorts: new Set(['AssignedPodDelete', ...ANY_NODE]),
  NodeResourcesFit: new Set(['AssignedPodDelete', ...ANY_NODE]),
  VolumeRestrictions: new Set(['AssignedPodDelete', ...ANY_NODE, 'PvcAdd', 'PvcUpdate']),
  EBSLimits: new Set(['AssignedPodDelete', 'NodeAdd', 'PvcAdd']),
  GCEPDLimits: new Set(['AssignedPodDelete', 'NodeAdd', 'PvcAdd']),
  AzureDiskLimits: new Set(['AssignedPodDelete', 'NodeAdd', 'PvcAdd']),
  NodeVolumeLimits: new Set(['CSINodeAdd', 'AssignedPodDelete', 'PvcAdd']),
  VolumeBinding: new Set([...VOLUMES, ...NODE_LABELS, ...CSI_NODE]),
  VolumeZone: new Set([...VOLUMES, ...NODE_LABELS]),
  PodTopologySpread: new Set([...ANY_POD, ...NODE_LABELS]),
  InterPodAffinity: new Set([...ANY_POD, ...NODE_LABELS]),
};

/** Whether a plugin that refused the pod cares for the event. A pod that no plugin refused always gets its try. */
export function concerns(event: ClusterEvent, refusedBy: ReadonlySet<string>): boolean {
  if (refusedBy.size === 0 || event.name === 'UnschedulableTimeout') return true;
  for (const plugin of refusedBy) if (INTERESTS[plugin]?.has(event.name) ?? true) return true;
  return false;
}

/**
 * What of a node changed so that pods may fit now. Of several changes the first in upstream's order.
 * Source: kubernetes v1.20.2 pkg/scheduler/eventhandlers.go, nodeSchedulingPropertiesChange.
 */
export function nodeChange(after: Node, before: Node): EventName | undefined {
  if (before.spec.unschedulable === true && after.spec.unschedulable !== true) return 'NodeTaintChange';
  if (differ(before.status.allocatable, after.status.allocatable)) return 'NodeAllocatableChange';
  if (differ(before.metadata.labels, after.metadata.labels)) return 'NodeLabelChange';
  if (differ(before.spec.taints, after.spec.taints)) return 'NodeTaintChange';
  if (differ(conditions(before), conditions(after))) return 'NodeConditionChange';
  return undefined;
}

function conditions({ status }: Node): unknown {
  return status.conditions?.map(({ type, status: value }) => `${type}=${value}`).sort();
}

// Stored objects share what did not change, so identity settles most questions.
function differ(before: unknown, after: unknown): boolean {
  return before !== after && JSON.stringify(sorted(before)) !== JSON.stringify(sorted(after));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
