// A pod's status after a probe has come to another verdict: the container's two flags, and the conditions that follow.
//
// Source: kubernetes v1.20.2 pkg/kubelet/status/status_manager.go, SetContainerReadiness and SetContainerStartup.

import type { ContainerStatus, Pod, PodStatus } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { Prober } from '../prober/prober.ts';
import { withProbes } from './api-pod-status.ts';
import { containersReadyCondition, readyCondition } from './pod-conditions.ts';
import type { StatusDraft } from './status-manager.ts';

export interface VerdictInput {
  readonly pod: Pod;
  readonly status: PodStatus;
  readonly containerId: string;
  readonly prober: Prober;
  readonly version: VersionProfile;
}

/** Undefined where the status knows no such container. */
export function statusAfterVerdict({
  pod,
  status,
  containerId,
  prober,
  version,
}: VerdictInput): StatusDraft | undefined {
  const isProbed = (c: ContainerStatus): boolean => c.containerID === containerId;
  const { containerStatuses = [], initContainerStatuses = [] } = status;
  const isInit = initContainerStatuses.some(isProbed);
  if (!isInit && !containerStatuses.some(isProbed)) return undefined;
  const renewed = (list: readonly ContainerStatus[]): ContainerStatus[] =>
    list.map((c) => (isProbed(c) ? withProbes(pod, c, prober) : c));
  const changed = isInit
    ? { initContainerStatuses: renewed(initContainerStatuses) }
    : { containerStatuses: renewed(containerStatuses) };
  const now = { ...COPY_OF, ...status, ...changed };
  const statuses = [...(now.initContainerStatuses ?? []), ...(now.containerStatuses ?? [])];
  const readiness = { pod, statuses, phase: status.phase ?? '', version };
  const before = status.conditions ?? [];
  const containersReady = containersReadyCondition(readiness);
  const fresh = [readyCondition(readiness, before, containersReady), containersReady];
  const conditions = before.map((c) => fresh.find((f) => f.type === c.type) ?? c);
  return { ...COPY_OF, ...now, conditions } as StatusDraft;
}
