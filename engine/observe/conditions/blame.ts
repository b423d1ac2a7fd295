// Which objects to look at when a number falls short: the pods that are not ready first.

import type { AnyObject, Pod } from '../../api/objects.ts';
import type { ObjectRef } from '../../trace/records.ts';
import type { ClusterView } from '../cluster-view.ts';
import { find, isControlledBy, lastOf, podsUnder } from './lookup.ts';
import { isPodReady } from './state.ts';
import { refOf, type Target } from './vocabulary.ts';

const BLAMED_MAX = 5;

/** The pods under the object that are not ready, what is between that was warned of, then the object itself. */
export function blameTarget(target: Target): (view: ClusterView) => ObjectRef[] {
  return (view) => {
    const object = find(view, target) ?? lastOf(view, target);
    if (object === undefined) return [];
    return [...blamedPods(podsUnder(view, object)), ...warnedBetween(view, object), refOf(object)];
  };
}

// A ReplicaSet that may not create pods says so in an event, and nowhere else.
function warnedBetween(view: ClusterView, object: AnyObject): ObjectRef[] {
  const warned = new Set(
    view
      .list('Event', object.metadata.namespace)
      .filter(({ type }) => type === 'Warning')
      .map(({ involvedObject }) => involvedObject.uid),
  );
  const between = [...view.list('ReplicaSet'), ...view.list('Job')] as unknown as AnyObject[];
  return between
    .filter((each) => isControlledBy(each, object.metadata.uid) && warned.has(each.metadata.uid))
    .map(refOf);
}

/** Pods that are not ready, those that are not on their way out first. */
export function blamedPods(pods: readonly Pod[]): ObjectRef[] {
  const unready = pods.filter((pod) => !isPodReady(pod) && pod.status.phase !== 'Succeeded');
  const staying = unready.filter((pod) => pod.metadata.deletionTimestamp === undefined);
  const leaving = unready.filter((pod) => pod.metadata.deletionTimestamp !== undefined);
  return [...staying, ...leaving].slice(0, BLAMED_MAX).map((pod) => refOf(pod as unknown as AnyObject));
}
