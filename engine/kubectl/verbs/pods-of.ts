// The pods behind an object that is no pod, and the container that is meant where none is named.
//
// Source: kubectl v0.32.0 pkg/polymorphichelpers/helpers.go, SelectorsForObject, GetFirstPod; pkg/util/podutils/
// podutils.go, ByLogging, ActivePods; pkg/cmd/util/podcmd/podcmd.go.

import type { AnyObject, Container, Pod } from '../../api/objects.ts';
import { formatLabelSelector, formatLabels, type LabelSelector } from '../../api/selectors/label-selector.ts';
import { parseLabelSelector } from '../../api/selectors/parse.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { FlagSpec } from '../command/flags.ts';
import { textFailure } from '../failure.ts';
import { watchUntil } from '../resource/wait-for.ts';
import { goTypeOf } from './pod-spec.ts';

/** Of commands that turn to a running container: `exec`, `attach`. */
export const CONTAINER_FLAGS: readonly FlagSpec[] = [
  { name: 'container', short: 'c', type: 'string' },
  { name: 'pod-running-timeout', type: 'duration', value: '1m' },
  { name: 'quiet', short: 'q', type: 'bool' },
  { name: 'stdin', short: 'i', type: 'bool' },
  { name: 'tty', short: 't', type: 'bool' },
];

/** @throws CommandFailure  the kind selects no pods; `prefix` introduces that */
function selectorText(object: AnyObject, prefix: string): string {
  const selector = (object.spec as { selector?: unknown } | undefined)?.selector;
  switch (object.kind) {
    case 'Deployment':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'Job':
      return formatLabelSelector(selector as LabelSelector);
    case 'ReplicationController':
      return formatLabels(selector as Record<string, string>);
    case 'Service':
      if (selector === undefined)
        throw textFailure(
          `${prefix} ${goTypeOf(object)}: invalid service '${object.metadata.name}': Service is defined without a selector`,
        );
      return formatLabels(selector as Record<string, string>);
    default:
      throw textFailure(`${prefix} ${goTypeOf(object)}: selector for ${goTypeOf(object)} not implemented`);
  }
}

/** All pods of an object, the one to take first; waits for one to appear. */
export function* podsOf(
  call: Call,
  object: AnyObject,
  prefix: string,
  compare: (a: Pod, b: Pod) => number,
  timeoutMs: number,
): Routine<readonly Pod[]> {
  const labelSelector = selectorText(object, prefix);
  const { namespace } = object.metadata;
  const mapping = call.mapper.forArgument('pods');
  const list = (): Pod[] => call.client.list(mapping, namespace, { labelSelector }).items as unknown as Pod[];
  const after = call.session.server.revision;
  let pods = list();
  if (pods.length === 0) {
    const selector = parseLabelSelector(labelSelector);
    const filter = {
      ...(namespace === undefined ? {} : { namespace }),
      matches: (pod: { metadata: { labels?: Record<string, string> } }) =>
        selector.matches(pod.metadata.labels ?? {}),
    };
    const isFound = yield* watchUntil(
      call.session,
      { kind: 'Pod', filter, after, timeoutMs },
      ({ type }) => type !== 'DELETED',
    );
    if (!isFound) throw textFailure('timed out waiting for the condition');
    pods = list();
  }
  return pods.sort(compare);
}

const isReady = ({ status }: Pod): boolean =>
  status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
// A phase that is not listed, such as Succeeded, counts as the first.
const LOG_RANK: Readonly<Record<string, number>> = { Running: 0, Unknown: 1, Pending: 2 };
const EXEC_RANK: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };
const rankIn = (ranks: Readonly<Record<string, number>>, { status }: Pod): number =>
  ranks[status?.phase ?? ''] ?? 0;
const isAssigned = ({ spec }: Pod): number => Number((spec.nodeName ?? '') !== '');
const restarts = ({ status }: Pod): number =>
  Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount }) => restartCount));
const readySince = ({ status }: Pod): string =>
  String(status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? '');

function firstDifference(...differences: readonly number[]): number {
  return differences.find((difference) => difference !== 0) ?? 0;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byReadiness = (a: Pod, b: Pod): number => Number(isReady(b)) - Number(isReady(a));
/** Ready for longest first; only where both are. */
const byReadyTime = (a: Pod, b: Pod): number =>
  isReady(a) && isReady(b) ? byText(readySince(a), readySince(b)) : 0;
const byAge = (a: Pod, b: Pod): number => byText(a.metadata.creationTimestamp, b.metadata.creationTimestamp);

/** The pod whose log says most, first. Source: podutils.go, ByLogging. */
export function compareForLogs(a: Pod, b: Pod): number {
  return firstDifference(
    isAssigned(b) - isAssigned(a),
    rankIn(LOG_RANK, a) - rankIn(LOG_RANK, b),
    byReadiness(a, b),
    byReadyTime(a, b),
    restarts(b) - restarts(a),
    byAge(a, b),
  );
}

/** The pod to enter, first. Source: podutils.go, ActivePods, in reverse. */
export function compareForExec(a: Pod, b: Pod): number {
  const [goneA = '', goneB = ''] = [a.metadata.deletionTimestamp, b.metadata.deletionTimestamp];
  return firstDifference(
    isAssigned(b) - isAssigned(a),
    rankIn(EXEC_RANK, b) - rankIn(EXEC_RANK, a),
    byReadiness(a, b),
    Number(goneA !== '') - Number(goneB !== ''),
    byText(goneB, goneA),
    byReadyTime(a, b),
    restarts(a) - restarts(b),
    byAge(a, b),
  );
}

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

export interface NamedContainer {
  readonly name: string;
  readonly isInit: boolean;
}

export function containersOf({ spec }: Pod): readonly NamedContainer[] {
  const names = (list: readonly Container[] | undefined, isInit: boolean): NamedContainer[] =>
    (list ?? []).map(({ name }) => ({ name, isInit }));
  const ephemeral = spec.ephemeralContainers as unknown as Container[] | undefined;
  return [...names(spec.containers, false), ...names(spec.initContainers, true), ...names(ephemeral, false)];
}

/** The container that is meant where none is named. @param warn  is told where there are several */
export function defaultContainer(pod: Pod, warn: (text: string) => void): string {
  const all = containersOf(pod);
  const wished = pod.metadata.annotations?.[DEFAULT_CONTAINER] ?? '';
  if (wished !== '' && all.some(({ name }) => name === wished)) return wished;
  const first = all[0]?.name ?? '';
  if (all.length > 1) {
    const names = all.map(({ name, isInit }) => (isInit ? `${name} (init)` : name)).join(', ');
    warn(`Defaulted container ${JSON.stringify(first)} out of: ${names}\n`);
  }
  return first;
}
