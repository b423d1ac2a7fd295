// The controller that keeps a number of equal pods: what its informers tell it, and the queue of keys.
//
// What a pass does is in sync.ts.
// Source: kubernetes v1.20.2 pkg/controller/replicaset/replica_set.go, NewBaseController and the event handlers.

import type { Pod } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import type { Component } from '../../client/component.ts';
import { Expectations } from '../../client/expectations.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { indexByController } from '../controller-index.ts';
import { controllerIn, controllerOf } from '../controller-ref-manager.ts';
import { isPodReady } from '../pod-condition.ts';
import { PodControl } from '../pod-control.ts';
import { OwnedPods } from './owned-pods.ts';
import { REPLICA_SET, type Replicated, type ReplicatedKind } from './replicated-kind.ts';
import { type ReplicatedContext, syncReplicated } from './sync.ts';

/** Source: cmd/kube-controller-manager/app/apps.go, startReplicaSetController. */
export function startReplicaSetController(component: Component): void {
  startReplicatedController(component, REPLICA_SET);
}

/** For the kinds that are looked after as ReplicaSets are. */
export function startReplicatedController(component: Component, traits: ReplicatedKind): void {
  const expectations = new Expectations(() => component.kernel.nowMs);
  const sets = component.informers.of(traits.kind) as unknown as Informer<string, Replicated>;
  const pods = component.informers.of('Pod') as Informer<'Pod', Pod>;
  indexByController(pods);
  const ownedPods = new OwnedPods(pods);
  indexByController(sets);
  const queue: WorkQueue = component.queue(traits.queue, (key) => {
    if (syncReplicated(key, context) === undefined) queue.forget(key);
    else queue.addRateLimited(key);
  });
  const podControl = new PodControl(component);
  const context: ReplicatedContext = {
    component,
    traits,
    sets,
    pods,
    ownedPods,
    podControl,
    expectations,
    queue,
  };
  handleSets(context);
  handlePods(context);
}

function handleSets({ sets, queue, expectations }: ReplicatedContext): void {
  sets.addHandler({
    add: (set) => queue.add(keyOf(set)),
    update: (set, before) => {
      if (set.metadata.uid !== before.metadata.uid) expectations.delete(keyOf(before));
      queue.add(keyOf(set));
    },
    delete: (set) => {
      // A set made anew under this name starts without expectations.
      expectations.delete(keyOf(set));
      queue.add(keyOf(set));
    },
  });
}

function handlePods(context: ReplicatedContext): void {
  const { pods, queue, expectations } = context;
  const deleted = (pod: Pod): void => {
    const set = controllingSet(pod, context);
    if (set === undefined) return;
    expectations.deletionObserved(keyOf(set), keyOf(pod));
    queue.add(keyOf(set));
  };
  const added = (pod: Pod): void => {
    const set = controllingSet(pod, context);
    if (pod.metadata.deletionTimestamp !== undefined) deleted(pod);
    else if (controllerOf(pod) === undefined) enqueueSelecting(pod, context);
    else if (set !== undefined) {
      expectations.creationObserved(keyOf(set));
      queue.add(keyOf(set));
    }
  };
  pods.addHandler({
    add: added,
    delete: deleted,
    update: (pod, before) => updated(pod, before, context, deleted),
  });
}

function updated(pod: Pod, before: Pod, context: ReplicatedContext, deleted: (pod: Pod) => void): void {
  const { queue, component } = context;
  const isRelabelled = !equalPlain(pod.metadata.labels, before.metadata.labels);
  if (pod.metadata.deletionTimestamp !== undefined) {
    // Its deletion is seen now, long before the pod is gone: a graceful end takes its time.
    deleted(pod);
    if (isRelabelled) deleted(before);
    return;
  }
  const hasNewController = !equalPlain(controllerOf(pod), controllerOf(before));
  if (hasNewController) {
    const former = controllingSet(before, context);
    if (former !== undefined) queue.add(keyOf(former));
  }
  if (controllerOf(pod) === undefined) {
    if (isRelabelled || hasNewController) enqueueSelecting(pod, context);
    return;
  }
  const set = controllingSet(pod, context);
  if (set === undefined) return;
  queue.add(keyOf(set));
  const seconds = set.spec.minReadySeconds ?? 0;
  if (seconds > 0 && !isPodReady(before) && isPodReady(pod)) {
    // One second more than needed, for times of whole seconds; not where the sync itself knows the very moment.
    const extra = component.version.has('replicaSetChecksAvailabilityExactly') ? 0 : 1;
    const label = `minReadySeconds ${seconds}s of Pod ${pod.metadata.name}`;
    queue.addAfter(keyOf(set), (seconds + extra) * 1000, label);
  }
}

const controllingSet = (pod: Pod, { sets, traits }: ReplicatedContext): Replicated | undefined =>
  controllerIn(sets, traits.kind, pod);

/** Sets that may adopt the orphan. */
function enqueueSelecting(pod: Pod, { sets, traits, queue }: ReplicatedContext): void {
  if (Object.keys(pod.metadata.labels ?? {}).length === 0) return;
  for (const set of sets.list(pod.metadata.namespace)) {
    const selector = traits.selectorOf(set);
    if (!selector.isEmpty && selector.matches(pod.metadata.labels)) queue.add(keyOf(set));
  }
}
