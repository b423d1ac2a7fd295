// The phase of a pod, from its restart policy and its containers' statuses.
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, getPhase; sidecars: v1.28.

import type { Container, ContainerStatus } from '../../api/objects.ts';
import { isSidecar } from '../sync/restart-policy.ts';

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

export interface PhaseInput {
  readonly restartPolicy: string | undefined;
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
  /** Init containers' statuses among them. */
  readonly statuses: readonly ContainerStatus[];
}

export function podPhase({ restartPolicy, initContainers, containers, statuses }: PhaseInput): PodPhase {
  const find = (name: string): ContainerStatus | undefined => statuses.find((status) => status.name === name);
  const init = countInit(initContainers, find);
  if (init.failed > 0 && restartPolicy === 'Never') return 'Failed';
  const app = countApp(containers, find);
  if (init.pending > 0 || app.waiting > 0) return 'Pending';
  if (app.running > 0 && app.unknown === 0) return 'Running';
  if (app.running > 0 || app.stopped === 0 || app.unknown > 0) return 'Pending';
  if (restartPolicy === 'Always' || restartPolicy === undefined) return 'Running';
  if (app.stopped === app.succeeded) return 'Succeeded';
  // OnFailure with a failed container: it is about to be restarted.
  return restartPolicy === 'Never' ? 'Failed' : 'Running';
}

function countInit(
  containers: readonly Container[],
  find: (name: string) => ContainerStatus | undefined,
): { pending: number; failed: number } {
  let pending = 0;
  let failed = 0;
  for (const container of containers) {
    const status = find(container.name);
    const { running, terminated, waiting } = status?.state ?? {};
    if (isSidecar(container)) {
      if (status?.started !== true) pending += 1;
    } else if (terminated) {
      if (terminated.exitCode !== 0) failed += 1;
    } else if (running || !waiting) {
      pending += 1;
    } else {
      const last = status?.lastState?.terminated;
      if (last === undefined) pending += 1;
      else if (last.exitCode !== 0) failed += 1;
    }
  }
  return { pending, failed };
}

function countApp(
  containers: readonly Container[],
  find: (name: string) => ContainerStatus | undefined,
): { unknown: number; running: number; waiting: number; stopped: number; succeeded: number } {
  const count = { unknown: 0, running: 0, waiting: 0, stopped: 0, succeeded: 0 };
  for (const container of containers) {
    const status = find(container.name);
    const { running, terminated, waiting } = status?.state ?? {};
    if (running) count.running += 1;
    else if (terminated) {
      count.stopped += 1;
      if (terminated.exitCode === 0) count.succeeded += 1;
    } else if (waiting) {
      if (status?.lastState?.terminated) count.stopped += 1;
      else count.waiting += 1;
    } else count.unknown += 1;
  }
  return count;
}
