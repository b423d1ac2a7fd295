// What a pass over a pod has to do about its sandbox and containers. Pure.
// Source: kubernetes v1.20.2 pkg/kubelet/kuberuntime/kuberuntime_manager.go, computePodActions, and
// kuberuntime_container.go, findNextInitContainerToRun; with sidecars: v1.28.0 computeInitContainerActions, which comes
// to the same where there are none.

import type { Container, Pod } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { type ContainerRecord, containerNamed, type RuntimePodStatus } from '../cri/container-record.ts';
import { ephemeralContainersOf, isSidecar, shouldContainerBeRestarted } from './restart-policy.ts';

export interface ContainerToKill {
  readonly record: ContainerRecord;
  readonly container: Container;
  /** The text of its Killing event. */
  readonly message: string;
  /** The probe that asks for it. */
  readonly probe?: 'Liveness' | 'Startup';
}

export interface PodActions {
  /** Stop everything that runs, then the sandbox. */
  readonly killPod: boolean;
  readonly createSandbox: boolean;
  readonly kill: readonly ContainerToKill[];
  /** Init containers to start now: the next one, and sidecars that died. */
  readonly startInit: readonly Container[];
  readonly start: readonly Container[];
  /** Ephemeral containers that never ran; they run once. */
  readonly startEphemeral: readonly Container[];
}

/** What the probes have found: `failure` of a liveness or startup probe asks for a kill. */
export interface ProbeVerdicts {
  readonly hasFailedLiveness: (containerId: string) => boolean;
  readonly hasFailedStartup: (containerId: string) => boolean;
  readonly hasPassedStartup: (containerId: string) => boolean;
}

const nothing: PodActions = {
  killPod: false,
  createSandbox: false,
  kill: [],
  startInit: [],
  start: [],
  startEphemeral: [],
};

export function computePodActions(pod: Pod, status: RuntimePodStatus, probes: ProbeVerdicts): PodActions {
  if (!status.hasSandbox) return withNewSandbox(pod, status);
  const startEphemeral =
    pod.spec.ephemeralContainers === undefined
      ? []
      : ephemeralContainersOf(pod).filter(({ name }) => containerNamed(status, name) === undefined);
  const init = initActions(pod, status, probes);
  if (init.isDone) return { ...COPY_OF, ...appActions(pod, status, probes, init), startEphemeral };
  return { ...nothing, startEphemeral, killPod: init.killPod, kill: init.kill, startInit: init.start };
}

function withNewSandbox(pod: Pod, status: RuntimePodStatus): PodActions {
  const { initContainers = [], containers, restartPolicy } = pod.spec;
  // A pod that is done does not get a new sandbox.
  if (restartPolicy === 'Never' && status.containers.length > 0) return { ...nothing, killPod: true };
  const [first] = initContainers;
  const plan = { ...COPY_OF, ...nothing, killPod: true, createSandbox: true };
  if (first !== undefined) return { ...plan, startInit: [first] };
  const hasSucceeded = (container: Container): boolean => {
    const last = containerNamed(status, container.name);
    return last?.state === 'exited' && last.exitCode === 0;
  };
  return {
    ...COPY_OF,
    ...plan,
    start: containers.filter((c) => !(restartPolicy === 'OnFailure' && hasSucceeded(c))),
  };
}

function initActions(pod: Pod, status: RuntimePodStatus, probes: ProbeVerdicts): InitActions {
  const { initContainers = [], containers, restartPolicy } = pod.spec;
  if (initContainers.length === 0) return noInit;
  const kill: ContainerToKill[] = [];
  const start = new Set<Container>();
  let isDone = containers.some(({ name }) => containerNamed(status, name));
  // Whether the containers before the one looked at have done their part. Looked at backwards, because those that have
  // ended well may be gone from the runtime: only the last one that left a trace counts.
  let wasReached = isDone;
  for (const [i, container] of [...initContainers.entries()].reverse()) {
    const last = containerNamed(status, container.name);
    const isKept = isSidecar(container);
    if (last === undefined) {
      if (wasReached && isKept) start.add(container);
      continue;
    }
    if (wasReached && !isKept) continue;
    const step = isKept ? sidecarStep(container, last, probes) : initStep(last, restartPolicy === 'Never');
    if (step === 'fail') return { isDone: false, killPod: true, kill: [], start: [] };
    if (step === 'again') start.add(container);
    if (typeof step === 'object') {
      kill.push({ record: last, container, ...step });
      start.add(container);
    }
    if (step === 'passed' || (typeof step === 'object' && step.probe === 'Liveness')) {
      const next = initContainers[i + 1];
      if (next === undefined) isDone = true;
      else if (!wasReached) start.add(next);
    }
    wasReached = true;
  }
  const [first] = initContainers;
  if (!wasReached && first !== undefined) start.add(first);
  return { isDone, killPod: false, kill, start: initContainers.filter((container) => start.has(container)) };
}

interface InitActions {
  readonly isDone: boolean;
  readonly killPod: boolean;
  readonly kill: readonly ContainerToKill[];
  readonly start: readonly Container[];
}

const noInit: InitActions = { isDone: true, killPod: false, kill: [], start: [] };

/** `again`: start it anew; `passed`: the next one's turn; `fail`: the pod is over. */
type InitStep = 'wait' | 'again' | 'passed' | 'fail';

function initStep(last: ContainerRecord, isFinal: boolean): InitStep {
  if (last.state !== 'exited') return 'wait';
  if (last.exitCode === 0) return 'passed';
  return isFinal ? 'fail' : 'again';
}

// A sidecar has done its part as soon as it has started; whether it is alive does not hold back the next container.
function sidecarStep(
  { name, livenessProbe, startupProbe }: Container,
  last: ContainerRecord,
  probes: ProbeVerdicts,
): InitStep | Pick<ContainerToKill, 'message' | 'probe'> {
  if (last.state === 'created') return 'wait';
  if (last.state === 'exited') return 'again';
  if (startupProbe !== undefined && !probes.hasPassedStartup(last.id)) {
    if (!probes.hasFailedStartup(last.id)) return 'wait';
    return { message: `Init container ${name} failed startup probe`, probe: 'Startup' };
  }
  if (livenessProbe === undefined || !probes.hasFailedLiveness(last.id)) return 'passed';
  return { message: `Init container ${name} failed liveness probe`, probe: 'Liveness' };
}

function appActions(
  pod: Pod,
  status: RuntimePodStatus,
  probes: ProbeVerdicts,
  init: InitActions,
): PodActions {
  const kill: ContainerToKill[] = [...init.kill];
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
    const { text, isChange, ...why } = trouble;
    const restart = isChange || pod.spec.restartPolicy !== 'Never';
    if (restart) start.push(container);
    kill.push({ record, container, message: restart ? `${text}, will be restarted` : text, ...why });
  }
  const killPod = kept === 0 && start.length === 0;
  // Sidecars do not keep a pod alive that has nothing else to run.
  return { ...COPY_OF, ...nothing, killPod, kill, start, startInit: killPod ? [] : init.start };
}

interface Trouble {
  readonly text: string;
  readonly isChange: boolean;
  readonly probe?: 'Liveness' | 'Startup';
}

function troubleWith(
  container: Container,
  record: ContainerRecord,
  probes: ProbeVerdicts,
): Trouble | undefined {
  const { name } = container;
  if (record.image !== container.image)
    return { text: `Container ${name} definition changed`, isChange: true };
  if (probes.hasFailedLiveness(record.id))
    return { text: `Container ${name} failed liveness probe`, isChange: false, probe: 'Liveness' };
  if (probes.hasFailedStartup(record.id))
    return { text: `Container ${name} failed startup probe`, isChange: false, probe: 'Startup' };
  return undefined;
}
