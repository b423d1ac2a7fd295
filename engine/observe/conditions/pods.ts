// How many pods of a choice there are, or are in a state: with a label, under a workload, on a node.

import type { AnyObject, Pod } from '../../api/objects.ts';
import { parseLabelSelector } from '../../api/selectors/parse.ts';
import { SelectorError } from '../../api/selectors/requirement.ts';
import { UserError } from '../../errors.ts';
import type { ClusterView } from '../cluster-view.ts';
import type { Condition } from '../condition.ts';
import { type Amount, foundOf, marginOf } from './amount.ts';
import { blamedPods } from './blame.ts';
import { find, isGone, isUnder, lastOf, podsUnder, suggestName, writesKind } from './lookup.ts';
import { isInState } from './state.ts';
import { refOf, type Target, targetText, type Vocabulary } from './vocabulary.ts';

/** Which pods are meant. */
export interface PodChoice {
  /** `with label "app=web"`: a label selector as `kubectl -l` takes it. */
  readonly labels?: string;
  readonly namespace?: string;
  readonly under?: Target;
  readonly node?: string;
}

interface Chosen {
  readonly text: string;
  readonly pods: (view: ClusterView) => readonly Pod[];
  /** Whether a pod is one of them, or was. */
  readonly takes: (view: ClusterView, pod: Pod) => boolean;
  /** Whether there was ever anything that the choice could mean. */
  readonly isMet: (view: ClusterView, pods: readonly Pod[]) => boolean;
  readonly suggest: (view: ClusterView) => string | undefined;
}

function chosen(vocabulary: Vocabulary, choice: PodChoice): Chosen {
  const { under, labels, node } = choice;
  if (under !== undefined) {
    return {
      text: `pods of ${targetText(vocabulary, under)}`,
      pods: (view) => {
        const owner = find(view, under);
        return owner === undefined ? [] : podsUnder(view, owner);
      },
      takes: (view, pod) => {
        const owner = find(view, under) ?? lastOf(view, under);
        return owner !== undefined && isUnder(view, pod, owner);
      },
      isMet: (view) => find(view, under) !== undefined || isGone(view, under),
      suggest: (view) => suggestName(vocabulary, view, under),
    };
  }
  const namespace = choice.namespace ?? (node === undefined ? vocabulary.namespace : undefined);
  const where = choice.namespace === undefined ? '' : ` in namespace "${choice.namespace}"`;
  const matches = labels === undefined ? () => true : labelTest(labels);
  const takes = (pod: Pod): boolean =>
    (namespace === undefined || pod.metadata.namespace === namespace) &&
    (node === undefined || pod.spec.nodeName === node) &&
    matches(pod);
  const on = node === undefined ? '' : ` on node "${node}"`;
  return {
    text: `pods${labels === undefined ? '' : ` with label "${labels}"`}${on}${where}`,
    pods: (view) => view.list('Pod').filter(takes),
    takes: (_, pod) => takes(pod),
    isMet: (view, pods) =>
      pods.length > 0 || view.listGone('Pod').some(takes) || (node !== undefined && hasNode(view, node)),
    suggest: (view) => (view.list('Pod').some(takes) ? undefined : suggestLabels(view, labels, namespace)),
  };
}

const hasNode = (view: ClusterView, name: string): boolean => view.get('Node', undefined, name) !== undefined;

function labelTest(labels: string): (pod: Pod) => boolean {
  try {
    const selector = parseLabelSelector(labels);
    return (pod) => selector.matches(pod.metadata.labels);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw new UserError({
      message: `"${labels}" is no label selector: ${error.message}`,
      hint: 'write app=web',
    });
  }
}

function suggestLabels(
  view: ClusterView,
  labels: string | undefined,
  namespace: string | undefined,
): string | undefined {
  if (labels === undefined) return undefined;
  const there = new Set<string>();
  for (const pod of view.list('Pod', namespace)) {
    for (const [key, value] of Object.entries(pod.metadata.labels ?? {})) {
      if (!key.includes('hash')) there.add(`${key}=${value}`);
    }
  }
  const some = [...there].sort().slice(0, 6);
  if (some.length > 0) return `the pods there have the labels ${some.join(', ')}`;
  return namespace === undefined ? 'there are no pods' : `there are no pods in namespace "${namespace}"`;
}

/** `there are exactly 3 pods with label "app=web"`; `fewer than 2 pods with label "app=web" are Ready`. */
export function podCountCondition(
  vocabulary: Vocabulary,
  choice: PodChoice,
  amount: Amount,
  state?: string,
): Condition {
  const which = chosen(vocabulary, choice);
  const kind = vocabulary.kinds.get('Pod');
  const word = state === undefined ? undefined : state[0]?.toUpperCase() + state.slice(1);
  return {
    text: `${amount.text} ${which.text} ${state === undefined ? 'are there' : `are ${state}`}`,
    concerns: writesKind('Pod', ...(choice.under === undefined ? [] : [choice.under.kind.kind])),
    look: (view) => {
      const pods = which.pods(view);
      const counted =
        word === undefined || kind === undefined
          ? pods
          : pods.filter((pod) => isInState(vocabulary, kind, pod as unknown as AnyObject, word, view));
      const value = counted.length;
      const margin = marginOf(amount, value);
      const isMet = which.isMet(view, pods);
      const found = isMet
        ? foundOf(amount, value, state === undefined ? 'pods' : state)
        : `there are no ${which.text}`;
      return { holds: margin >= 0, found, value, margin, isMet };
    },
    blame: (view) => {
      const pods = which.pods(view);
      const some = pods.slice(0, 3).map((pod) => refOf(pod as unknown as AnyObject));
      return [...blamedPods(pods), ...some];
    },
    suggest: which.suggest,
  };
}

/** `pods of deployment "web" are created`: what happens, and how often it has. @param how  as kubectl says it */
export function podsMadeCondition(
  vocabulary: Vocabulary,
  choice: PodChoice,
  how: 'created' | 'deleted',
): Condition {
  const which = chosen(vocabulary, choice);
  const op = how === 'created' ? 'create' : 'delete';
  return {
    text: `${which.text} are ${how}`,
    concerns: writesKind('Pod', ...(choice.under === undefined ? [] : [choice.under.kind.kind])),
    happens: (record, view) => {
      if (record.type !== 'change' || record.op !== op || record.ref.kind !== 'Pod') return 0;
      return which.takes(view, record.object as Pod) ? 1 : 0;
    },
    look: (view) => {
      const pods = which.pods(view);
      const gone = view.listGone('Pod').filter((pod) => which.takes(view, pod));
      const value = how === 'created' ? pods.length + gone.length : gone.length;
      const isMet = which.isMet(view, pods) || gone.length > 0;
      const found = isMet ? `${value} ${how} so far` : `there are no ${which.text}`;
      return { holds: value > 0, found, value, isMet };
    },
    blame: (view) => blamedPods(which.pods(view)),
    suggest: which.suggest,
  };
}
