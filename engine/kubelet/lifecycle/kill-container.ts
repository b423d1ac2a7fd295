// Stopping a container: Killing event, preStop hook within the grace period, TERM, and KILL at its end.
// Source: kubernetes v1.20.2 pkg/kubelet/kuberuntime/kuberuntime_container.go, killContainer and executePreStopHook.

import type { Container, Pod } from '../../api/objects.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { all, type Routine, until } from '../../kernel/routine.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { ContainerRecord } from '../cri/container-record.ts';
import type { NodeRuntime } from '../cri/node-runtime.ts';
import { isSidecar } from '../sync/restart-policy.ts';
import { type HookRunner, hookEventText } from './hooks.ts';
import { TerminationOrder } from './termination-order.ts';

/** No container gets less time than this to end. Source: minimumGracePeriodInSeconds. */
const MINIMUM_GRACE_SECONDS = 2;

export interface Kill {
  readonly pod: Pod;
  readonly container: Container;
  readonly record: ContainerRecord;
  /** Default: `Stopping container NAME`. */
  readonly message?: string;
  readonly probe?: 'Liveness' | 'Startup';
  /** Seconds that replace every other grace period. */
  readonly graceOverride?: number;
}

export interface KillMeans {
  readonly runtime: NodeRuntime;
  readonly hooks: HookRunner;
  readonly event: (
    pod: Pod,
    container: Container,
    level: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ) => void;
  readonly kernel: Kernel;
  readonly version: VersionProfile;
}

/** Ends when the container has ended. */
export function* killContainer(kill: Kill, means: KillMeans, turn?: TerminationOrder): Routine<void> {
  const { pod, container, record, message, graceOverride } = kill;
  const { runtime, event, kernel } = means;
  // Until 1.21 hooks have the pod's own time. Source: kubernetes v1.28.0 kuberuntime_container.go, killContainer.
  const forHooks = means.version.has('podWorkerTerminates') ? graceOverride : undefined;
  let graceSeconds = forHooks ?? graceOf(kill);
  event(pod, container, 'Normal', 'Killing', message ?? `Stopping container ${container.name}`);
  if (!runtime.isRunning(record.id)) return;
  if (container.lifecycle?.preStop !== undefined && graceSeconds > 0) {
    graceSeconds -= yield* preStop(kill, means, graceSeconds);
  }
  if (turn !== undefined && graceSeconds > 0) {
    const begunMs = kernel.nowMs;
    yield* turn.wait(container, graceSeconds * 1000);
    graceSeconds -= Math.floor((kernel.nowMs - begunMs) / 1000);
  }
  graceSeconds = Math.max(graceSeconds, MINIMUM_GRACE_SECONDS);
  if (graceOverride !== undefined) graceSeconds = Math.min(graceOverride, graceSeconds);
  yield* runtime.stop(record.id, graceSeconds * 1000);
}

/** Stops containers of one pod side by side; sidecars are asked to end after those they serve. */
export function* killContainers(pod: Pod, kills: readonly Kill[], means: KillMeans): Routine<void> {
  const { kernel } = means;
  const names = kills.map(({ container }) => container.name);
  const order = hasSidecars(pod) ? new TerminationOrder(pod, names, kernel) : undefined;
  yield* all(
    kernel,
    'kubelet kill',
    kills.map((kill) => killInTurn(kill, means, order)),
  );
}

function* killInTurn(kill: Kill, means: KillMeans, order: TerminationOrder | undefined): Routine<void> {
  yield* killContainer(kill, means, order);
  order?.noteEnd(kill.container.name);
}

const hasSidecars = ({ spec }: Pod): boolean => spec.initContainers?.some(isSidecar) === true;

function graceOf({ pod, container, probe }: Kill): number {
  const own =
    probe === 'Liveness' ? container.livenessProbe : probe === 'Startup' ? container.startupProbe : undefined;
  if (pod.metadata.deletionGracePeriodSeconds !== undefined) return pod.metadata.deletionGracePeriodSeconds;
  return (
    own?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? MINIMUM_GRACE_SECONDS
  );
}

// The hook is given up, not killed, when the grace period ends: it runs on until the container ends.
function* preStop(kill: Kill, means: KillMeans, graceSeconds: number): Routine<number> {
  const { pod, container, record } = kill;
  const begunMs = means.kernel.nowMs;
  yield until((wake) => {
    means.runtime.after(
      graceSeconds * 1000,
      wake,
      `preStop hook of ${container.name} has used up the grace period of ${graceSeconds}s`,
    );
    means.hooks.run(record.id, pod, container, container.lifecycle?.preStop, (failure) => {
      if (failure !== undefined) {
        const text = hookEventText('PreStopHook', failure, means.version);
        means.event(pod, container, 'Warning', 'FailedPreStopHook', text);
      }
      wake();
    });
  });
  return Math.floor((means.kernel.nowMs - begunMs) / 1000);
}
