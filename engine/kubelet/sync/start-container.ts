// Starting one container: image, configuration, creation, start, postStart hook. Each step can fail in its own way.
// Source: kubernetes v1.20.2 pkg/kubelet/kuberuntime/kuberuntime_container.go, startContainer.

import type { Container, Pod, Secret } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { type Routine, sleep, until } from '../../kernel/routine.ts';
import type { Launch } from '../cri/container-engine.ts';
import { containerNamed, type RuntimePodStatus } from '../cri/container-record.ts';
import { type HookFailure, hookEventText } from '../lifecycle/hooks.ts';
import { killContainer } from '../lifecycle/kill-container.ts';
import { isSidecar } from './restart-policy.ts';
import type { SyncMeans } from './sync-means.ts';

/** Why a container is not running; becomes its waiting state. */
export interface StartFailure {
  readonly reason: string;
  readonly message: string;
}

export interface StartContext {
  /** What the relist saw of the pod. */
  readonly status: RuntimePodStatus;
  /** For pulling its images. */
  readonly secrets: readonly Secret[];
}

export function* startContainer(
  pod: Pod,
  container: Container,
  { status, secrets }: StartContext,
  means: SyncMeans,
): Routine<StartFailure | undefined> {
  const { event } = means;
  const pulled = yield* means.images.ensure(pod, container, secrets);
  if ('reason' in pulled) {
    event(pod, container, 'Warning', 'Failed', `Error: ${pulled.reason}`);
    return pulled;
  }
  const last = containerNamed(status, container.name);
  const config = means.configure(pod, container);
  if ('reason' in config) {
    event(pod, container, 'Warning', 'Failed', `Error: ${config.message}`);
    return config;
  }
  const launch: Launch = {
    ...COPY_OF,
    ...config,
    pod,
    container,
    role: roleOf(pod, container),
    restartCount: last === undefined ? 0 : last.restartCount + 1,
  };
  yield sleep(means.latency.containerCreate());
  means.pruneDead(pod, container);
  const id = means.runtime.create(launch, pulled);
  event(pod, container, 'Normal', 'Created', createdText(container, means));
  yield sleep(means.latency.containerStart());
  const startError = means.runtime.start(id, launch);
  if (startError !== undefined) {
    // Events say the container's name for its id. Source: kuberuntime_container.go, recordContainerEvent.
    const told = startError.replace(id.slice(id.indexOf('//') + 2), container.name);
    event(pod, container, 'Warning', 'Failed', `Error: ${told}`);
    return { reason: 'RunContainerError', message: startError };
  }
  event(pod, container, 'Normal', 'Started', startedText(container, means));
  return yield* postStart(pod, container, id, means);
}

function createdText({ name }: Container, { version }: SyncMeans): string {
  if (version.has('containerEventsNameNobody')) return 'Container created';
  return version.has('createdEventHasColon') ? `Created container: ${name}` : `Created container ${name}`;
}

const startedText = ({ name }: Container, { version }: SyncMeans): string =>
  version.has('containerEventsNameNobody') ? 'Container started' : `Started container ${name}`;

function roleOf(pod: Pod, container: Container): Launch['role'] {
  if (isSidecar(container)) return 'sidecar';
  if (pod.spec.initContainers?.includes(container)) return 'init';
  return pod.metadata.ownerReferences?.some((owner) => owner.kind === 'Job') ? 'job' : 'app';
}

function* postStart(
  pod: Pod,
  container: Container,
  id: string,
  means: SyncMeans,
): Routine<StartFailure | undefined> {
  const handler = container.lifecycle?.postStart;
  if (handler === undefined) return undefined;
  let failure: HookFailure | undefined;
  yield until((wake) => {
    means.kill.hooks.run(id, pod, container, handler, (failed) => {
      failure = failed;
      wake();
    });
  });
  if (failure === undefined) return undefined;
  const { version } = means;
  const text = hookEventText('PostStartHook', failure, version);
  means.event(pod, container, 'Warning', 'FailedPostStartHook', text);
  const record = means.runtime.record(id);
  if (record !== undefined)
    yield* killContainer({ pod, container, record, message: 'FailedPostStartHook' }, means.kill);
  const error = version.has('hookEventsSayNothing') ? '' : `: ${failure.error}`;
  return { reason: `PostStartHookError${error}`, message: failure.message };
}
