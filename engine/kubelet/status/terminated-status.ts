// The last word on a pod that is gone from its node: what never ended by itself counts as failed.
// Source: kubernetes v1.28.0 pkg/kubelet/status/status_manager.go, TerminatePod, hasPodInitialized, initializedContainers.

import type { Container, ContainerStatus, Pod, PodStatus } from '../../api/objects.ts';
import { isSidecar } from '../sync/restart-policy.ts';

/**
 * @param pod  as the API has it
 * @param status  what the kubelet knows
 */
export function terminatedStatus(pod: Pod, status: PodStatus): PodStatus {
  const { phase, containerStatuses = [], initContainerStatuses = [] } = status;
  const begun = begunInitContainers(initContainerStatuses);
  const isOver = phase === 'Failed' || phase === 'Succeeded';
  return {
    ...status,
    phase: isOver ? phase : 'Failed',
    ...(initContainerStatuses.length === 0
      ? {}
      : { initContainerStatuses: initContainerStatuses.map((s, i) => (i < begun ? ended(s) : s)) }),
    containerStatuses: hasInitialized(pod) ? containerStatuses.map(ended) : containerStatuses,
  };
}

/**
 * Until 1.21: the pod is left to go, and what its status shows as running is taken to have ended.
 * Source: kubernetes v1.20.2 pkg/kubelet/status/status_manager.go, TerminatePod.
 */
export function leftStatus(status: PodStatus): PodStatus {
  const { containerStatuses, initContainerStatuses } = status;
  const lists = [...(containerStatuses ?? []), ...(initContainerStatuses ?? [])];
  if (!lists.some(isRunning)) return status;
  const left = (one: ContainerStatus): ContainerStatus => (isRunning(one) ? ended(one) : one);
  return {
    ...status,
    ...(containerStatuses === undefined ? {} : { containerStatuses: containerStatuses.map(left) }),
    ...(initContainerStatuses === undefined
      ? {}
      : { initContainerStatuses: initContainerStatuses.map(left) }),
  };
}

const isRunning = ({ state }: ContainerStatus): boolean => state?.running !== undefined;

// Nobody knows how it ended, so it did not end well.
function ended(status: ContainerStatus): ContainerStatus {
  if (status.state?.terminated !== undefined) return status;
  const message = 'The container could not be located when the pod was terminated';
  const terminated = {
    ...{ exitCode: 137, reason: 'ContainerStatusUnknown', message },
    ...{ startedAt: null, finishedAt: null },
  };
  return { ...status, state: { terminated } } as unknown as ContainerStatus;
}

// All but those at the end that never ran; the first one always counts.
function begunInitContainers(statuses: readonly ContainerStatus[]): number {
  const last = statuses.findLastIndex((s) => s.state?.waiting === undefined || s.lastState?.terminated);
  return Math.max(last, 0) + 1;
}

function hasInitialized({ spec, status }: Pod): boolean {
  const { initContainers = [] } = spec;
  if (initContainers.length === 0) return true;
  if (status.containerStatuses?.some((s) => s.lastState?.terminated || !s.state?.waiting)) return true;
  return hasPassed(initContainers.at(-1), status.initContainerStatuses?.at(-1));
}

function hasPassed(container: Container | undefined, status: ContainerStatus | undefined): boolean {
  if (container === undefined || status === undefined) return false;
  if (isSidecar(container)) return status.state?.running !== undefined && status.started === true;
  return status.state?.terminated?.exitCode === 0 || status.lastState?.terminated?.exitCode === 0;
}
