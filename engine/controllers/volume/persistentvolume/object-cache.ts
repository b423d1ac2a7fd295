// The volume controller's own view of claims or volumes: what its informer delivered, and what it wrote itself and has
// not seen come back yet. A volume that was just given away must not be given away again.
//
// Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/pv_controller_base.go, storeObjectUpdate.

import type { KubeObject } from '../../../api/objects.ts';
import { keyOf } from '../../../client/informer.ts';

export class ObjectCache<T extends KubeObject> {
  private readonly byKey = new Map<string, T>();

  /** Keeps the object unless a newer version is known; whether it was kept. */
  store(object: T): boolean {
    const known = this.byKey.get(keyOf(object));
    const isOlder =
      known !== undefined &&
      known.metadata.uid === object.metadata.uid &&
      Number(known.metadata.resourceVersion) > Number(object.metadata.resourceVersion);
    if (!isOlder) this.byKey.set(keyOf(object), object);
    return !isOlder;
  }

  remove(key: string): T | undefined {
    const known = this.byKey.get(key);
    this.byKey.delete(key);
    return known;
  }

  get(key: string): T | undefined {
    return this.byKey.get(key);
  }

  /** In order of arrival. */
  list(): T[] {
    return [...this.byKey.values()];
  }
}
