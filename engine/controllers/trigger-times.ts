// Since when the change has been known that an endpoints update shows: the annotation last-change-trigger-time.
//
// Source: kubernetes v1.20.2 pkg/controller/util/endpoint/trigger_time_tracker.go.

import type { Pod, Service } from '../api/objects.ts';
import { keyOf } from '../client/informer.ts';

/** Source: staging/src/k8s.io/api/core/v1/annotation_key_constants.go, EndpointsLastChangeTriggerTime. */
export const TRIGGER_TIME_ANNOTATION = 'endpoints.kubernetes.io/last-change-trigger-time';

interface Seen {
  readonly service: string;
  readonly pods: ReadonlyMap<string, string>;
}

export class TriggerTimes {
  private readonly seen = new Map<string, Seen>();

  /**
   * To be called once a sync, whether or not it writes.
   *
   * @returns the earliest time of what changed since the last call; undefined when nothing with a time did
   */
  next(service: Service, pods: readonly Pod[]): string | undefined {
    const key = keyOf(service);
    const before = this.seen.get(key);
    const created = service.metadata.creationTimestamp;
    const times = new Map<string, string>();
    let earliest: string | undefined;
    for (const pod of pods) {
      const time = readyTransition(pod);
      if (time === undefined) continue;
      times.set(pod.metadata.name, time);
      if (time > (before?.pods.get(pod.metadata.name) ?? '')) earliest = min(earliest, time);
    }
    this.seen.set(key, { service: created, pods: times });
    if (before === undefined) return created;
    return created > before.service ? min(earliest, created) : earliest;
  }

  forget(serviceKey: string): void {
    this.seen.delete(serviceKey);
  }
}

// RFC 3339 in UTC sorts as text.
const min = (a: string | undefined, b: string): string => (a === undefined || b < a ? b : a);

const readyTransition = ({ status }: Pod): string | undefined =>
  status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime || undefined;
