// What passes over a set ask of each of its pods, read once from each version of a pod and kept in an index by owner.
//
// A set of thousands of pods is looked at hundreds of times while it comes up; the pods themselves are then spread over
// the whole memory, and reading them again and again was most of the cost of a pass.

import type { Pod } from '../../api/objects.ts';
import type { Informer } from '../../client/informer.ts';
import { controllerOf } from '../controller-ref-manager.ts';
import { type PodFacts, podFacts } from '../pod-condition.ts';

const INDEX = 'facts by controller';

export interface OwnedPod {
  readonly pod: Pod;
  readonly labels: Pod['metadata']['labels'];
  readonly facts: PodFacts;
}

export const ownedPod = (pod: Pod): OwnedPod => ({ pod, labels: pod.metadata.labels, facts: podFacts(pod) });

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
