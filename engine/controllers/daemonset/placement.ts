// Which pods one node lacks and which it should lose, apart from updates.
//
// Pure but for the back-off that it is handed: a daemon that the kubelet keeps refusing is killed ever more slowly.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/daemon/daemon_controller.go, podsShouldBeOnNode.

import type { DaemonSet, Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isPodAvailable, isPodReady } from '../pod-condition.ts';
import { isOfRevision } from './daemon-pod.ts';
import type { NodeFit } from './node-fit.ts';

export interface DaemonEvent {
  readonly level: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

export interface Placement {
  readonly needsPod: boolean;
  readonly toDelete: readonly Pod[];
  readonly events: readonly DaemonEvent[];
  /** When to look again at a failed pod, in milliseconds from now. */
  readonly retryAfterMs?: number;
}

export interface PlacementInput {
  readonly set: DaemonSet;
  readonly nodeName: string;
  readonly fit: NodeFit;
  /** The set's pods on or for the node; undefined without any. */
  readonly pods: readonly Pod[] | undefined;
  readonly hash: string;
  /** The delay that still runs for failed pods of this node, or undefined after counting a failure. */
  readonly failedPodDelayMs: () => number | undefined;
  readonly version: Pick<VersionProfile, 'has'>;
  readonly nowEpochMs: number;
}

/** Scheduled before unscheduled, older before younger. Source: podByCreationTimestampAndPhase. */
export function compareByPlacement(a: Pod, b: Pod): number {
  const unscheduled = Number(!a.spec.nodeName) - Number(!b.spec.nodeName);
  if (unscheduled !== 0) return unscheduled;
  const [timeA, timeB] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
  if (timeA !== timeB) return timeA < timeB ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

export const allowsSurge = ({ spec: { updateStrategy } }: DaemonSet): boolean => {
  const surge = updateStrategy?.type === 'RollingUpdate' ? updateStrategy.rollingUpdate?.maxSurge : undefined;
  return surge !== undefined && surge !== 0 && surge !== '0%';
};

const nothing: Placement = { needsPod: false, toDelete: [], events: [] };

export function placePods(input: PlacementInput): Placement {
  const { fit, pods } = input;
  if (fit.shouldRun && pods === undefined) return { ...nothing, needsPod: true };
  if (pods === undefined) return nothing;
  const staying = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  return fit.shouldContinueRunning ? pruned(input, staying) : { ...nothing, toDelete: staying };
}

function pruned(input: PlacementInput, pods: readonly Pod[]): Placement {
  const toDelete: Pod[] = [];
  const events: DaemonEvent[] = [];
  const running: Pod[] = [];
  let retryAfterMs: number | undefined;
  const found = (pod: Pod, phase: string, verb: string): string =>
    `Found ${phase} daemon pod ${pod.metadata.namespace}/${pod.metadata.name} on node ${input.nodeName}, will try to ${verb} it`;
  for (const pod of pods) {
    if (pod.status.phase === 'Failed') {
      const delayMs = input.failedPodDelayMs();
      if (delayMs !== undefined) {
        retryAfterMs = delayMs;
        continue;
      }
      events.push({ level: 'Warning', reason: 'FailedDaemonPod', message: found(pod, 'failed', 'kill') });
      toDelete.push(pod);
    } else if (pod.status.phase === 'Succeeded' && input.version.has('daemonSetReplacesSucceededPods')) {
      events.push({
        level: 'Normal',
        reason: 'SucceededDaemonPod',
        message: found(pod, 'succeeded', 'delete'),
      });
      toDelete.push(pod);
    } else running.push(pod);
  }
  running.sort(compareByPlacement);
  const surges = allowsSurge(input.set);
  const excess = surges ? excessWithSurge(input, running) : running.slice(1);
  const needsPod = surges && running.length === 0 && input.fit.shouldRun;
  const retry = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { needsPod, toDelete: [...toDelete, ...excess], events, ...retry };
}

/** Two may run while the new one is not available yet and the old one still serves. */
function excessWithSurge({ set, hash, nowEpochMs }: PlacementInput, running: readonly Pod[]): Pod[] {
  if (running.length <= 1) return [];
  const newPod = running.find((pod) => isOfRevision(pod, hash));
  const oldPod = running.find((pod) => !isOfRevision(pod, hash));
  const excess = running.filter((pod) => pod !== newPod && pod !== oldPod);
  if (newPod === undefined || oldPod === undefined) return excess;
  const isReplaced = !isPodReady(oldPod) || isPodAvailable(newPod, set.spec.minReadySeconds ?? 0, nowEpochMs);
  return isReplaced ? [...excess, oldPod] : excess;
}
