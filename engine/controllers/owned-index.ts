// Finding a controller's objects without going through all: by the uid of their controller, and orphans by namespace.
//
// The candidates that controller-ref-manager.ts sorts out. Adding the index twice to one informer changes nothing.

import type { KubeObject } from '../api/objects.ts';
import type { Informer } from '../client/informer.ts';
import { controllerOf } from './controller-ref-manager.ts';

const BY_CONTROLLER = 'controller uid or orphans';

const orphansIn = (namespace: string | undefined): string => `orphans in ${namespace ?? ''}`;

export function indexByController<K extends string, T extends KubeObject>(informer: Informer<K, T>): void {
  informer.addIndex(BY_CONTROLLER, (object) => [
    controllerOf(object)?.uid ?? orphansIn(object.metadata.namespace),
  ]);
}

/** What the owner controls, and what it could adopt. */
export function candidatesOf<K extends string, T extends KubeObject>(
  informer: Informer<K, T>,
  owner: KubeObject,
): T[] {
  return [
    ...informer.byIndex(BY_CONTROLLER, owner.metadata.uid),
    ...informer.byIndex(BY_CONTROLLER, orphansIn(owner.metadata.namespace)),
  ];
}
