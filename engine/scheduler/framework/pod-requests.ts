// What one pod asks of a node: the amounts that filters count, and the amounts that scores count.
//
// Containers run side by side, so they add up; init containers run before them one after the other, so the largest
// counts; an init container that stays (a sidecar) counts with both.
// Example: containers 2 and 1 cpu, init containers 2 and 4 cpu: the pod asks for max(3, 4) = 4.
// Left out: requests that an in-place resize has not yet given back (status.containerStatuses[*].resources).
// Source: kubernetes v1.20.2 pkg/scheduler/framework/v1alpha1/types.go, calculateResource, and
// pkg/scheduler/util/non_zero.go; v1.28.0 pkg/api/v1/resource/helpers.go, PodRequests, for sidecars.

import type { Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { amount, Resource, type ResourceList } from './resource.ts';

/** Counted for a container that names no cpu, in scores only. Source: non_zero.go, DefaultMilliCPURequest. */
export const DEFAULT_REQUEST_MILLI_CPU = 100;
/** 200 MiB. Source: non_zero.go, DefaultMemoryRequest. */
export const DEFAULT_REQUEST_MEMORY_BYTES = 200 * 1024 * 1024;

export interface PodRequests {
  readonly requested: Resource;
  /** As `requested`, with the defaults above for containers that name none. Only cpu and memory are filled. */
  readonly nonZero: Resource;
  /** What the pod itself adds to `nonZero` of a node when it is scored; differs from it only by an old slip. */
  readonly scored: Resource;
}

type Requester = (list: ResourceList | undefined) => Resource;

const asListed: Requester = (list) => Resource.of(list);

const withDefaults: Requester = (list) => {
  const resource = new Resource();
  resource.milliCpu = list?.cpu === undefined ? DEFAULT_REQUEST_MILLI_CPU : amount('cpu', list.cpu);
  resource.memory = list?.memory === undefined ? DEFAULT_REQUEST_MEMORY_BYTES : amount('memory', list.memory);
  return resource;
};

/** Both sums of a pod. Pure; called once for each pod, not in loops over nodes. */
export function podRequests(pod: Pod, version: VersionProfile): PodRequests {
  const requested = sum(pod, asListed, version);
  const nonZero = sum(pod, withDefaults, version);
  const overhead = pod.spec.overhead as ResourceList | undefined;
  let scored = nonZero;
  if (overhead !== undefined) {
    requested.addList(overhead);
    if (overhead.cpu !== undefined && version.has('podOverheadScoredInCores')) {
      scored = nonZero.clone();
      scored.milliCpu += Math.ceil(amount('cpu', overhead.cpu) / 1000);
    }
    nonZero.milliCpu += overhead.cpu === undefined ? 0 : amount('cpu', overhead.cpu);
    nonZero.memory += overhead.memory === undefined ? 0 : amount('memory', overhead.memory);
    if (scored !== nonZero) scored.memory = nonZero.memory;
  }
  return { requested, nonZero, scored };
}

function sum(pod: Pod, requestsOf: Requester, version: VersionProfile): Resource {
  const total = new Resource();
  for (const container of pod.spec.containers) total.add(requestsOf(container.resources?.requests), 1);
  const sidecars = new Resource();
  const starting = new Resource();
  for (const container of pod.spec.initContainers ?? []) {
    const requests = requestsOf(container.resources?.requests);
    if (container.restartPolicy === 'Always' && version.has('sidecarContainers')) {
      total.add(requests, 1);
      sidecars.add(requests, 1);
      starting.raiseTo(sidecars);
    } else {
      requests.add(sidecars, 1);
      starting.raiseTo(requests);
    }
  }
  total.raiseTo(starting);
  if (version.has('podLevelResources')) applyPodLevel(total, podLevelRequests(pod));
  return total;
}

function podLevelRequests(pod: Pod): ResourceList | undefined {
  return (pod.spec as { resources?: { requests?: ResourceList } }).resources?.requests;
}

// Requests of the pod as a whole stand for its containers'. Source: KEP-2837;
// component-helpers v0.34.0 resource/helpers.go, PodRequests and IsSupportedPodLevelResource.
function applyPodLevel(total: Resource, requests: ResourceList | undefined): void {
  for (const [name, quantity] of Object.entries(requests ?? {})) {
    if (name === 'cpu' || name === 'memory' || name.startsWith('hugepages-'))
      total.set(name, amount(name, quantity));
  }
}
