// One pass over one pod: tell its status, stop what should not run, mount, make the sandbox, start what is due.
//
// A routine: it takes the time of mounting, pulling, hooks and grace periods, and the pod's worker waits for it.
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, syncPod; pkg/kubelet/kuberuntime/kuberuntime_manager.go, SyncPod.

import { formatGoDuration } from '../../api/duration/go-duration.ts';
import type { Container, Pod } from '../../api/objects.ts';
import { type Routine, sleep } from '../../kernel/routine.ts';
import type { RuntimePodStatus } from '../cri/container-record.ts';
import type { Eviction } from '../eviction/eviction.ts';
import { formatPod } from '../lifecycle/hooks.ts';
import { killContainer, killContainers } from '../lifecycle/kill-container.ts';
import type { SyncOutcome } from '../pod-workers.ts';
import { computePodActions } from './compute-pod-actions.ts';
import { ephemeralContainersOf, isSidecar } from './restart-policy.ts';
import { type StartFailure, startContainer } from './start-container.ts';
import type { SyncMeans } from './sync-means.ts';

export function* syncPod(pod: Pod, runtime: RuntimePodStatus, means: SyncMeans): Routine<SyncOutcome> {
  const refusal = yield* means.admit(pod);
  if (refusal !== undefined) return reject(pod, refusal, means);
  const eviction = means.evictionOf(pod);
  if (eviction !== undefined) return yield* evict(eviction, pod, runtime, means);
  const status = means.statusOf(pod, runtime);
  means.status.set(pod, status);
  if (pod.metadata.deletionTimestamp !== undefined || status.phase === 'Failed') {
    yield* killPod(pod, means);
    return 'done';
  }
  const problem = pod.spec.hostNetwork === true ? undefined : means.networkProblem();
  if (problem !== undefined) {
    means.podEvent(pod, 'Warning', 'NetworkNotReady', `network is not ready: ${problem}`);
    return 'failed for now';
  }
  means.keepMirror(pod);
  if (status.phase !== 'Succeeded') {
    const mounted = yield* means.volumes.mount(pod);
    if (mounted !== 'mounted') return 'failed';
  }
  return yield* bringUp(pod, runtime, means);
}

// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/kubelet.go, rejectPod.
function reject(pod: Pod, { reason, message }: StartFailure, means: SyncMeans): SyncOutcome {
  const before = means.version.has('rejectionsSayRejected') ? 'Pod was rejected: ' : 'Pod ';
  means.podEvent(pod, 'Warning', reason, message);
  const keptClass = means.version.has('rejectionsKeepQosClass') ? pod.status.qosClass : undefined;
  const status = { phase: 'Failed', reason, message: `${before}${message}` } as const;
  means.status.set(pod, keptClass === undefined ? status : { ...status, qosClass: keptClass });
  return 'done';
}

// Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, syncPod (SyncPodKill), whose status is all that is left of the old
// one; v1.28.0 syncTerminatingPod; pod_workers.go, calculateEffectiveGracePeriod.
function* evict(
  { gracePeriodSeconds, status }: Eviction,
  pod: Pod,
  runtime: RuntimePodStatus,
  means: SyncMeans,
): Routine<SyncOutcome> {
  if (means.version.has('podWorkerTerminates')) {
    means.status.set(pod, means.statusOf(pod, runtime));
    yield* killPod(pod, means, gracePeriodSeconds === 0 ? undefined : gracePeriodSeconds);
    means.status.set(pod, means.statusOf(pod, means.runtime.look(pod.metadata.uid)));
  } else {
    means.status.set(pod, status);
    yield* killPod(pod, means, gracePeriodSeconds);
  }
  means.onEvicted(pod);
  return 'done';
}

function* bringUp(pod: Pod, runtime: RuntimePodStatus, means: SyncMeans): Routine<SyncOutcome> {
  const actions = computePodActions(pod, runtime, means.probes);
  let isFailed = false;
  if (actions.killPod && !actions.createSandbox) yield* killPod(pod, means);
  // Where nothing is left to run, the pod's own end has stopped them all.
  for (const kill of actions.killPod ? [] : actions.kill) yield* killContainer({ pod, ...kill }, means.kill);
  if (actions.createSandbox) {
    yield sleep(means.latency.sandboxCreate());
    const made = means.createSandbox(pod);
    if (!made) return 'failed';
  }
  const secrets = pod.spec.imagePullSecrets === undefined ? [] : means.pullSecretsOf(pod);
  const context = { status: runtime, secrets };
  for (const container of [...actions.startEphemeral, ...actions.startInit, ...actions.start]) {
    const failure =
      backOffOf(pod, container, runtime, means) ?? (yield* startContainer(pod, container, context, means));
    means.noteStart(pod, container, failure);
    if (failure === undefined) continue;
    isFailed = true;
    // A failing init container holds back everything behind it.
    if (actions.startInit.includes(container) && !isSidecar(container)) break;
  }
  return isFailed ? 'failed' : 'done';
}

// The delay counts from the end of the container's last run. Source: kuberuntime_manager.go, doBackOff.
function backOffOf(
  pod: Pod,
  container: Container,
  runtime: RuntimePodStatus,
  means: SyncMeans,
): StartFailure | undefined {
  const last = runtime.containers.find(
    (record) => record.name === container.name && record.state === 'exited',
  );
  if (last === undefined) return undefined;
  const key = `${pod.metadata.uid}/${container.name}/${container.image}`;
  const nowMs = means.kernel.nowEpochMs;
  if (!means.backOff.isInBackOffSince(key, last.finishedAt, nowMs)) {
    means.backOff.next(key, last.finishedAt, nowMs);
    return undefined;
  }
  const delay = formatGoDuration(BigInt(means.backOff.get(key)) * 1_000_000n);
  const pods = means.version.has('backOffEventNamesContainer')
    ? ` ${container.name} in pod ${formatPod(pod)}`
    : '';
  means.event(pod, container, 'Warning', 'BackOff', `Back-off restarting failed container${pods}`);
  const message = `back-off ${delay} restarting failed container=${container.name} pod=${formatPod(pod)}`;
  return { reason: 'CrashLoopBackOff', message };
}

/**
 * Stops all containers side by side, sidecars in their turn; then the sandbox's network is gone.
 *
 * @param graceOverride  seconds, in place of the pod's own grace period
 */
export function* killPod(pod: Pod, means: SyncMeans, graceOverride?: number): Routine<void> {
  const { initContainers = [], containers } = pod.spec;
  const specs = [...containers, ...initContainers, ...ephemeralContainersOf(pod)];
  const kills = means.kill.runtime
    .look(pod.metadata.uid)
    .containers.filter((record) => record.state === 'running')
    .flatMap((record) => {
      const container = specs.find((c) => c.name === record.name);
      const override = graceOverride === undefined ? {} : { graceOverride };
      return container === undefined ? [] : [{ pod, container, record, ...override }];
    });
  yield* killContainers(pod, kills, means.kill);
}
