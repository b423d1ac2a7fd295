// The Deployment controller: what its informers tell it, and the queue of keys. What a pass does is in sync.ts.
//
// Source: kubernetes v1.20.2 pkg/controller/deployment/deployment_controller.go.

import type { Deployment, Pod, ReplicaSet } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import type { Component } from '../../client/component.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { indexByController } from '../controller-index.ts';
import { controllerIn, controllerOf } from '../controller-ref-manager.ts';
import { isNamespaceTerminating } from '../refusal.ts';
import type { DeploymentContext } from './pass.ts';
import { podsBySet, syncDeployment } from './sync.ts';

/** Failures in a row after which a key waits for the next event. Source: deployment_controller.go, maxRetries. */
const RETRIES_MAX = 15;

/** The component is to be named `deployment-controller`, as its events show. */
export function startDeploymentController(component: Component): void {
  const deployments = component.informers.of('Deployment') as Informer<'Deployment', Deployment>;
  const sets = component.informers.of('ReplicaSet') as Informer<'ReplicaSet', ReplicaSet>;
  const pods = component.informers.of('Pod') as Informer<'Pod', Pod>;
  indexByController(sets);
  indexByController(pods);
  const queue: WorkQueue = component.queue('deployment', (key) => work(key, context));
  const context: DeploymentContext = { component, deployments, sets, pods, queue };
  const enqueue = (deployment: Deployment): void => queue.add(keyOf(deployment));
  deployments.addHandler({ add: enqueue, update: enqueue, delete: enqueue });
  sets.addHandler({
    add: (set) => setAdded(set, context),
    update: (set, before) => setUpdated(set, before, context),
    delete: (set) => enqueueController(set, context),
  });
  pods.addHandler({ delete: (pod) => podDeleted(pod, context) });
}

function work(key: string, context: DeploymentContext): void {
  const { queue } = context;
  const refusal = syncDeployment(key, context);
  const isOver = refusal === undefined || isNamespaceTerminating(refusal.status);
  if (isOver || queue.numRequeues(key) >= RETRIES_MAX) queue.forget(key);
  else queue.addRateLimited(key);
}

const controllingDeployment = (set: ReplicaSet, { deployments }: DeploymentContext): Deployment | undefined =>
  controllerIn(deployments, 'Deployment', set);

function enqueueController(set: ReplicaSet, context: DeploymentContext): void {
  const deployment = controllingDeployment(set, context);
  if (deployment !== undefined) context.queue.add(keyOf(deployment));
}

function setAdded(set: ReplicaSet, context: DeploymentContext): void {
  if (controllerOf(set) !== undefined) enqueueController(set, context);
  else if (set.metadata.deletionTimestamp === undefined) enqueueSelecting(set, context);
}

function setUpdated(set: ReplicaSet, before: ReplicaSet, context: DeploymentContext): void {
  const hasNewController = !equalPlain(controllerOf(set), controllerOf(before));
  if (hasNewController) enqueueController(before, context);
  if (controllerOf(set) !== undefined) enqueueController(set, context);
  else if (hasNewController || !equalPlain(set.metadata.labels, before.metadata.labels)) {
    enqueueSelecting(set, context);
  }
}

/** Deployments that may adopt the orphan. */
function enqueueSelecting(set: ReplicaSet, { deployments, queue }: DeploymentContext): void {
  if (Object.keys(set.metadata.labels ?? {}).length === 0) return;
  for (const deployment of deployments.list(set.metadata.namespace)) {
    const selector = labelSelectorAsSelector(deployment.spec.selector);
    if (!selector.isEmpty && selector.matches(set.metadata.labels)) queue.add(keyOf(deployment));
  }
}

/** Recreate waits for the last old pod. The sets are read live: the cache may not know of all. */
function podDeleted(pod: Pod, context: DeploymentContext): void {
  const set = controllerIn(context.sets, 'ReplicaSet', pod);
  if (set === undefined) return;
  const deployment = controllingDeployment(set, context);
  if (deployment?.spec.strategy?.type !== 'Recreate') return;
  const listed = context.component.client.list('ReplicaSet', {
    namespace: deployment.metadata.namespace,
  });
  if (!listed.ok) return;
  const own = listed.object.filter((each) => controllerOf(each)?.uid === deployment.metadata.uid);
  const left = [...podsBySet({ deployment, context }, own).values()].flat();
  if (left.length === 0) context.queue.add(keyOf(deployment));
}
