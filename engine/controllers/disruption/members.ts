// The pods that a budget selects, counted as they change, so that a pass need not look at all of them.
//
// Upstream lists and counts them anew in each pass, with the same result.
// Source: kubernetes v1.28.0 pkg/controller/disruption/disruption.go, getPodsForPdb, countHealthyPods, getExpectedScale.

import type { OwnerReference, Pod } from '../../api/objects.ts';
import type { Selector } from '../../api/selectors/selector.ts';
import { controllerOf } from '../controller-ref-manager.ts';
import { isPodReady } from '../pod-condition.ts';

interface Owned {
  readonly reference: OwnerReference;
  pods: number;
}

/** Of one namespace, so a pod is known by its name. */
export class Members {
  private readonly selector: Selector;
  private readonly pods = new Map<string, Pod>();
  private readonly owned = new Map<string, Owned>();
  private healthyCount = 0;
  private unmanagedCount = 0;

  constructor(selector: Selector, pods: readonly Pod[]) {
    this.selector = selector;
    for (const pod of pods) this.observe(pod);
  }

  /** Takes the pod in, or out, as its labels are now. @returns whether it is in */
  observe(pod: Pod): boolean {
    const isIn = this.selector.matches(pod.metadata.labels);
    const before = this.pods.get(pod.metadata.name);
    if (before !== undefined) this.count(before, -1);
    if (isIn) {
      this.pods.set(pod.metadata.name, pod);
      this.count(pod, 1);
    } else this.pods.delete(pod.metadata.name);
    return isIn;
  }

  /** The pod is gone. @returns whether it was in */
  remove({ metadata: { name } }: Pod): boolean {
    const before = this.pods.get(name);
    if (before === undefined) return false;
    this.count(before, -1);
    return this.pods.delete(name);
  }

  get size(): number {
    return this.pods.size;
  }

  /** How many are ready and not being deleted. */
  get healthy(): number {
    return this.healthyCount;
  }

  get hasUnmanaged(): boolean {
    return this.unmanagedCount > 0;
  }

  get controllers(): OwnerReference[] {
    return [...this.owned.values()].map(({ reference }) => reference);
  }

  get(name: string): Pod | undefined {
    return this.pods.get(name);
  }

  /** The first that has the controller, or the first without any. O(n). */
  firstOf(controller: OwnerReference | undefined): Pod | undefined {
    for (const pod of this.pods.values()) if (controllerOf(pod)?.uid === controller?.uid) return pod;
    return undefined;
  }

  private count(pod: Pod, by: 1 | -1): void {
    if (isHealthy(pod)) this.healthyCount += by;
    const reference = controllerOf(pod);
    if (reference === undefined) {
      this.unmanagedCount += by;
      return;
    }
    const owned = this.owned.get(reference.uid);
    if (owned === undefined) this.owned.set(reference.uid, { reference, pods: by });
    else if (owned.pods + by === 0) this.owned.delete(reference.uid);
    else owned.pods += by;
  }
}

/** Ready, and not on its way out. */
export const isHealthy = (pod: Pod): boolean =>
  pod.metadata.deletionTimestamp === undefined && isPodReady(pod);
