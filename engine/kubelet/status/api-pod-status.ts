// The status that the kubelet gives a pod: containers by what the runtime shows and the probes found, phase, conditions,
// addresses. Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, generateAPIPodStatus; prober_manager.go, UpdatePodStatus.

import type { Container, ContainerStatus, Pod, PodStatus } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { observedGeneration } from '../../api/pod/observed-generation.ts';
import { qosClass } from '../../api/pod/qos.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { RuntimePodStatus } from '../cri/container-record.ts';
import type { Prober } from '../prober/prober.ts';
import { ephemeralContainersOf, isSidecar } from '../sync/restart-policy.ts';
import { containerStatuses, type StartFailures } from './container-statuses.ts';
import {
  containersReadyCondition,
  initializedCondition,
  KUBELET_CONDITIONS,
  type ReadinessInput,
  readyCondition,
} from './pod-conditions.ts';
import { type PodPhase, podPhase } from './pod-phase.ts';
import type { StatusDraft } from './status-manager.ts';

export interface PodEnding {
  readonly reason: string;
  readonly message: string;
  /** Says that somebody disrupts the pod. */
  readonly condition?: {
    readonly type: string;
    readonly status: string;
    readonly reason: string;
    readonly message: string;
  };
}

export interface ApiStatusInput {
  readonly pod: Pod;
  readonly runtime: RuntimePodStatus;
  /** The status before, from the status manager or else the API. */
  readonly previous: PodStatus;
  readonly failures: StartFailures;
  readonly prober: Prober;
  readonly hostIp: string;
  readonly version: VersionProfile;
  /** The kubelet itself ends the pod, whatever its containers do. */
  readonly ending?: PodEnding | undefined;
  /** All that the pod ran is stopped, for good. Default: no. */
  readonly isAtItsEnd?: boolean;
}

export function apiPodStatus(input: ApiStatusInput): StatusDraft {
  const { pod, runtime, previous, failures, prober, hostIp, version } = input;
  const { initContainers = [], containers } = pod.spec;
  const common = { pod, runtime, failures, version };
  const drafts = containerStatuses({
    ...COPY_OF,
    ...common,
    containers,
    previous: previous.containerStatuses ?? [],
    areInit: false,
  });
  const apps = drafts.map((status) => withProbes(pod, status, prober));
  const initDrafts = containerStatuses({
    ...COPY_OF,
    ...common,
    containers: initContainers,
    previous: previous.initContainerStatuses ?? [],
    areInit: true,
  });
  const inits = initDrafts.map((status) => withInitReadiness(pod, status, prober, version));
  const phase = input.ending === undefined ? phaseOf(input, [...apps, ...inits]) : 'Failed';
  const ips = runtime.ips.length > 0 ? runtime.ips : (previous.podIPs ?? []).map((p) => p.ip ?? '');
  const { condition: disruption, ...ending } = input.ending ?? {};
  const live = (pod.status.conditions ?? []).filter(isForeign);
  const foreign =
    disruption === undefined
      ? live
      : [
          ...live.filter(({ type }) => type !== disruption.type),
          { ...disruption, ...observedGeneration(pod, version) },
        ];
  if (input.ending !== undefined && !version.has('endedPodsHaveConditions')) {
    return {
      ...{ phase, ...ending, conditions: foreign, ...addresses(pod, ips, hostIp) },
      ...(inits.length === 0 ? {} : { initContainerStatuses: initDrafts }),
      containerStatuses: drafts,
      qosClass: pod.status.qosClass ?? qosClass(pod.spec),
    };
  }
  const conditions = ownConditions(input, apps, inits, phase, foreign);
  const status: { -readonly [field in keyof StatusDraft]: StatusDraft[field] } = {
    phase,
    ...ending,
    conditions: foreign.length === 0 ? conditions : [...foreign, ...conditions],
    hostIP: hostIp,
  };
  if (version.has('podHostIPs')) status.hostIPs = [{ ip: hostIp }];
  Object.assign(status, observedGeneration(pod, version), addresses(pod, ips, hostIp));
  if (inits.length > 0) status.initContainerStatuses = inits;
  status.containerStatuses = apps;
  const ephemeral = ephemeralContainersOf(pod);
  if (ephemeral.length > 0) status.ephemeralContainerStatuses = ephemeralStatuses(input, ephemeral);
  status.qosClass = pod.status.qosClass ?? qosClass(pod.spec);
  return status;
}

function ephemeralStatuses(input: ApiStatusInput, containers: readonly Container[]): ContainerStatus[] {
  const { pod, runtime, failures, previous, version } = input;
  const before = previous.ephemeralContainerStatuses ?? [];
  return containerStatuses({
    ...{ pod, runtime, failures, version, containers },
    ...{ previous: before, areInit: false },
  });
}

const isForeign = ({ type }: { readonly type: string }): boolean => !KUBELET_CONDITIONS.has(type);

// A terminal phase in the API is final, whatever the containers say; since the worker ends pods, one that was only noted too.
function phaseOf(input: ApiStatusInput, statuses: readonly ContainerStatus[]): PodPhase {
  const { pod, previous, version, isAtItsEnd = false } = input;
  if (isTerminal(pod.status.phase)) return pod.status.phase;
  const { restartPolicy, initContainers = [], containers } = pod.spec;
  const phase = podPhase({ restartPolicy, initContainers, containers, statuses, isAtItsEnd, version });
  const isKept = !isTerminal(phase) && version.has('podWorkerTerminates');
  return isKept && isTerminal(previous.phase) ? previous.phase : phase;
}

const isTerminal = (phase: string | undefined): phase is 'Failed' | 'Succeeded' =>
  phase === 'Failed' || phase === 'Succeeded';

function addresses(pod: Pod, ips: readonly string[], hostIp: string): Pick<PodStatus, 'podIP' | 'podIPs'> {
  const all = pod.spec.hostNetwork === true ? [hostIp] : ips;
  const [podIP] = all;
  return podIP === undefined ? {} : { podIP, podIPs: all.map((ip) => ({ ip })) };
}

function ownConditions(
  input: ApiStatusInput,
  apps: readonly ContainerStatus[],
  inits: readonly ContainerStatus[],
  phase: string,
  foreign: readonly { type: string; status: string }[],
): NonNullable<StatusDraft['conditions']> {
  const { pod, version, runtime } = input;
  const sidecars = inits.filter((status) =>
    pod.spec.initContainers?.some((c) => c.name === status.name && isSidecar(c)),
  );
  const readiness: ReadinessInput = { pod, statuses: [...sidecars, ...apps], phase, version };
  const initialized = initializedCondition(pod, inits, phase);
  const containersReady = containersReadyCondition(readiness);
  const own = [
    initialized,
    readyCondition(readiness, foreign, containersReady),
    containersReady,
    { type: 'PodScheduled', status: 'True' },
  ];
  if (!version.has('podReadyToStartContainers')) return own;
  const isReady = runtime.hasSandbox && phase !== 'Failed' && phase !== 'Succeeded';
  const all: { type: string; status: string; observedGeneration?: number }[] = [
    { type: 'PodReadyToStartContainers', status: isReady ? 'True' : 'False' },
    ...own,
  ];
  const { observedGeneration: generation } = observedGeneration(pod, version);
  // In place: each of them was made just now, for each pass over each pod.
  if (generation !== undefined) for (const condition of all) condition.observedGeneration = generation;
  return all;
}

/** `started` and `ready` of a container by its probes. */
export function withProbes(pod: Pod, status: ContainerStatus, prober: Prober): ContainerStatus {
  const { uid } = pod.metadata;
  const id = status.containerID ?? '';
  const isRunning = status.state?.running !== undefined;
  const startup = prober.verdict('Startup', id);
  const started =
    isRunning && (startup === undefined ? !prober.has(uid, status.name, 'Startup') : startup === 'Success');
  if (!started) return { ...COPY_OF, ...status, started, ready: false };
  const readiness = prober.verdict('Readiness', id);
  const hasProbe = prober.has(uid, status.name, 'Readiness');
  const ready = readiness === undefined ? !hasProbe : readiness === 'Success';
  if (!ready && hasProbe) prober.triggerReadiness(uid, status.name);
  return { ...COPY_OF, ...status, started, ready };
}

function withInitReadiness(
  pod: Pod,
  status: ContainerStatus,
  prober: Prober,
  version: VersionProfile,
): ContainerStatus {
  const container = pod.spec.initContainers?.find((c) => c.name === status.name);
  if (container !== undefined && isSidecar(container)) return withProbes(pod, status, prober);
  const ready = status.state?.terminated?.exitCode === 0;
  return version.has('initContainersHaveStarted')
    ? { ...status, ready, started: status.state?.running !== undefined }
    : { ...status, ready };
}
