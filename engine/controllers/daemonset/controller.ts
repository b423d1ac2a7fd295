// The DaemonSet controller: what its informers tell it, and the queue of keys. What a pass does is in sync.ts.
//
// Source: kubernetes v1.20.2 pkg/controller/daemon/daemon_controller.go, NewDaemonSetsController and the handlers.

import type { ControllerRevision, DaemonSet, KubeObject, Node, Pod } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import { Backoff } from '../../client/backoff.ts';
import type { Component } from '../../client/component.ts';
import { Expectations } from '../../client/expectations.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { indexByController } from '../controller-index.ts';
import { controllerIn, controllerOf } from '../controller-ref-manager.ts';
import { isPodReady } from '../pod-condition.ts';
import { PodControl } from '../pod-control.ts';
import { type DaemonSetContext, newDemandsCache, syncDaemonSet } from './sync.ts';

// Source: cmd/kube-controller-manager/app/apps.go, startDaemonSetController; ConcurrentDaemonSetSyncs is 2.
const FAILED_PODS_BACKOFF_BASE_MS = 1000;
const FAILED_PODS_BACKOFF_MAX_MS = 900_000;
const WORKERS = 2;

/** The component is to be named `daemonset-controller`, as its events show. */
export function startDaemonSetController(component: Component): void {
  const { informers } = component;
  const sets = informers.of('DaemonSet') as Informer<'DaemonSet', DaemonSet>;
  const pods = informers.of('Pod') as Informer<'Pod', Pod>;
  const nodes = informers.of('Node') as Informer<'Node', Node>;
  const revisions = informers.of('ControllerRevision') as Informer<'ControllerRevision', ControllerRevision>;
  indexByController(pods);
  indexByController(revisions);
  const work = (key: string): void => {
    if (syncDaemonSet(key, context) === undefined) queue.forget(key);
    else queue.addRateLimited(key);
  };
  const queue: WorkQueue = component.queue('daemonset', work, { workers: WORKERS });
  const context: DaemonSetContext = {
    component,
    sets,
    pods,
    nodes,
    revisions,
    podControl: new PodControl(component),
    expectations: new Expectations(() => component.kernel.nowMs),
    failedPods: new Backoff(FAILED_PODS_BACKOFF_BASE_MS, FAILED_PODS_BACKOFF_MAX_MS),
    queue,
    demandsOf: newDemandsCache(component),
  };
  handleSets(context);
  handleRevisions(context);
  handlePods(context);
  handleNodes(context);
}

function handleSets({ sets, queue, expectations }: DaemonSetContext): void {
  sets.addHandler({
    add: (set) => queue.add(keyOf(set)),
    update: (set, before) => {
      if (set.metadata.uid !== before.metadata.uid) expectations.delete(keyOf(before));
      queue.add(keyOf(set));
    },
    delete: (set) => {
      expectations.delete(keyOf(set));
      queue.add(keyOf(set));
    },
  });
}

function handleRevisions(context: DaemonSetContext): void {
  context.revisions.addHandler({
    add: (revision) => {
      if (controllerOf(revision) === undefined) enqueueSelecting(revision, context);
    },
    update: (revision, before) => {
      const hasNewController = !equalPlain(controllerOf(revision), controllerOf(before));
      if (hasNewController) enqueueController(before, context);
      if (controllerOf(revision) !== undefined) enqueueController(revision, context);
      else if (hasNewController || !equalPlain(revision.metadata.labels, before.metadata.labels)) {
        enqueueSelecting(revision, context);
      }
    },
    delete: (revision) => enqueueController(revision, context),
  });
}

function handlePods(context: DaemonSetContext): void {
  const { pods, queue, expectations } = context;
  const deleted = (pod: Pod): void => {
    const set = controllingSet(pod, context);
    if (set === undefined) return;
    expectations.deletionObserved(keyOf(set), keyOf(pod));
    queue.add(keyOf(set));
  };
  pods.addHandler({
    add: (pod) => {
      const set = controllingSet(pod, context);
      if (pod.metadata.deletionTimestamp !== undefined) deleted(pod);
      else if (controllerOf(pod) === undefined) enqueueSelecting(pod, context);
      else if (set !== undefined) {
        expectations.creationObserved(keyOf(set));
        queue.add(keyOf(set));
      }
    },
    update: (pod, before) => {
      if (pod.metadata.deletionTimestamp === undefined) podUpdated(pod, before, context);
      else deleted(pod);
    },
    delete: deleted,
  });
}

function podUpdated(pod: Pod, before: Pod, context: DaemonSetContext): void {
  const { queue } = context;
  const hasNewController = !equalPlain(controllerOf(pod), controllerOf(before));
  if (hasNewController) enqueueController(before, context);
  if (controllerOf(pod) === undefined) {
    const isRelabelled = !equalPlain(pod.metadata.labels, before.metadata.labels);
    if (isRelabelled || hasNewController) enqueueSelecting(pod, context);
    return;
  }
  const set = controllingSet(pod, context);
  if (set === undefined) return;
  queue.add(keyOf(set));
  const seconds = set.spec.minReadySeconds ?? 0;
  if (seconds > 0 && !isPodReady(before) && isPodReady(pod)) {
    queue.addAfter(
      keyOf(set),
      (seconds + 1) * 1000,
      `minReadySeconds ${seconds}s of Pod ${pod.metadata.name}`,
    );
  }
}

function handleNodes({ nodes, sets, queue, demandsOf }: DaemonSetContext): void {
  nodes.addHandler({
    add: (node) => {
      for (const set of sets.list()) if (demandsOf(set).fit(node).shouldRun) queue.add(keyOf(set));
    },
    update: (node, before) => {
      // What else of a node changes, heartbeats above all, moves no daemon.
      const isSame =
        equalPlain(node.metadata.labels, before.metadata.labels) &&
        equalPlain(node.spec.taints, before.spec.taints);
      if (isSame) return;
      for (const set of sets.list()) {
        const demands = demandsOf(set);
        if (!equalPlain(demands.fit(node), demands.fit(before))) queue.add(keyOf(set));
      }
    },
  });
}

const controllingSet = (object: KubeObject, { sets }: DaemonSetContext): DaemonSet | undefined =>
  controllerIn(sets, 'DaemonSet', object);

function enqueueController(object: KubeObject, context: DaemonSetContext): void {
  const set = controllingSet(object, context);
  if (set !== undefined) context.queue.add(keyOf(set));
}

/** Sets that may adopt the orphan. */
function enqueueSelecting({ metadata }: KubeObject, { sets, queue }: DaemonSetContext): void {
  if (Object.keys(metadata.labels ?? {}).length === 0) return;
  for (const set of sets.list(metadata.namespace)) {
    const selector = labelSelectorAsSelector(set.spec.selector);
    if (!selector.isEmpty && selector.matches(metadata.labels)) queue.add(keyOf(set));
  }
}
