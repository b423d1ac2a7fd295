// A machine that goes down in good order: its kubelet holds it up until its pods have ended, the important ones last.
//
// Only where the kubelet's configuration gives the time for it. Source: kubernetes v1.28.0
// pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux.go; KEP-2000, KEP-2712.

import { parseGoDurationMs } from '../../api/duration/go-duration.ts';
import type { Pod } from '../../api/objects.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Routine, run, until } from '../../kernel/routine.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { KubeletConfig } from '../config/kubelet-config.ts';
import type { PodEnding } from '../pod-endings.ts';
import type { StartFailure } from '../sync/start-container.ts';

/** Source: pkg/apis/scheduling/types.go, SystemCriticalPriority. */
const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000;

/** From the last pod's end to the machine's. Differs: as long as the rest of the system takes, which nobody knows. */
export const REST_OF_SHUTDOWN_MS = 2000;

/** Pods of this priority and up to the next group's have this much time. */
export interface ShutdownGroup {
  readonly priority: number;
  readonly seconds: number;
}

/** Lowest priority first; none when the machine goes down without asking. */
export function shutdownGroups(config: KubeletConfig, version: VersionProfile): readonly ShutdownGroup[] {
  if (!version.has('gracefulNodeShutdown')) return [];
  const { shutdownGracePeriodByPodPriority: byPriority = [] } = config;
  if (byPriority.length > 0 && version.has('shutdownByPodPriority')) {
    return byPriority
      .map(({ priority, shutdownGracePeriodSeconds: seconds }) => ({ priority, seconds }))
      .sort((a, b) => a.priority - b.priority);
  }
  const all = secondsOf(config.shutdownGracePeriod);
  const critical = secondsOf(config.shutdownGracePeriodCriticalPods);
  if (all === 0 || critical > all) return [];
  return [
    { priority: 0, seconds: all - critical },
    { priority: SYSTEM_CRITICAL_PRIORITY, seconds: critical },
  ];
}

const secondsOf = (text = '0s'): number => Math.trunc(parseGoDurationMs(text) / 1000);

/** One list of pods a group. A priority below all groups belongs to the lowest. */
export function groupedByPriority(pods: readonly Pod[], groups: readonly ShutdownGroup[]): Pod[][] {
  const lists = groups.map((): Pod[] => []);
  for (const pod of pods) {
    const priority = pod.spec.priority ?? 0;
    const at = groups.findLastIndex((group) => group.priority <= priority);
    lists[Math.max(at, 0)]?.push(pod);
  }
  return lists;
}

export interface ShutdownMeans {
  readonly kernel: Kernel;
  readonly version: VersionProfile;
  /** Those that are not over. */
  readonly pods: readonly Pod[];
  readonly end: (pod: Pod, ending: PodEnding) => Routine<void>;
}

/** Returns when the last group has ended, or its time is over. */
export function* endPodsInTurn(groups: readonly ShutdownGroup[], means: ShutdownMeans): Routine<void> {
  const lists = groupedByPriority(means.pods, groups);
  for (const [i, { seconds }] of groups.entries()) {
    const pods = lists[i] ?? [];
    if (pods.length > 0) yield* endGroup(pods, seconds, means);
  }
}

function* endGroup(pods: readonly Pod[], seconds: number, means: ShutdownMeans): Routine<void> {
  const { kernel, version, end } = means;
  const words = version.has('shutdownPodsAreTerminated')
    ? { reason: 'Terminated', message: TERMINATED }
    : { reason: 'Shutdown', message: 'Node is shutting, evicting pods' };
  yield until((wake) => {
    let left = pods.length;
    let isOver = false;
    const finish = (): void => {
      if (!isOver) wake();
      isOver = true;
    };
    const label = `${seconds}s for pods to end before the node shuts down`;
    const timer = kernel.schedule({ delayMs: seconds * 1000, kind: 'node shutdown', label }, finish);
    for (const pod of pods) {
      const own = pod.spec.terminationGracePeriodSeconds ?? seconds;
      const ending = { ...words, target: words.message, graceSeconds: Math.min(own, seconds) };
      run(kernel, 'node shutdown', end(pod, ending), () => {
        left -= 1;
        if (left > 0) return;
        kernel.cancel(timer);
        finish();
      });
    }
  });
}

const TERMINATED = 'Pod was terminated in response to imminent node shutdown.';

/** What a pod is told that comes meanwhile. */
export const refusalWhileShuttingDown = (version: VersionProfile): StartFailure =>
  version.has('shutdownPodsAreTerminated')
    ? { reason: 'NodeShutdown', message: 'Pod was rejected as the node is shutting down.' }
    : {
        reason: 'Terminated',
        message: 'Node is in progress of shutting down, not admitting any new pods',
      };
