// The phase of a pod, from its restart policy and its containers' statuses.
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, getPhase; sidecars and pods at their end: v1.28.

import type { Container, ContainerStatus } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isSidecar } from '../sync/restart-policy.ts';

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

export interface PhaseInput {
  readonly restartPolicy: string | undefined;
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
  /** Init containers' statuses among them. */
  readonly statuses: readonly ContainerStatus[];
  /** Whether nothing of the pod will be started again, whatever its restart policy. Default: no. */
  readonly isAtItsEnd?: boolean;
  readonly version: Pick<VersionProfile, 'has'>;
}

interface Count {
  /** Regular init containers that have failed. */
  failedInit: number;
  /** Containers that hold back the others: init containers not done, sidecars not started. */
  pendingInit: number;
  unknown: number;
  running: number;
  waiting: number;
  stopped: number;
  succeeded: number;
}

export function podPhase(input: PhaseInput): PodPhase {
  const { restartPolicy, initContainers, containers, statuses, version } = input;
  const count = {
    failedInit: 0,
    pendingInit: 0,
    unknown: 0,
    running: 0,
    waiting: 0,
    stopped: 0,
    succeeded: 0,
  };
  const find = (name: string): ContainerStatus | undefined => statuses.find((status) => status.name === name);
  for (const container of initContainers) {
    const status = find(container.name);
    if (isSidecar(container)) countSidecar(count, status);
    else countInit(count, status);
  }
  for (const container of containers) countApp(count, find(container.name));
  if (count.failedInit > 0 && restartPolicy === 'Never') return 'Failed';
  // A sidecar that starts again later does not make the pod Pending.
  const isUnderWay =
    version.has('startedPodsStayRunning') && containers.some(({ name }) => hasStarted(find(name)));
  const isHeldBack = count.pendingInit > 0 && !isUnderWay;
  if (isHeldBack || count.waiting > 0 || count.unknown > 0) return 'Pending';
  if (count.running > 0) return 'Running';
  if (count.stopped === 0) return 'Pending';
  if (input.isAtItsEnd === true && version.has('endedPodsAreTerminal'))
    return count.stopped === count.succeeded ? 'Succeeded' : 'Failed';
  if (restartPolicy === 'Always' || restartPolicy === undefined) return 'Running';
  if (count.stopped === count.succeeded) return 'Succeeded';
  // OnFailure with a failed container: it is about to be restarted.
  return restartPolicy === 'Never' ? 'Failed' : 'Running';
}

const hasStarted = (status: ContainerStatus | undefined): boolean =>
  status?.state?.running !== undefined || status?.state?.terminated !== undefined;

function countInit(count: Count, status: ContainerStatus | undefined): void {
  const { running, terminated, waiting } = status?.state ?? {};
  const end = running ? undefined : (terminated ?? (waiting && status?.lastState?.terminated));
  if (end === undefined) count.pendingInit += 1;
  else if ((end.exitCode ?? 0) !== 0) count.failedInit += 1;
}

// A sidecar that has ended counts for nothing.
function countSidecar(count: Count, status: ContainerStatus | undefined): void {
  if (status === undefined) {
    count.unknown += 1;
    return;
  }
  const { running, terminated, waiting } = status.state ?? {};
  if (running) {
    if (status.started !== true) count.pendingInit += 1;
    count.running += 1;
  } else if (!terminated && !(waiting && status.lastState?.terminated)) {
    count.pendingInit += 1;
    if (waiting) count.waiting += 1;
    else count.unknown += 1;
  }
}

function countApp(count: Count, status: ContainerStatus | undefined): void {
  const { running, terminated, waiting } = status?.state ?? {};
  if (running) count.running += 1;
  else if (terminated) {
    count.stopped += 1;
    if ((terminated.exitCode ?? 0) === 0) count.succeeded += 1;
  } else if (waiting === undefined) count.unknown += 1;
  else if (status?.lastState?.terminated) count.stopped += 1;
  else count.waiting += 1;
}
