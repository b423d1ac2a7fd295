// The words for what an object is in: kubectl's STATUS, a phase, a condition that is true.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject, Pod } from '../../api/objects.ts';
import { nearest } from '../../api/schema/nearest.ts';
import type { ClusterView } from '../cluster-view.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface ReportedCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

export function conditionsOf(object: AnyObject): readonly ReportedCondition[] {
  const { conditions } = (object.status ?? {}) as { conditions?: ReportedCondition[] };
  return conditions ?? [];
}

export const conditionOf = (object: AnyObject, type: string): ReportedCondition | undefined =>
  conditionsOf(object).find((condition) => condition.type === type);

export const isPodReady = (pod: Pod): boolean =>
  conditionOf(pod as unknown as AnyObject, 'Ready')?.status === 'True';

/** What `kubectl get` shows in STATUS; for kinds without that column the phase; undefined where there is neither. */
export function statusWord(
  { version }: Vocabulary,
  kind: KindTraits,
  object: AnyObject,
  view: ClusterView,
): string | undefined {
  const context = { version, nowEpochMs: view.startEpochMs + view.nowMs };
  const column =
    kind.printer?.columns(context).findIndex(({ name }) => name.toUpperCase() === 'STATUS') ?? -1;
  if (column >= 0) return kind.printer?.cells(object, context)[column];
  return (object.status as { phase?: string } | undefined)?.phase;
}

/** What an object is in, for the reader: its STATUS word, and of a pod that runs without being ready, that. */
export function stateText(
  vocabulary: Vocabulary,
  kind: KindTraits,
  object: AnyObject,
  view: ClusterView,
): string {
  const word = statusWord(vocabulary, kind, object, view);
  if (kind.kind !== 'Pod') return word ?? trueConditions(object);
  return word === 'Running' && !isPodReady(object as unknown as Pod)
    ? 'Running, not ready'
    : (word ?? 'Unknown');
}

function trueConditions(object: AnyObject): string {
  const shown = conditionsOf(object).map(({ type, status, reason }) =>
    reason === undefined || reason === '' ? `${type} ${status}` : `${type} ${status} (${reason})`,
  );
  return shown.length === 0 ? 'there' : shown.join(', ');
}

/**
 * Whether an object is in the state that a word names: a condition of that type is true (`Ready`, `Available`,
 * `Complete`; `NotReady` that it is not), its phase, or a word of its STATUS column.
 */
export function isInState(
  vocabulary: Vocabulary,
  kind: KindTraits,
  object: AnyObject,
  word: string,
  view: ClusterView,
): boolean {
  if (word === 'NotReady') return conditionOf(object, 'Ready')?.status !== 'True';
  const condition = conditionOf(object, word);
  if (condition !== undefined) return condition.status === 'True';
  if (statusWord(vocabulary, kind, object, view)?.split(',').includes(word) === true) return true;
  // A pod of phase Running prints Running only while nothing is wrong with it: there the word is STATUS' alone.
  return word !== 'Running' && (object.status as { phase?: string } | undefined)?.phase === word;
}

// The words that are said most; Source: kubernetes v1.20.2 pkg/printers/internalversion/printers.go, printPod, printNode;
// pkg/kubelet/container/sync_result.go, pkg/kubelet/images/types.go.
const WORDS =
  'Pending Running Succeeded Failed Unknown Completed Error CrashLoopBackOff ContainerCreating PodInitializing Terminating ' +
  'ImagePullBackOff ErrImagePull InvalidImageName ErrImageNeverPull OOMKilled Evicted CreateContainerConfigError RunContainerError ' +
  'ContainerCannotRun DeadlineExceeded Preempting NotReady Ready SchedulingDisabled Bound Available Released Lost Active Complete';

/** What a word that fits nothing may have been meant as: a state, or a condition that the object reports. */
export function suggestState(object: AnyObject | undefined, word: string): string | undefined {
  const known = [
    ...WORDS.split(' '),
    ...(object === undefined ? [] : conditionsOf(object).map(({ type }) => type)),
  ];
  if (known.includes(word) || word.includes(':')) return undefined;
  const near = nearest(word, known);
  return near === undefined ? undefined : `did you mean ${near}?`;
}
