// Finding the objects that a condition speaks of, and saying what is there instead.

import type { AnyObject, KubeObject, Pod } from '../../api/objects.ts';
import { nearest } from '../../api/schema/nearest.ts';
import type { TraceRecord } from '../../trace/records.ts';
import type { ClusterView } from '../cluster-view.ts';
import type { Finding } from '../condition.ts';
import type { Target, Vocabulary } from './vocabulary.ts';

export const find = (view: ClusterView, { kind, namespace, name }: Target): AnyObject | undefined =>
  view.get(kind.kind, namespace, name) as AnyObject | undefined;

/** Whether there was such an object at some time and it is no more. */
export const isGone = (view: ClusterView, target: Target): boolean =>
  find(view, target) === undefined && lastOf(view, target) !== undefined;

/** The newest of the objects of that name that are gone. */
export function lastOf(view: ClusterView, { kind, namespace, name }: Target): AnyObject | undefined {
  const gone = view.listGone(kind.kind) as unknown as AnyObject[];
  return gone.findLast(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
}

/** What a condition on one object finds when the object is not there. */
export function absent(view: ClusterView, target: Target): Finding {
  const what = target.kind.singular;
  const gone = isGone(view, target);
  const where = target.namespace === undefined ? '' : ` in namespace "${target.namespace}"`;
  const found = gone ? `${what} "${target.name}" is gone` : `there is no ${what} "${target.name}"${where}`;
  return { holds: false, found, isMet: gone };
}

/** Near names of a target that is not there: of its kind, in other namespaces, of other kinds. */
export function suggestName(vocabulary: Vocabulary, view: ClusterView, target: Target): string | undefined {
  const { kind, name, namespace } = target;
  if (find(view, target) !== undefined || isGone(view, target)) return undefined;
  const same = view.list(kind.kind) as unknown as AnyObject[];
  const elsewhere = same.find(({ metadata }) => metadata.name === name);
  if (elsewhere !== undefined) {
    return `there is a ${kind.singular} "${name}" in namespace "${elsewhere.metadata.namespace}"`;
  }
  for (const other of vocabulary.kinds.values()) {
    if (other.kind === kind.kind || other.namespaced !== kind.namespaced || RELATED.has(other.kind)) continue;
    if (view.get(other.kind, namespace, name) === undefined) continue;
    return `there is a ${other.singular} of that name, and you said ${kind.singular}`;
  }
  const here = same.filter(({ metadata }) => metadata.namespace === namespace).map((o) => o.metadata.name);
  const near = nearest(name, here);
  if (near !== undefined) return `did you mean ${kind.singular} "${near}"?`;
  if (here.length === 0) return undefined;
  const some = here.slice(0, 5).map((each) => `"${each}"`);
  return `there ${here.length === 1 ? 'is' : 'are'} ${some.join(', ')}${here.length > 5 ? ' …' : ''}`;
}

// Kinds that are named after others: pointing at them helps nobody.
const RELATED: ReadonlySet<string> = new Set(['Endpoints', 'EndpointSlice', 'Event', 'Lease', 'CSINode']);

/** Whether a record is a write of the object. */
export const writes =
  ({ kind, namespace, name }: Target) =>
  (record: TraceRecord): boolean =>
    record.type === 'change' &&
    record.ref.kind === kind.kind &&
    record.ref.name === name &&
    record.ref.namespace === namespace;

/** Whether a record is a write of any object of these kinds. */
export const writesKind =
  (...kinds: readonly string[]) =>
  (record: TraceRecord): boolean =>
    record.type === 'change' && kinds.includes(record.ref.kind);

/** Whether a record passes any of these. */
export const either =
  (...tests: readonly ((record: TraceRecord) => boolean)[]) =>
  (record: TraceRecord): boolean =>
    tests.some((test) => test(record));

const controllerUid = (object: KubeObject): string | undefined =>
  object.metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid;

/** The pods that an object controls, through as many others as it takes, those that are gone aside. */
export function podsUnder(view: ClusterView, owner: KubeObject): Pod[] {
  const uids = uidsUnder(view, owner);
  return view.list('Pod').filter((pod) => uids.has(controllerUid(pod) ?? ''));
}

/** Whether an object controls the pod, which may be gone. */
export const isUnder = (view: ClusterView, pod: Pod, owner: KubeObject): boolean =>
  uidsUnder(view, owner).has(controllerUid(pod) ?? '');

function uidsUnder(view: ClusterView, owner: KubeObject): ReadonlySet<string> {
  const uids = new Set([owner.metadata.uid]);
  for (const kind of ['Job', 'ReplicaSet']) {
    const between = [...view.list(kind), ...view.listGone(kind)] as unknown as KubeObject[];
    for (const object of between) if (uids.has(controllerUid(object) ?? '')) uids.add(object.metadata.uid);
  }
  return uids;
}

export const isControlledBy = (object: KubeObject, uid: string): boolean => controllerUid(object) === uid;
