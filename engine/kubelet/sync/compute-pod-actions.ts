// What a pass over a pod has to do about its sandbox and containers. Pure.
// Source: kubernetes v1.20.2 pkg/kubelet/kuberuntime/kuberuntime_manager.go, computePodActions, and
// kuberuntime_container.go, findNextInitContainerToRun; sidecars: v1.28 computeInitContainerActions.

import type { Container, Pod } from '../../api/objects.ts';
import { type ContainerRecord, containerNamed, type RuntimePodStatus } from '../cri/container-record.ts';
import { isSidecar, shouldContainerBeRestarted } from './restart-policy.ts';

export interface ContainerToKill {
  readonly record: ContainerRecord;
  readonly container: Container;
  /** The text of its Killing event. */
  readonly message: string;
}

export interface PodActions {
  /** Stop everything that runs, then the sandbox. */
  readonly killPod: boolean;
  readonly createSandbox: boolean;
  readonly kill: readonly ContainerToKill[];
  /** Init containers to start now: the next one, and sidecars that died. */
  readonly startInit: readonly Container[];
  readonly start: readonly Container[];
}

/** What the probes have found: `failure` of a liveness or startup probe asks for a kill. */
export interface ProbeVerdicts {
  readonly hasFailedLiveness: (containerId: string) => boolean;
  readonly hasFailedStartup: (containerId: string) => boolean;
}

const nothing: PodActions = { killPod: false, createSandbox: false, kill: [], startInit: [], start: [] };

export function computePodActions(pod: Pod, status: RuntimePodStatus, probes: ProbeVerdicts): PodActions {
  if (!status.hasSandbox) return withNewSandbox(pod, status);
  const init = initActions(pod, status);
  if (!init.isDone) return { ...nothing, killPod: init.killPod, startInit: init.start };
  return appActions(pod, status, probes, init.start);
}

function withNewSandbox(pod: Pod, status: RuntimePodStatus): PodActions {
  const { initContainers = [], containers, restartPolicy } = pod.spec;
  // A pod that is done does not get a new sandbox.
  if (restartPolicy === 'Never' && status.containers.length > 0) return { ...nothing, killPod: true };
  const [first] = initContainers;
  const plan = { ...nothing, killPod: true, createSandbox: true };
  if (first !== undefined) return { ...plan, startInit: [first] };
  const hasSucceeded = (container: Container): boolean => {
    const last = containerNamed(status, container.name);
    return last?.state === 'exited' && last.exitCode === 0;
  };
  return { ...plan, start: containers.filter((c) => !(restartPolicy === 'OnFailure' && hasSucceeded(c))) };
}

interface InitActions {
  readonly isDone: boolean;
  readonly killPod: boolean;
  readonly start: readonly Container[];
}

function initActions(pod: Pod, status: RuntimePodStatus): InitActions {
  const { initContainers = [], restartPolicy } = pod.spec;
  const start: Container[] = [];
  for (const container of initContainers) {
    const last = containerNamed(status, container.name);
    if (isSidecar(container)) {
      if (last === undefined) return { isDone: false, killPod: false, start: [...start, container] };
      if (last.state === 'exited') start.push(container);
      continue;
    }
    if (last === undefined) return { isDone: false, killPod: false, start: [...start, container] };
    if (last.state === 'running') return { isDone: false, killPod: false, start };
    if (last.state === 'exited' && last.exitCode === 0) continue;
    if (restartPolicy === 'Never') return { isDone: false, killPod: true, start: [] };
    return { isDone: false, killPod: false, start: [...start, container] };
  }
  return { isDone: true, killPod: false, start };
}

function appActions(
  pod: Pod,
  status: RuntimePodStatus,
  probes: ProbeVerdicts,
  startInit: readonly Container[],
): PodActions {
  const kill: ContainerToKill[] = [];
  const start: Container[] = [];
  let kept = 0;
  for (const container of pod.spec.containers) {
    const record = containerNamed(status, container.name);
    if (record?.state !== 'running') {
      if (shouldContainerBeRestarted(container, pod, status)) start.push(container);
      continue;
    }
    const trouble = troubleWith(container, record, probes);
    if (trouble === undefined) {
      kept += 1;
      continue;
    }
    const restart = trouble.isChange || pod.spec.restartPolicy !== 'Never';
    if (restart) start.push(container);
    kill.push({ record, container, message: restart ? `${trouble.text}, will be restarted` : trouble.text });
  }
  return { ...nothing, killPod: kept === 0 && start.length === 0, kill, start, startInit };
}

function troubleWith(
  container: Container,
  record: ContainerRecord,
  probes: ProbeVerdicts,
): { readonly text: string; readonly isChange: boolean } | undefined {
  const { name } = container;
  if (record.image !== container.image)
    return { text: `Container ${name} definition changed`, isChange: true };
  if (probes.hasFailedLiveness(record.id))
    return { text: `Container ${name} failed liveness probe`, isChange: false };
  if (probes.hasFailedStartup(record.id))
    return { text: `Container ${name} failed startup probe`, isChange: false };
  return undefined;
}
