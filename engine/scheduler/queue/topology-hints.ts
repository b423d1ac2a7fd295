// Queueing hints of the plugins that look at other pods: pod affinity and topology spread.
//
// Source: kubernetes v1.35.7 pkg/scheduler/framework/plugins/interpodaffinity/plugin.go and podtopologyspread/plugin.go,
// isSchedulableAfterPodChange and isSchedulableAfterNodeChange.

import type { VersionProfile } from '../../versions/profile.ts';
import type { AffinityTerm } from '../framework/affinity-term.ts';
import type { Labels } from '../framework/node-info.ts';
import type { PodInfo } from '../framework/pod-info.ts';
import { parseConstraint, type SpreadConstraint } from '../plugins/podtopologyspread/constraints.ts';
import { hasAllKeys } from '../plugins/podtopologyspread/counts.ts';
import { type ClusterEvent, differ } from './cluster-event.ts';

export function affinityHint(pod: PodInfo, event: ClusterEvent): boolean {
  const { pod: other, podBefore, node, nodeBefore } = event;
  const { requiredAffinity: affinity, requiredAntiAffinity: antiAffinity } = pod;
  if (node !== undefined) return nodeMovesTerms(pod, node.metadata.labels ?? {}, nodeBefore?.metadata.labels);
  if (other === undefined) return true;
  if (podBefore !== undefined) {
    return (
      (!matchesAll(affinity, podBefore) && matchesAll(affinity, other)) ||
      (matchesAll(antiAffinity, podBefore) && !matchesAll(antiAffinity, other))
    );
  }
  return matchesAll(event.name === 'AssignedPodDelete' ? antiAffinity : affinity, other);
}

function nodeMovesTerms(
  { requiredAffinity, requiredAntiAffinity }: PodInfo,
  after: Labels,
  before: Labels | undefined,
): boolean {
  if (before === undefined)
    return requiredAntiAffinity.length > 0 || requiredAffinity.some(({ topologyKey: key }) => key in after);
  const changes = (key: string): boolean => key in before && key in after && before[key] !== after[key];
  return (
    requiredAffinity.some(({ topologyKey: key }) => (!(key in before) && key in after) || changes(key)) ||
    requiredAntiAffinity.some(({ topologyKey: key }) => (key in before && !(key in after)) || changes(key))
  );
}

// Namespaces chosen by label are not looked up here: such a term is taken to reach every namespace.
function matchesAll(terms: readonly AffinityTerm[], { namespace, labels }: PodInfo): boolean {
  return (
    terms.length > 0 &&
    terms.every(
      ({ namespaces, namespaceSelector, selector }) =>
        (namespaceSelector !== undefined || namespaces.has(namespace)) && selector.matches(labels),
    )
  );
}

export function spreadHint(pod: PodInfo, event: ClusterEvent, version: VersionProfile): boolean {
  const constraints = hardConstraints(pod, version);
  const { pod: other, podBefore, node, nodeBefore } = event;
  if (node !== undefined) {
    const labels = node.metadata.labels ?? {};
    const isCounted = hasAllKeys(labels, constraints);
    if (nodeBefore === undefined) return isCounted;
    const labelsBefore = nodeBefore.metadata.labels ?? {};
    if (isCounted !== hasAllKeys(labelsBefore, constraints)) return true;
    const moves = constraints.some(({ topologyKey: key }) => labels[key] !== labelsBefore[key]);
    return isCounted && (moves || differ(node.spec.taints, nodeBefore.spec.taints));
  }
  if (other === undefined) return true;
  if (other.namespace !== pod.namespace) return false;
  return podBefore === undefined
    ? constraints.some(({ selector }) => selector.matches(other.labels))
    : constraints.some(
        ({ selector }) => selector.matches(podBefore.labels) !== selector.matches(other.labels),
      );
}

export interface OwnChange {
  readonly before: PodInfo;
  readonly after: PodInfo;
  /** It has more tolerations now. */
  readonly tolerates: boolean;
}

export function ownChangeConcernsSpread(
  { before, after, tolerates }: OwnChange,
  version: VersionProfile,
): boolean {
  const constraints = hardConstraints(after, version);
  if (tolerates && constraints.some(({ honorsTaints }) => honorsTaints)) return true;
  return constraints.some(
    ({ selector }) => selector.matches(before.labels) !== selector.matches(after.labels),
  );
}

function hardConstraints(pod: PodInfo, version: VersionProfile): readonly SpreadConstraint[] {
  return (pod.pod.spec.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')
    .map((constraint) => parseConstraint(constraint, pod, version));
}
