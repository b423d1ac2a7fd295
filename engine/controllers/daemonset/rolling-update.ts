// Which old pods of a DaemonSet the next step of a rolling update replaces.
//
// Until 1.20 the step counts unavailable nodes and then takes old pods; from 1.21 on each node is one case, and with
// maxSurge a new pod comes before the old one goes.
// Pure. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/daemon/update.go, rollingUpdate.

import { scaledValue } from '../../api/int-or-percent.ts';
import type { DaemonSet, Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isPodAvailable } from '../pod-condition.ts';
import { isOfRevision } from './daemon-pod.ts';
import { allowsSurge } from './placement.ts';

export type PodsByNode = ReadonlyMap<string, readonly Pod[]>;

export interface UpdateInput {
  readonly set: DaemonSet;
  /** The set's pods by the node they are on or meant for. */
  readonly podsByNode: PodsByNode;
  /** Names of the nodes that should run a pod. */
  readonly wantedNodes: readonly string[];
  readonly hash: string;
  readonly version: Pick<VersionProfile, 'has'>;
  readonly nowEpochMs: number;
}

export interface UpdateStep {
  readonly toDelete: readonly Pod[];
  /** Nodes that get a new pod beside the old one. */
  readonly toCreateOn: readonly string[];
}

const isStaying = (pod: Pod): boolean => pod.metadata.deletionTimestamp === undefined;

export function rollingUpdateStep(input: UpdateInput): UpdateStep {
  if (!input.version.has('daemonSetUpdatesNodeByNode'))
    return { toDelete: countedReplacements(input), toCreateOn: [] };
  const pods = new Map(input.podsByNode);
  for (const node of input.wantedNodes) if (!pods.has(node)) pods.set(node, []);
  const counts = nodeCounts(input);
  return counts.maxSurge === 0
    ? replacements(input, pods, counts.maxUnavailable)
    : surges(input, pods, counts.maxSurge);
}

/** Of percentages: both round up; both 0 would stand still. Source: update.go, updatedDesiredNodeCounts. */
function nodeCounts({ set, wantedNodes }: UpdateInput): { maxSurge: number; maxUnavailable: number } {
  const { maxUnavailable: unavailable = 0, maxSurge: surge = 0 } =
    set.spec.updateStrategy?.rollingUpdate ?? {};
  const wanted = wantedNodes.length;
  const maxSurge = allowsSurge(set) ? scaledValue(surge, wanted, 'up') : 0;
  const maxUnavailable = scaledValue(unavailable, wanted, 'up');
  return {
    maxSurge,
    maxUnavailable: wanted > 0 && maxUnavailable === 0 && maxSurge === 0 ? 1 : maxUnavailable,
  };
}

/** The way until 1.20. */
function countedReplacements(input: UpdateInput): Pod[] {
  const { set, podsByNode, wantedNodes, hash } = input;
  const isAvailable = availability(input);
  let unavailable = wantedNodes.filter(
    (node) => !podsByNode.get(node)?.some((pod) => isStaying(pod) && isAvailable(pod)),
  ).length;
  const { maxUnavailable = 0 } = set.spec.updateStrategy?.rollingUpdate ?? {};
  const limit = scaledValue(maxUnavailable, wantedNodes.length, 'up');
  const old = [...podsByNode.values()].flat().filter((pod) => !isOfRevision(pod, hash));
  const toDelete = old.filter((pod) => !isAvailable(pod) && isStaying(pod));
  for (const pod of old.filter(isAvailable)) {
    if (unavailable >= limit) break;
    toDelete.push(pod);
    unavailable += 1;
  }
  return toDelete;
}

const availability =
  ({ set, nowEpochMs }: UpdateInput) =>
  (pod: Pod): boolean =>
    isPodAvailable(pod, set.spec.minReadySeconds ?? 0, nowEpochMs);

/** One new and one old pod at most; undefined where there are more, which placement sorts out first. */
function pairOn(
  pods: readonly Pod[],
  hash: string,
): { newPod: Pod | undefined; oldPod: Pod | undefined } | undefined {
  const staying = pods.filter(isStaying);
  const fresh = staying.filter((pod) => isOfRevision(pod, hash));
  const old = staying.filter((pod) => !isOfRevision(pod, hash));
  return fresh.length > 1 || old.length > 1 ? undefined : { newPod: fresh[0], oldPod: old[0] };
}

function replacements(input: UpdateInput, pods: PodsByNode, maxUnavailable: number): UpdateStep {
  const isAvailable = availability(input);
  const allowed: Pod[] = [];
  const candidates: Pod[] = [];
  let unavailable = 0;
  for (const onNode of pods.values()) {
    const pair = pairOn(onNode, input.hash);
    if (pair === undefined || (pair.newPod === undefined) === (pair.oldPod === undefined)) unavailable += 1;
    else if (pair.oldPod === undefined) unavailable += Number(!isAvailable(pair.newPod!));
    else if (!isAvailable(pair.oldPod)) {
      allowed.push(pair.oldPod);
      if (input.version.has('daemonSetCountsOldUnavailable')) unavailable += 1;
    } else if (unavailable < maxUnavailable) candidates.push(pair.oldPod);
  }
  const room = Math.max(0, maxUnavailable - unavailable);
  return { toDelete: [...allowed, ...candidates.slice(0, room)], toCreateOn: [] };
}

function surges(input: UpdateInput, pods: PodsByNode, maxSurge: number): UpdateStep {
  const isAvailable = availability(input);
  const toDelete: Pod[] = [];
  const allowed: string[] = [];
  const candidates: string[] = [];
  let surge = 0;
  for (const [node, onNode] of pods) {
    const pair = pairOn(onNode, input.hash);
    if (pair === undefined) surge += 1;
    else if (pair.oldPod === undefined) continue;
    else if (pair.newPod !== undefined) {
      if (isAvailable(pair.newPod)) toDelete.push(pair.oldPod);
      else surge += 1;
    } else if (!isAvailable(pair.oldPod)) allowed.push(node);
    else if (surge < maxSurge) candidates.push(node);
  }
  return { toDelete, toCreateOn: [...allowed, ...candidates.slice(0, Math.max(0, maxSurge - surge))] };
}
