// Container statuses of the API from what the runtime and the last failed start say.
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, convertToAPIContainerStatuses.

import type { Container, ContainerState, ContainerStatus, Pod } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { formatTime } from '../../api/time.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { type ContainerRecord, containerNamed, type RuntimePodStatus } from '../cri/container-record.ts';
import { shareOfMessage } from '../cri/termination-message.ts';
import { isSidecar, shouldContainerBeRestarted } from '../sync/restart-policy.ts';

/** Why the last start of a container failed, by container name. */
export type StartFailures = ReadonlyMap<string, { readonly reason: string; readonly message: string }>;

export interface ContainerStatusesInput {
  readonly pod: Pod;
  readonly runtime: RuntimePodStatus;
  readonly previous: readonly ContainerStatus[];
  readonly containers: readonly Container[];
  readonly areInit: boolean;
  readonly failures: StartFailures;
  readonly version: VersionProfile;
}

export function containerStatuses(input: ContainerStatusesInput): ContainerStatus[] {
  const { containers, areInit } = input;
  const statuses = containers.map((container) => statusOf(container, input));
  // Init containers keep their order; the others come sorted by name.
  return areInit ? statuses : statuses.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function statusOf(container: Container, input: ContainerStatusesInput): ContainerStatus {
  const { pod, runtime, areInit, failures } = input;
  const status = observed(container, input);
  const last = containerNamed(runtime, container.name);
  const isDone = areInit && !isSidecar(container) && last?.state === 'exited' && last.exitCode === 0;
  if (isDone) return status;
  if (!shouldContainerBeRestarted(container, pod, runtime)) return status;
  const failure = failures.get(container.name);
  if (failure === undefined) return status;
  const lastState = status.state?.terminated ? { lastState: status.state } : {};
  return { ...status, ...lastState, state: { waiting: withMessage(failure) } };
}

const withMessage = ({
  reason,
  message,
}: {
  reason: string;
  message: string;
}): { reason: string; message?: string } => (message === '' ? { reason } : { reason, message });

function observed(container: Container, input: ContainerStatusesInput): ContainerStatus {
  const { pod, runtime, previous, version } = input;
  const mounts = version.has('statusTellsVolumeMounts') ? mountsOf(container) : undefined;
  const [newest, older] = runtime.containers.filter((record) => record.name === container.name);
  if (newest === undefined) {
    const reason = (pod.spec.initContainers?.length ?? 0) > 0 ? 'PodInitializing' : 'ContainerCreating';
    const status = fromPrevious(container, previous, { waiting: { reason } });
    return mounts === undefined ? status : { ...COPY_OF, ...status, ...mounts };
  }
  return {
    name: newest.name,
    state: stateOf(newest, pod),
    lastState: older === undefined ? {} : stateOf(older, pod),
    ready: false,
    restartCount: newest.restartCount,
    image: newest.imageName,
    imageID: newest.imageId,
    containerID: newest.id,
    ...mounts,
    ...(version.has('statusTellsResources') ? resourcesOf(container) : undefined),
  };
}

interface MountStatuses {
  readonly volumeMounts?: NonNullable<ContainerStatus['volumeMounts']>;
}

// Asked with every status of a container, of the same few containers.
const mountStatuses = new WeakMap<Container, MountStatuses>();

// The runtimes here know no recursive read-only mounts.
function mountsOf(container: Container): MountStatuses {
  const known = mountStatuses.get(container);
  if (known !== undefined) return known;
  const { volumeMounts = [] } = container;
  const statuses = volumeMounts.map(({ name, mountPath, readOnly }) =>
    readOnly === true ? { name, mountPath, readOnly, recursiveReadOnly: 'Disabled' } : { name, mountPath },
  );
  const told = statuses.length === 0 ? {} : { volumeMounts: statuses };
  mountStatuses.set(container, told);
  return told;
}

function resourcesOf({
  resources = {},
}: Container): Pick<ContainerStatus, 'resources' | 'allocatedResources'> {
  const { requests } = resources;
  return requests === undefined ? { resources } : { resources, allocatedResources: requests };
}

// Nothing in the runtime: what was known of a terminated container stays, since the runtime may have removed it.
function fromPrevious(
  container: Container,
  previous: readonly ContainerStatus[],
  waiting: ContainerState,
): ContainerStatus {
  const old = previous.find((status) => status.name === container.name);
  if (old?.state?.terminated) return { ...old, ready: false };
  return {
    name: container.name,
    state: waiting,
    lastState: old?.lastState ?? {},
    ready: false,
    restartCount: old?.restartCount ?? 0,
    image: container.image ?? '',
    imageID: '',
  };
}

function stateOf(record: ContainerRecord, pod: Pod): ContainerState {
  const startedAt = formatTime(record.startedAt);
  if (record.state === 'running') return { running: { startedAt } };
  const { exitCode, reason, message, id } = record;
  const terminated = {
    exitCode,
    reason,
    ...(message === '' ? {} : { message: shareOfMessage(message, pod) }),
    startedAt,
    finishedAt: formatTime(record.finishedAt),
    containerID: id,
  };
  return { terminated };
}
