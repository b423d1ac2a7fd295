// The StatefulSet controller: which changes put a set into the queue.
//
// A pass is in sync.ts. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/statefulset/stateful_set.go.

import type { ControllerRevision, Pod, StatefulSet } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import type { Component } from '../../client/component.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import { indexByController } from '../controller-index.ts';
import { controllerOf } from '../controller-ref-manager.ts';
import { RevisionHistory } from '../history/revision-history.ts';
import { isPodReady } from '../pod-condition.ts';
import { StatefulPodControl } from './pod-control.ts';
import { type SetMeans, syncStatefulSet } from './sync.ts';
import { minReadySecondsOf } from './update-plan.ts';

/** @param component its name is `statefulset-controller` */
export function startStatefulSetController(component: Component): void {
  const { client, informers, version } = component;
  const sets = informers.of('StatefulSet');
  const pods = informers.of('Pod');
  informers.of('PersistentVolumeClaim');
  indexByController(pods);
  const revisions = informers.of('ControllerRevision') as Informer<'ControllerRevision', ControllerRevision>;
  const means: SetMeans = {
    component,
    history: new RevisionHistory(client, revisions),
    actions: new StatefulPodControl(component),
  };

  const queue = component.queue('statefulset', (key) => {
    const set = sets.getByKey(key);
    if (set === undefined) {
      queue.forget(key);
      return;
    }
    const { refusal, available } = syncStatefulSet(set, means);
    if (refusal !== undefined) {
      component.decide('retry', `StatefulSet ${key} is tried again: ${refusal.message}`, set);
      queue.addRateLimited(key);
      return;
    }
    queue.forget(key);
    const seconds = minReadySecondsOf(set, version);
    // The queue keeps the earliest time of a key, so that a look planned before the pods were ready puts off the one that
    // would find them available: the wait can double. Source: kubernetes issue 119352.
    if (seconds > 0 && available !== (set.spec.replicas ?? 1)) {
      queue.addAfter(key, seconds * 1000, `minReadySeconds ${seconds}s of StatefulSet ${key}`);
    }
  });
  const add = (set: StatefulSet): void => queue.add(keyOf(set));
  sets.addHandler({ add, update: add, delete: add });

  const setOf = (pod: Pod): StatefulSet | undefined => {
    const owner = controllerOf(pod);
    if (owner?.kind !== 'StatefulSet') return undefined;
    const set = sets.get(pod.metadata.namespace, owner.name);
    return set?.metadata.uid === owner.uid ? set : undefined;
  };
  const addSetOf = (pod: Pod): void => {
    const set = setOf(pod);
    if (set !== undefined) add(set);
  };
  const addAdopters = (pod: Pod): void => {
    const labels = pod.metadata.labels ?? {};
    for (const set of sets.list(pod.metadata.namespace)) {
      const selector = labelSelectorAsSelector(set.spec.selector, version);
      if (!selector.isEmpty && selector.matches(labels)) add(set);
    }
  };

  pods.addHandler({
    add: (pod) => {
      const isOrphan = controllerOf(pod) === undefined && pod.metadata.deletionTimestamp === undefined;
      if (isOrphan) addAdopters(pod);
      else addSetOf(pod);
    },
    update: (pod, before) => {
      const hasNewOwner = !equalPlain(controllerOf(pod), controllerOf(before));
      if (hasNewOwner) addSetOf(before);
      if (controllerOf(pod) === undefined) {
        if (hasNewOwner || !equalPlain(pod.metadata.labels, before.metadata.labels)) addAdopters(pod);
        return;
      }
      const set = setOf(pod);
      if (set === undefined) return;
      add(set);
      const seconds = minReadySecondsOf(set, version);
      if (seconds === 0 || isPodReady(before) || !isPodReady(pod)) return;
      // One second more than needed, for times of whole seconds.
      queue.addAfter(
        keyOf(set),
        (seconds + 1) * 1000,
        `minReadySeconds ${seconds}s of Pod ${pod.metadata.name}`,
      );
    },
    delete: addSetOf,
  });
}
