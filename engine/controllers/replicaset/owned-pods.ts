// What passes over a set ask of each of its pods, read once from each version of a pod and kept in an index by owner.
//
// A set of thousands of pods is looked at hundreds of times while it comes up; the pods themselves are then spread over
// the whole memory, and reading them again and again was most of the cost of a pass.

import type { Pod } from '../../api/objects.ts';
import type { Selector } from '../../api/selectors/selector.ts';
import type { Informer } from '../../client/informer.ts';
import { controllerOf } from '../controller-ref-manager.ts';
import { type PodFacts, podFacts } from '../pod-condition.ts';
import type { Replicated } from './replicated-kind.ts';

const INDEX = 'facts by controller';

export interface OwnedPod {
  readonly pod: Pod;
  readonly labels: Pod['metadata']['labels'];
  readonly facts: PodFacts;
  /** The last answer of `fitOf`. */
  fit: Fit | undefined;
}

/** What a set makes of a pod's labels. */
export interface Fit {
  /** Of the set: as long as it is the same, so is the answer. */
  readonly spec: Replicated['spec'];
  readonly isSelected: boolean;
  /** Whether the pod has all labels of the set's template. */
  readonly isFullyLabeled: boolean;
}

export const ownedPod = (pod: Pod): OwnedPod => ({
  pod,
  labels: pod.metadata.labels,
  facts: podFacts(pod),
  fit: undefined,
});

/** Worked out once for each version of a pod and of the set's spec. */
export function fitOf(owned: OwnedPod, { spec }: Pick<Replicated, 'spec'>, selector: Selector): Fit {
  const known = owned.fit;
  if (known !== undefined && known.spec === spec) return known;
  const { labels } = owned;
  const wanted = Object.entries((spec.template?.metadata?.labels ?? {}) as Record<string, string>);
  const fit = {
    spec,
    isSelected: selector.matches(labels),
    isFullyLabeled: wanted.every(([key, value]) => labels?.[key] === value),
  };
  owned.fit = fit;
  return fit;
}

function controllerUids(pod: Pod): string[] {
  const uid = controllerOf(pod)?.uid;
  return uid === undefined ? [] : [uid];
}

/** Adds the index; to be called once before `ownedPods`. */
export const indexOwnedPods = (pods: Informer<'Pod', Pod>): void =>
  pods.addIndex(INDEX, controllerUids, ownedPod);

/** The pods that name the controller, in order of arrival. */
export const ownedPods = (pods: Informer<'Pod', Pod>, uid: string): readonly OwnedPod[] =>
  pods.byIndex<OwnedPod>(INDEX, uid);
