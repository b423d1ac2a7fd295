// The two protection controllers: a claim stays as long as a pod on a node uses it, a volume as long as it is bound.
//
// Both hang on a finalizer that admission gives to new objects and that these controllers take off.
// Source: kubernetes v1.20.2 pkg/controller/volume/pvcprotection/pvc_protection_controller.go and
// pkg/controller/volume/pvprotection/pv_protection_controller.go.

import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../../api/objects.ts';
import type { Component } from '../../../client/component.ts';
import { type Informer, keyOf } from '../../../client/informer.ts';
import { claimKeysOf, indexPodsByClaim, podsUsing } from '../pods-by-claim.ts';

/** Source: pkg/volume/util/finalizer.go. */
const CLAIM_FINALIZER = 'kubernetes.io/pvc-protection';
const VOLUME_FINALIZER = 'kubernetes.io/pv-protection';

type Protected = PersistentVolume | PersistentVolumeClaim;

const isCandidate = ({ metadata }: Protected, finalizer: string): boolean =>
  metadata.deletionTimestamp !== undefined && (metadata.finalizers?.includes(finalizer) ?? false);

const lacks = ({ metadata }: Protected, finalizer: string): boolean =>
  metadata.deletionTimestamp === undefined && !metadata.finalizers?.includes(finalizer);

function withFinalizer<T extends Protected>(object: T, finalizer: string): T {
  const finalizers = [...(object.metadata.finalizers ?? []), finalizer];
  return { ...object, metadata: { ...object.metadata, finalizers } };
}

function withoutFinalizer<T extends Protected>(object: T, finalizer: string): T {
  const finalizers = (object.metadata.finalizers ?? []).filter((other) => other !== finalizer);
  return { ...object, metadata: { ...object.metadata, finalizers } };
}

interface Protection<T extends Protected> {
  readonly name: string;
  readonly finalizer: string;
  readonly objects: Informer<string, T>;
  readonly isUsed: (object: T) => boolean;
}

/** @returns adds the object of that key to the queue, if it waits for its end */
function protect<T extends Protected>(
  component: Component,
  { name, finalizer, objects, isUsed }: Protection<T>,
): (key: string) => void {
  const { client } = component;
  const queue = component.queue(name, (key) => {
    const object = objects.getByKey(key);
    if (object === undefined) return;
    const wanted = isCandidate(object, finalizer)
      ? isUsed(object)
        ? object
        : withoutFinalizer(object, finalizer)
      : lacks(object, finalizer)
        ? withFinalizer(object, finalizer)
        : object;
    const written = wanted === object || client.update(wanted).ok;
    if (written || client.get(object.kind, object.metadata.namespace, object.metadata.name).ok === false)
      queue.forget(key);
    else queue.addRateLimited(key);
  });
  const check = (object: T): void => {
    if (isCandidate(object, finalizer) || lacks(object, finalizer)) queue.add(keyOf(object));
  };
  objects.addHandler({ add: check, update: check });
  return (key) => {
    const object = objects.getByKey(key);
    if (object !== undefined && isCandidate(object, finalizer)) queue.add(key);
  };
}

/** @param component its name is `pvc-protection-controller` */
export function startPvcProtectionController(component: Component): void {
  const { informers, client } = component;
  const objects = informers.of('PersistentVolumeClaim') as unknown as Informer<string, PersistentVolumeClaim>;
  const pods = informers.of('Pod') as Informer<'Pod', Pod>;
  indexPodsByClaim(pods);
  const isUser = (pod: Pod): boolean => Boolean(pod.spec.nodeName);
  const recheck = protect(component, {
    name: 'pvcprotection',
    finalizer: CLAIM_FINALIZER,
    objects,
    isUsed: (claim) => {
      const key = keyOf(claim);
      if (podsUsing(pods, key).some(isUser)) return true;
      // The cache may lag behind: what it does not know is asked for.
      const { namespace } = claim.metadata;
      const live = client.list('Pod', namespace === undefined ? {} : { namespace });
      return live.ok && live.object.some((pod) => isUser(pod) && claimKeysOf(pod).includes(key));
    },
  });
  const freed = (pod: Pod): void => {
    for (const key of claimKeysOf(pod)) recheck(key);
  };
  pods.addHandler({
    delete: freed,
    update: (pod) => {
      if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') freed(pod);
    },
  });
}

/** @param component its name is `pv-protection-controller` */
export function startPvProtectionController(component: Component): void {
  const objects = component.informers.of('PersistentVolume') as unknown as Informer<string, PersistentVolume>;
  protect(component, {
    name: 'pvprotection',
    finalizer: VOLUME_FINALIZER,
    objects,
    isUsed: ({ status }) => status.phase === 'Bound',
  });
}
