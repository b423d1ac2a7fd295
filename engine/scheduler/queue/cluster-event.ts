// What happened in the cluster that may make an unschedulable pod schedulable, and which plugins care.
//
// Until 1.21 every such event gives every waiting pod another try; then only pods that a plugin refused which cares.
// Source: kubernetes v1.28.0 pkg/scheduler/framework/types.go, ClusterEvent; EventsToRegister of each plugin, read in
// 1.22.3, 1.23.9, 1.27.8, 1.29.7, 1.30.6, 1.31.8, 1.32.5, 1.33.5 and 1.35.7.

import type { KubeObject, Node } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { NodeInfo } from '../framework/node-info.ts';
import type { PodInfo } from '../framework/pod-info.ts';

export type EventName =
  | 'NodeAdd'
  | 'NodeDelete'
  | 'NodeAllocatableChange'
  | 'NodeLabelChange'
  | 'NodeTaintChange'
  | 'NodeConditionChange'
  | 'AssignedPodAdd'
  | 'AssignedPodUpdate'
  | 'AssignedPodLabelChange'
  | 'AssignedPodScaleDown'
  | 'AssignedPodDelete'
  | 'PvAdd'
  | 'PvUpdate'
  | 'PvcAdd'
  | 'PvcUpdate'
  | 'StorageClassAdd'
  | 'StorageClassUpdate'
  | 'CSINodeAdd'
  | 'CSINodeUpdate'
  | 'CSIDriverUpdate'
  | 'CSIStorageCapacityAdd'
  | 'CSIStorageCapacityUpdate'
  | 'VolumeAttachmentDelete'
  | 'ServiceAdd'
  | 'ServiceUpdate'
  | 'ServiceDelete'
  | 'UnschedulableTimeout';

export interface ClusterEvent {
  readonly name: EventName;
  /** The node that came, changed or went. */
  readonly node?: Node;
  /** The node with its pods, as the cache has it now; absent when it went. */
  readonly nodeInfo?: NodeInfo;
  /** The node before, when it changed. */
  readonly nodeBefore?: Node;
  /** The pod on a node that came, changed or went. */
  readonly pod?: PodInfo;
  /** The pod before, when it changed. */
  readonly podBefore?: PodInfo;
  /** The volume, claim, class or the like that came, changed or went. */
  readonly object?: KubeObject;
  readonly objectBefore?: KubeObject;
}

const NODE_CHANGES = [
  'NodeAllocatableChange',
  'NodeLabelChange',
  'NodeTaintChange',
  'NodeConditionChange',
] as const;
const POD_UPDATES = ['AssignedPodUpdate', 'AssignedPodLabelChange', 'AssignedPodScaleDown'] as const;

const always = (): boolean => true;

type Condition = (version: VersionProfile) => boolean;
/** Events, and in which releases the plugin registers them; always where nothing is said. */
type Registration = readonly [events: readonly EventName[], when?: Condition];

// Any change of a node, because an earlier change may have been kept from the pod by another plugin's refusal.
// Source: kubernetes issue 109437.
const anyNodeChange: Registration = [NODE_CHANGES, (version) => version.has('anyNodeChangeWakes')];
const taintChange: Registration = [['NodeTaintChange'], (version) => version.has('taintChangeWakesOthers')];
const claimAdd: Registration = [['PvcAdd'], (version) => version.has('claimWakesVolumeLimits')];

const DISK_LIMITS: readonly Registration[] = [[['AssignedPodDelete', 'NodeAdd']], claimAdd];

/** By plugin the events after which a pod that it refused is worth another try. */
const REGISTERED: Readonly<Record<string, readonly Registration[]>> = {
  NodeUnschedulable: [[['NodeAdd', 'NodeTaintChange']]],
  NodeName: [[['NodeAdd']], anyNodeChange],
  TaintToleration: [[['NodeAdd', 'NodeTaintChange']], anyNodeChange],
  NodeAffinity: [[['NodeAdd', 'NodeLabelChange']], anyNodeChange],
  NodePorts: [[['AssignedPodDelete', 'NodeAdd']], anyNodeChange],
  NodeResourcesFit: [
    [['AssignedPodDelete', 'NodeAdd', 'NodeAllocatableChange']],
    [['AssignedPodScaleDown'], (version) => version.has('scaleDownWakes')],
    anyNodeChange,
  ],
  VolumeRestrictions: [
    [['AssignedPodDelete', 'NodeAdd', 'PvcAdd']],
    [['PvcUpdate'], (version) => version.has('claimUpdateWakesVolumeRestrictions')],
  ],
  EBSLimits: DISK_LIMITS,
  GCEPDLimits: DISK_LIMITS,
  AzureDiskLimits: DISK_LIMITS,
  NodeVolumeLimits: [
    [['CSINodeAdd', 'AssignedPodDelete']],
    claimAdd,
    [['VolumeAttachmentDelete'], (version) => version.has('schedulerQueueingHints')],
    [['CSINodeUpdate'], (version) => version.has('csiNodeUpdateWakes')],
  ],
  VolumeBinding: [
    [
      [
        ...(['PvAdd', 'PvUpdate', 'PvcAdd', 'PvcUpdate', 'StorageClassAdd', 'StorageClassUpdate'] as const),
        ...(['NodeAdd', 'NodeLabelChange', 'CSINodeAdd', 'CSINodeUpdate'] as const),
        ...(['CSIDriverUpdate', 'CSIStorageCapacityAdd', 'CSIStorageCapacityUpdate'] as const),
      ],
    ],
    taintChange,
  ],
  VolumeZone: [
    [['StorageClassAdd', 'NodeAdd', 'NodeLabelChange', 'PvcAdd', 'PvAdd', 'PvUpdate']],
    [['PvcUpdate'], (version) => version.has('claimUpdateWakesVolumeZone')],
    taintChange,
  ],
  PodTopologySpread: [
    [['AssignedPodAdd', ...POD_UPDATES, 'AssignedPodDelete', 'NodeAdd', 'NodeDelete', 'NodeLabelChange']],
    [['NodeTaintChange'], (version) => version.has('taintChangeWakesSpread')],
  ],
  InterPodAffinity: [
    [['AssignedPodAdd', ...POD_UPDATES, 'AssignedPodDelete', 'NodeAdd', 'NodeLabelChange']],
    taintChange,
  ],
};

type Interests = ReadonlyMap<string, ReadonlySet<EventName>>;

const interestsOf = new Map<VersionProfile, Interests>();

function interests(version: VersionProfile): Interests {
  let known = interestsOf.get(version);
  if (known === undefined) {
    known = new Map(
      Object.entries(REGISTERED).map(([plugin, registrations]) => [
        plugin,
        new Set(registrations.flatMap(([events, when = always]) => (when(version) ? events : []))),
      ]),
    );
    interestsOf.set(version, known);
  }
  return known;
}

/** Whether the plugin registered for the event; one that is not known here registers for all. */
export function registersFor(plugin: string, { name }: ClusterEvent, version: VersionProfile): boolean {
  return interests(version).get(plugin)?.has(name) ?? true;
}

/** Whether a plugin that refused the pod cares for the event. A pod that no plugin refused always gets its try. */
export function concerns(
  event: ClusterEvent,
  refusedBy: ReadonlySet<string>,
  version: VersionProfile,
): boolean {
  if (refusedBy.size === 0 || event.name === 'UnschedulableTimeout') return true;
  for (const plugin of refusedBy) if (registersFor(plugin, event, version)) return true;
  return false;
}

/**
 * What of a node changed so that pods may fit now: of several changes the first in upstream's order, from 1.30 on all.
 * Source: kubernetes v1.20.2 pkg/scheduler/eventhandlers.go, nodeSchedulingPropertiesChange; read in 1.30.6.
 */
export function nodeChanges(after: Node, before: Node, version: VersionProfile): readonly EventName[] {
  const found: EventName[] = [];
  if (before.spec.unschedulable === true && after.spec.unschedulable !== true) found.push('NodeTaintChange');
  if (differ(before.status.allocatable, after.status.allocatable)) found.push('NodeAllocatableChange');
  if (differ(before.metadata.labels, after.metadata.labels)) found.push('NodeLabelChange');
  if (differ(before.spec.taints, after.spec.taints)) found.push('NodeTaintChange');
  if (differ(conditions(before), conditions(after))) found.push('NodeConditionChange');
  return version.has('schedulerHearsAllNodeChanges') ? found : found.slice(0, 1);
}

function conditions({ status }: Node): unknown {
  return status.conditions?.map(({ type, status: value }) => `${type}=${value}`).sort();
}

/**
 * What of a pod on a node changed. Until 1.30 one name stands for every change.
 * Source: kubernetes v1.31.8 pkg/scheduler/framework/events.go, PodSchedulingPropertiesChange.
 */
export function podChanges(after: PodInfo, before: PodInfo, version: VersionProfile): readonly EventName[] {
  if (!version.has('schedulerTellsPodChangesApart')) return ['AssignedPodUpdate'];
  const found: EventName[] = [];
  if (differ(before.labels, after.labels)) found.push('AssignedPodLabelChange');
  if (hasScaledDown(after, before)) found.push('AssignedPodScaleDown');
  return found.length === 0 ? ['AssignedPodUpdate'] : found;
}

export function hasScaledDown(after: PodInfo, before: PodInfo): boolean {
  const [{ requested }, { requested: was }] = [after.requests, before.requests];
  return requested !== was && was.names().some((name) => requested.get(name) < was.get(name));
}

// Stored objects share what did not change, so identity settles most questions.
export function differ(before: unknown, after: unknown): boolean {
  return before !== after && JSON.stringify(sorted(before)) !== JSON.stringify(sorted(after));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
