// What the scheduler does when its informers speak: pods on nodes and nodes go into the cache, pods without a node into
// the queue, and everything that may make room gives waiting pods another try.
//
// Pods that have ended are as good as gone.
// Source: kubernetes v1.20.2 pkg/scheduler/eventhandlers.go; pkg/scheduler/factory.go, NewPodInformer.

import type { Pod } from '../api/objects.ts';
import type { SharedInformers } from '../client/component.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { SchedulerCache } from './cache/cache.ts';
import { podInfo } from './framework/pod-info.ts';
import { type ClusterEvent, type EventName, nodeChange } from './queue/cluster-event.ts';
import type { SchedulingQueue } from './queue/scheduling-queue.ts';
import type { AssumedView } from './volumes/assumed-view.ts';
import type { VolumeBinder } from './volumes/volume-binder.ts';

export interface HandledParts {
  readonly informers: SharedInformers;
  readonly version: VersionProfile;
  readonly schedulerName: string;
  readonly cache: SchedulerCache;
  readonly queue: SchedulingQueue;
  readonly assumed: AssumedView;
  readonly binder: VolumeBinder;
  /** The queue may have changed. */
  readonly wake: () => void;
}

export function addHandlers(parts: HandledParts): void {
  addPodHandler(parts);
  addNodeHandler(parts);
  addVolumeHandlers(parts);
  addServiceHandler(parts);
}

type Place = 'assigned' | 'pending' | 'elsewhere';

function placeOf(pod: Pod | undefined, schedulerName: string): Place {
  if (pod === undefined || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed')
    return 'elsewhere';
  if (pod.spec.nodeName) return 'assigned';
  return (pod.spec.schedulerName ?? schedulerName) === schedulerName ? 'pending' : 'elsewhere';
}

function addPodHandler(parts: HandledParts): void {
  const change = (after: Pod | undefined, before: Pod | undefined): void => {
    const place = placeOf(after, parts.schedulerName);
    const was = placeOf(before, parts.schedulerName);
    if (was === 'assigned' && place !== 'assigned') unassign(before!, parts);
    if (was === 'pending' && place !== 'pending') parts.queue.delete(before!.metadata.uid);
    if (place === 'assigned') assign(after!, was, parts);
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

function assign(pod: Pod, was: Place, { cache, queue, version }: HandledParts): void {
  cache.putPod(pod);
  const name: EventName = was === 'assigned' ? 'AssignedPodUpdate' : 'AssignedPodAdd';
  if (queue.size > 0) queue.move({ name, pod: podInfo(pod, version) });
}

function unassign(pod: Pod, { cache, queue, version }: HandledParts): void {
  cache.removePod(pod.metadata.uid);
  if (queue.size > 0) queue.move({ name: 'AssignedPodDelete', pod: podInfo(pod, version) });
}

function enqueue(pod: Pod, before: Pod | undefined, { cache, queue, version }: HandledParts): void {
  // Placed already; the informer has only not seen the binding yet.
  if (cache.isAssumed(pod.metadata.uid)) return;
  const info = podInfo(pod, version);
  if (before === undefined) queue.add(info);
  else queue.update(podInfo(before, version), info);
}

function addNodeHandler({ informers, cache, queue, wake }: HandledParts): void {
  informers.of('Node').addHandler({
    add: (node) => {
      cache.putNode(node);
      queue.move({ name: 'NodeAdd', node });
      wake();
    },
    update: (node, before) => {
      cache.putNode(node);
      if (queue.size === 0) return;
      const name = nodeChange(node, before);
      if (name !== undefined) queue.move({ name, node, nodeBefore: before });
      wake();
    },
    delete: (node) => cache.removeNode(node.metadata.name),
  });
}

function addVolumeHandlers({ informers, queue, assumed, binder, wake }: HandledParts): void {
  const move = (event: ClusterEvent): void => {
    queue.move(event);
    binder.changed();
    wake();
  };
  informers.of('PersistentVolume').addHandler({
    add: () => move({ name: 'PvAdd' }),
    update: (volume) => {
      assumed.seen(volume);
      move({ name: 'PvUpdate' });
    },
  });
  informers.of('PersistentVolumeClaim').addHandler({
    add: () => move({ name: 'PvcAdd' }),
    update: (claim) => {
      assumed.seen(claim);
      move({ name: 'PvcUpdate' });
    },
    delete: () => binder.changed(),
  });
  informers.of('StorageClass').addHandler({
    add: ({ volumeBindingMode }) => {
      if (volumeBindingMode === 'WaitForFirstConsumer') move({ name: 'StorageClassAdd' });
    },
  });
  informers.of('CSINode').addHandler({
    add: () => move({ name: 'CSINodeAdd' }),
    update: () => move({ name: 'CSINodeUpdate' }),
  });
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
