// Stopping a container: Killing event, preStop hook within the grace period, TERM, and KILL at its end.
// Source: kubernetes v1.20.2 pkg/kubelet/kuberuntime/kuberuntime_container.go, killContainer and executePreStopHook.

import type { Container, Pod } from '../../api/objects.ts';
import { type Routine, until } from '../../kernel/routine.ts';
import type { ContainerRecord } from '../cri/container-record.ts';
import type { NodeRuntime } from '../cri/node-runtime.ts';
import type { HookRunner } from './hooks.ts';

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
  readonly nowMs: () => number;
}

/** Ends when the container has ended. */
export function* killContainer(kill: Kill, means: KillMeans): Routine<void> {
  const { pod, container, record, message, graceOverride } = kill;
  const { runtime, event } = means;
  let graceSeconds = graceOf(kill);
  event(pod, container, 'Normal', 'Killing', message ?? `Stopping container ${container.name}`);
  if (!runtime.isRunning(record.id)) return;
  if (container.lifecycle?.preStop !== undefined && graceSeconds > 0) {
    graceSeconds -= yield* preStop(kill, means, graceSeconds);
  }
  graceSeconds = graceOverride ?? Math.max(graceSeconds, MINIMUM_GRACE_SECONDS);
  yield* runtime.stop(record.id, graceSeconds * 1000);
}

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
  const begunMs = means.nowMs();
  yield until((wake) => {
    means.runtime.after(
      graceSeconds * 1000,
      wake,
      `preStop hook of ${container.name} has used up the grace period of ${graceSeconds}s`,
    );
    means.hooks.run(record.id, pod, container, container.lifecycle?.preStop, (failure) => {
      if (failure !== undefined) means.event(pod, container, 'Warning', 'FailedPreStopHook', failure.message);
      wake();
    });
  });
  return Math.floor((means.nowMs() - begunMs) / 1000);
}
