// What `kubectl get pods` says of a pod: the word in STATUS, ready and all containers, restarts.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/printers/internalversion/printers.go, printPod. The word is the phase or the
// pod's reason, unless a container has something to say: the first init container that is not done, else the container
// that stands first in the list of those with a reason.

import type { VersionProfile } from '../../versions/profile.ts';
import type { ContainerState, ContainerStatus, Pod } from '../objects.ts';

export interface PodSummary {
  /** `Running`, `CrashLoopBackOff`, `Init:0/2`, `Terminating` … */
  readonly status: string;
  readonly readyContainers: number;
  readonly totalContainers: number;
  readonly restarts: number;
  /** When the container that restarted last had ended, RFC 3339; absent where none has. */
  readonly lastRestart?: string;
}

/** The word in STATUS. */
export const podStatusWord = (pod: Pod, version: VersionProfile): string => podSummary(pod, version).status;

export function podSummary(pod: Pod, version: VersionProfile): PodSummary {
  const sidecars = sidecarNames(pod);
  const init = initSummary(pod, sidecars);
  const { conditions = [], containerStatuses = [] } = pod.status;
  const isInitialized =
    version.has('podInitializedDecidesStatus') &&
    conditions.find(({ type }) => type === 'Initialized')?.status === 'True';
  let status = wordOfPod(pod);
  let { restarts } = init;
  if (init.word !== undefined) status = init.word;
  let ready = init.readySidecars;
  if (init.word === undefined || isInitialized) {
    restarts = add(init.sidecarRestarts, restartsOf(containerStatuses));
    let hasRunning = false;
    for (const container of [...containerStatuses].reverse()) {
      const word = wordOfContainer(container.state);
      if (word !== undefined) status = word;
      else if (container.ready && container.state?.running) {
        hasRunning = true;
        ready += 1;
      }
    }
    if (status === 'Completed' && hasRunning) status = isReady(pod) ? 'Running' : 'NotReady';
  }
  return {
    status: wordOfDeletion(pod, version) ?? status,
    readyContainers: ready,
    totalContainers: pod.spec.containers.length + sidecars.size,
    restarts: restarts.count,
    ...(restarts.last !== undefined && { lastRestart: restarts.last }),
  };
}

interface Restarts {
  readonly count: number;
  readonly last?: string | undefined;
}

interface InitSummary {
  /** What the first init container that is not done says; absent once all are. */
  readonly word?: string;
  readonly readySidecars: number;
  /** Of the init containers up to the one that is not done; of the sidecars among them. */
  readonly restarts: Restarts;
  readonly sidecarRestarts: Restarts;
}

function initSummary({ spec, status }: Pod, sidecars: ReadonlySet<string>): InitSummary {
  const seen: ContainerStatus[] = [];
  let readySidecars = 0;
  let word: string | undefined;
  for (const [i, container] of (status.initContainerStatuses ?? []).entries()) {
    seen.push(container);
    const terminated = container.state?.terminated;
    if (terminated && (terminated.exitCode ?? 0) === 0) continue;
    if (sidecars.has(container.name) && container.started === true) {
      if (container.ready) readySidecars += 1;
      continue;
    }
    word = `Init:${wordOfInit(container.state) ?? `${i}/${(spec.initContainers ?? []).length}`}`;
    break;
  }
  return {
    ...(word !== undefined && { word }),
    readySidecars,
    restarts: restartsOf(seen),
    sidecarRestarts: restartsOf(seen.filter(({ name }) => sidecars.has(name))),
  };
}

function wordOfPod({ status }: Pod): string {
  const isGated = status.conditions?.some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  return isGated ? 'SchedulingGated' : status.reason || status.phase || '';
}

function wordOfInit(state: ContainerState | undefined): string | undefined {
  if (state?.terminated) return wordOfContainer({ terminated: state.terminated });
  const { reason = '' } = state?.waiting ?? {};
  return reason === '' || reason === 'PodInitializing' ? undefined : reason;
}

function wordOfContainer(state: ContainerState | undefined): string | undefined {
  if (state?.waiting?.reason) return state.waiting.reason;
  const terminated = state?.terminated;
  if (!terminated) return undefined;
  if (terminated.reason) return terminated.reason;
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode ?? 0}`;
}

function wordOfDeletion({ metadata, status }: Pod, version: VersionProfile): string | undefined {
  if (!metadata.deletionTimestamp) return undefined;
  if (status.reason === 'NodeLost') return 'Unknown';
  const hasEnded = status.phase === 'Succeeded' || status.phase === 'Failed';
  return hasEnded && version.has('endedPodsAreNotTerminating') ? undefined : 'Terminating';
}

const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;

const sidecarNames = ({ spec }: Pod): Set<string> =>
  new Set(
    (spec.initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy === 'Always')
      .map(({ name }) => name),
  );

function restartsOf(containers: readonly ContainerStatus[]): Restarts {
  let total: Restarts = { count: 0 };
  for (const { restartCount = 0, lastState } of containers) {
    total = add(total, { count: restartCount, last: lastState?.terminated?.finishedAt || undefined });
  }
  return total;
}

// RFC 3339 in one time zone compares as text.
function add(a: Restarts, b: Restarts): Restarts {
  const last = a.last === undefined || (b.last !== undefined && b.last > a.last) ? b.last : a.last;
  return { count: a.count + b.count, last };
}
