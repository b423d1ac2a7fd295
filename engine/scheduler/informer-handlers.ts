// What the scheduler does when its informers speak: pods on nodes and nodes go into the cache, pods without a node into
// the queue, and everything that may make room gives waiting pods another try.
//
// Pods that have ended are as good as gone.
// Source: kubernetes v1.20.2 pkg/scheduler/eventhandlers.go; pkg/scheduler/factory.go, NewPodInformer.

import type { KubeObject, Node, Pod } from '../api/objects.ts';
import type { SharedInformers } from '../client/component.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { SchedulerCache } from './cache/cache.ts';
import { DEFAULT_SCHEDULER_NAME } from './config/configuration.ts';
import { podInfo } from './framework/pod-info.ts';
import { type ClusterEvent, type EventName, nodeChanges, podChanges } from './queue/cluster-event.ts';
import type { SchedulingQueue } from './queue/scheduling-queue.ts';
import type { AssumedView } from './volumes/assumed-view.ts';
import type { VolumeBinder } from './volumes/volume-binder.ts';

export interface HandledParts {
  readonly informers: SharedInformers;
  readonly version: VersionProfile;
  /** The names of the profiles. */
  readonly schedulerNames: ReadonlySet<string>;
  readonly cache: SchedulerCache;
  readonly queue: SchedulingQueue;
  readonly assumed: AssumedView;
  readonly binder: VolumeBinder;
  /** The queue may have changed. */
  readonly wake: () => void;
  /** The pod is going; it may be up for a try. */
  readonly skip: (uid: string) => void;
}

export function addHandlers(parts: HandledParts): void {
  addPodHandler(parts);
  addNodeHandler(parts);
  addVolumeHandlers(parts);
  addServiceHandler(parts);
}

type Place = 'assigned' | 'pending' | 'elsewhere';

function placeOf(pod: Pod | undefined, schedulerNames: ReadonlySet<string>): Place {
  if (pod === undefined || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed')
    return 'elsewhere';
  if (pod.spec.nodeName) return 'assigned';
  return schedulerNames.has(pod.spec.schedulerName || DEFAULT_SCHEDULER_NAME) ? 'pending' : 'elsewhere';
}

function addPodHandler(parts: HandledParts): void {
  const change = (after: Pod | undefined, before: Pod | undefined): void => {
    const place = placeOf(after, parts.schedulerNames);
    const was = placeOf(before, parts.schedulerNames);
    if (was === 'assigned' && place !== 'assigned') unassign(before!, parts);
    if (was === 'pending' && place !== 'pending') dequeue(before!, place, parts);
    if (place === 'assigned') assign(after!, was === 'assigned' ? before : undefined, parts);
    else if (place === 'pending') enqueue(after!, was === 'pending' ? before : undefined, parts);
    parts.wake();
  };
  parts.informers.of('Pod').addHandler({
    add: (pod) => change(pod, undefined),
    update: (pod, before) => {
      // A pod deleted and made anew under its name may come as one update.
      if (pod.metadata.uid !== before.metadata.uid) {
        change(undefined, before);
        change(pod, undefined);
      } else change(pod, before);
    },
    delete: (pod) => change(undefined, pod),
  });
}

function assign(pod: Pod, before: Pod | undefined, { cache, queue, version }: HandledParts): void {
  const info = cache.putPod(pod);
  if (queue.size === 0) return;
  if (before === undefined) {
    queue.move({ name: 'AssignedPodAdd', pod: info });
    return;
  }
  const podBefore = podInfo(before, version, info);
  for (const name of podChanges(info, podBefore, version)) queue.move({ name, pod: info, podBefore });
}

function unassign(pod: Pod, { cache, queue, version }: HandledParts): void {
  cache.removePod(pod.metadata.uid);
  if (queue.size > 0) queue.move({ name: 'AssignedPodDelete', pod: podInfo(pod, version) });
}

function enqueue(pod: Pod, before: Pod | undefined, { cache, queue, skip, version }: HandledParts): void {
  // Placed already; the informer has only not seen the binding yet.
  if (cache.isAssumed(pod.metadata.uid)) return;
  const info = podInfo(pod, version);
  if (before === undefined) queue.add(info);
  else queue.update(podInfo(before, version), info);
  if (info.isTerminating) skip(info.uid);
}

// The room that was kept for a nominated pod is free again.
// Source: kubernetes v1.33.5 pkg/scheduler/eventhandlers.go, deletePodFromSchedulingQueue.
function dequeue(pod: Pod, place: Place, { queue, version }: HandledParts): void {
  queue.delete(pod.metadata.uid);
  if (place === 'assigned' || !pod.status.nominatedNodeName || queue.size === 0) return;
  if (version.has('nominatedPodsEndWakes'))
    queue.move({ name: 'AssignedPodDelete', pod: podInfo(pod, version) });
}

function addNodeHandler({ informers, version, cache, queue, wake }: HandledParts): void {
  const moved = (name: EventName, node: Node, nodeBefore?: Node): void => {
    const nodeInfo = cache.node(node.metadata.name);
    queue.move({ name, node, ...(nodeInfo && { nodeInfo }), ...(nodeBefore && { nodeBefore }) });
  };
  informers.of('Node').addHandler({
    add: (node) => {
      cache.putNode(node);
      moved('NodeAdd', node);
      wake();
    },
    update: (node, before) => {
      cache.putNode(node);
      if (queue.size === 0) return;
      for (const name of nodeChanges(node, before, version)) moved(name, node, before);
      wake();
    },
    delete: (node) => {
      cache.removeNode(node.metadata.name);
      if (!version.has('schedulerQueueingHints')) return;
      queue.move({ name: 'NodeDelete', node });
      wake();
    },
  });
}

function addVolumeHandlers(parts: HandledParts): void {
  const { informers, assumed, binder } = parts;
  const move = mover(parts);
  informers.of('PersistentVolume').addHandler({
    add: (volume) => move('PvAdd', volume),
    update: (volume, before) => {
      assumed.seen(volume);
      move('PvUpdate', volume, before);
    },
  });
  informers.of('PersistentVolumeClaim').addHandler({
    add: (claim) => move('PvcAdd', claim),
    update: (claim, before) => {
      assumed.seen(claim);
      move('PvcUpdate', claim, before);
    },
    delete: () => binder.changed(),
  });
  addStorageHandlers(parts);
}

type Move = (name: EventName, object: KubeObject, objectBefore?: KubeObject) => void;

function mover({ queue, binder, wake }: HandledParts): Move {
  return (name, object, objectBefore) => {
    const event: ClusterEvent = { name, object, ...(objectBefore && { objectBefore }) };
    queue.move(event);
    binder.changed();
    wake();
  };
}

// Classes, drivers and what they can attach or make.
function addStorageHandlers(parts: HandledParts): void {
  const { informers, version } = parts;
  const move = mover(parts);
  informers.of('StorageClass').addHandler({
    add: (added) => {
      if (added.volumeBindingMode === 'WaitForFirstConsumer') move('StorageClassAdd', added);
    },
    update: (after, before) => {
      if (version.has('schedulerMovesByPlugin')) move('StorageClassUpdate', after, before);
    },
  });
  informers.of('CSINode').addHandler({
    add: (added) => move('CSINodeAdd', added),
    update: (after, before) => move('CSINodeUpdate', after, before),
  });
  if (!version.has('schedulerMovesByPlugin')) return;
  informers.of('CSIDriver').addHandler({ update: (after, before) => move('CSIDriverUpdate', after, before) });
  informers.of('CSIStorageCapacity').addHandler({
    add: (added) => move('CSIStorageCapacityAdd', added),
    update: (after, before) => move('CSIStorageCapacityUpdate', after, before),
  });
  if (!version.has('schedulerQueueingHints')) return;
  informers.of('VolumeAttachment').addHandler({ delete: (gone) => move('VolumeAttachmentDelete', gone) });
}

// Only an affinity to services, which no default plugin has, could care; older releases tried all pods anew.
function addServiceHandler({ informers, version, queue, wake }: HandledParts): void {
  if (version.has('schedulerMovesByPlugin')) return;
  const moved = (name: EventName) => () => {
    queue.move({ name });
    wake();
  };
  informers.of('Service').addHandler({
    add: moved('ServiceAdd'),
    update: moved('ServiceUpdate'),
    delete: moved('ServiceDelete'),
  });
}
