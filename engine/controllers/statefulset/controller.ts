// The StatefulSet controller: which changes put a set into the queue.
//
// A pass is in sync.ts. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/statefulset/stateful_set.go.

import type { ControllerRevision, Pod, StatefulSet } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import type { Component } from '../../client/component.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { indexByController } from '../controller-index.ts';
import { controllerIn, controllerOf } from '../controller-ref-manager.ts';
import { RevisionHistory } from '../history/revision-history.ts';
import { isPodReady } from '../pod-condition.ts';
import { StatefulPodControl } from './pod-control.ts';
import { type SetMeans, syncStatefulSet } from './sync.ts';
import { minReadySecondsOf } from './update-plan.ts';

/** @param component its name is `statefulset-controller` */
export function startStatefulSetController(component: Component): void {
  const { client, informers } = component;
  indexByController(informers.of('Pod'));
  const revisions = informers.of('ControllerRevision') as Informer<'ControllerRevision', ControllerRevision>;
  const means: SetMeans = {
    component,
    history: new RevisionHistory(client, revisions),
    actions: new StatefulPodControl(component),
  };
  new StatefulSetController(means).listen();
}

class StatefulSetController {
  private readonly means: SetMeans;
  private readonly queue: WorkQueue;

  constructor(means: SetMeans) {
    this.means = means;
    this.queue = means.component.queue('statefulset', (key) => this.sync(key));
  }

  listen(): void {
    const { informers } = this.means.component;
    // Claims are only looked up; a change of one wakes nobody.
    informers.of('PersistentVolumeClaim');
    const add = (set: StatefulSet): void => this.queue.add(keyOf(set));
    informers.of('StatefulSet').addHandler({ add, update: add, delete: add });
    informers.of('Pod').addHandler({
      add: (pod) => this.podAdded(pod),
      update: (pod, before) => this.podUpdated(pod, before),
      delete: (pod) => this.enqueueSetOf(pod),
    });
  }

  private sync(key: string): void {
    const { component } = this.means;
    const set = component.informers.of('StatefulSet').getByKey(key);
    if (set === undefined) {
      this.queue.forget(key);
      return;
    }
    const { refusal, available, nextAvailableMs } = syncStatefulSet(set, this.means);
    if (refusal !== undefined) {
      component.decide('retry', `StatefulSet ${key} is tried again: ${refusal.message}`, set);
      this.queue.addRateLimited(key);
      return;
    }
    this.queue.forget(key);
    // The queue keeps the earliest time of a key, so that a look planned before the pods were ready puts off the one that
    // would find them available: before 1.36 the wait can double. Source: kubernetes issue 119352.
    const seconds = minReadySecondsOf(set, component.version);
    if (seconds > 0 && available !== (set.spec.replicas ?? 1)) {
      const label = `minReadySeconds ${seconds}s of StatefulSet ${key}`;
      this.queue.addAfter(key, nextAvailableMs ?? seconds * 1000, label);
    }
  }

  private podAdded(pod: Pod): void {
    const isOrphan = controllerOf(pod) === undefined && pod.metadata.deletionTimestamp === undefined;
    if (isOrphan) this.enqueueAdopters(pod);
    else this.enqueueSetOf(pod);
  }

  private podUpdated(pod: Pod, before: Pod): void {
    const hasNewOwner = !equalPlain(controllerOf(pod), controllerOf(before));
    if (hasNewOwner) this.enqueueSetOf(before);
    if (controllerOf(pod) === undefined) {
      if (hasNewOwner || !equalPlain(pod.metadata.labels, before.metadata.labels)) this.enqueueAdopters(pod);
      return;
    }
    const set = this.enqueueSetOf(pod);
    if (set === undefined || isPodReady(before) || !isPodReady(pod)) return;
    const seconds = minReadySecondsOf(set, this.means.component.version);
    if (seconds === 0) return;
    // One second more than needed, for times of whole seconds; not where the pass itself knows the very moment.
    const extra = this.means.component.version.has('statefulSetChecksAvailabilityExactly') ? 0 : 1;
    const label = `minReadySeconds ${seconds}s of Pod ${pod.metadata.name}`;
    this.queue.addAfter(keyOf(set), (seconds + extra) * 1000, label);
  }

  private enqueueSetOf(pod: Pod): StatefulSet | undefined {
    const set = controllerIn(this.means.component.informers.of('StatefulSet'), 'StatefulSet', pod);
    if (set !== undefined) this.queue.add(keyOf(set));
    return set;
  }

  private enqueueAdopters(pod: Pod): void {
    const { informers, version } = this.means.component;
    for (const set of informers.of('StatefulSet').list(pod.metadata.namespace)) {
      const selector = labelSelectorAsSelector(set.spec.selector, version);
      if (!selector.isEmpty && selector.matches(pod.metadata.labels ?? {})) this.queue.add(keyOf(set));
    }
  }
}
