// An informer index that finds what one controller has to look at: its own objects, and the orphans of its namespace,
// which it may adopt.
//
// Source: kubernetes v1.20.2 lists the whole namespace for the same purpose (pkg/controller/replicaset/replica_set.go,
// syncReplicaSet); the index spares that.

import type { KubeObject } from '../api/objects.ts';
import type { Informer } from '../client/informer.ts';
import { controllerOf } from './controller-ref-manager.ts';

const INDEX = 'controller';

const orphansOf = (namespace: string | undefined): string => `orphans of ${namespace ?? ''}`;

const indexValues = (object: KubeObject): string[] => [
  controllerOf(object)?.uid ?? orphansOf(object.metadata.namespace),
];

/** Adds the index; to be called once before `candidatesOf` and `controlledBy`. */
export function indexByController<K extends string, T extends KubeObject>(informer: Informer<K, T>): void {
  informer.addIndex(INDEX, indexValues);
}

/** The objects that name the controller, in order of arrival. */
export function controlledBy<K extends string, T extends KubeObject>(
  informer: Informer<K, T>,
  uid: string,
): T[] {
  return informer.byIndex(INDEX, uid);
}

/** The objects of the namespace that nobody controls, in order of arrival. */
export function orphansIn<K extends string, T extends KubeObject>(
  informer: Informer<K, T>,
  namespace: string | undefined,
): T[] {
  return informer.byIndex(INDEX, orphansOf(namespace));
}

/** The owner's objects, then the orphans of its namespace; each in order of arrival. */
export function candidatesOf<K extends string, T extends KubeObject>(
  informer: Informer<K, T>,
  { metadata }: KubeObject,
): T[] {
  const own: T[] = informer.byIndex(INDEX, metadata.uid);
  const orphans = orphansIn(informer, metadata.namespace);
  return orphans.length === 0 ? own : [...own, ...orphans];
}
