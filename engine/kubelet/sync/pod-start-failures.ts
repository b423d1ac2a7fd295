// How the last start of each container of a node failed, as long as it is not made good. Most never fail and cost nothing.

import type { StartFailure } from './start-container.ts';

const NONE: ReadonlyMap<string, StartFailure> = new Map();

export class PodStartFailures {
  private readonly byPod = new Map<string, Map<string, StartFailure>>();

  /** Of the pod with that uid, by container name. */
  of(uid: string): ReadonlyMap<string, StartFailure> {
    return this.byPod.get(uid) ?? NONE;
  }

  /** @param failure  undefined: the container was started */
  note(uid: string, container: string, failure: StartFailure | undefined): void {
    const failures = this.byPod.get(uid);
    if (failure === undefined) failures?.delete(container);
    else if (failures === undefined) this.byPod.set(uid, new Map([[container, failure]]));
    else failures.set(container, failure);
  }

  forget(uid: string): void {
    this.byPod.delete(uid);
  }
}
