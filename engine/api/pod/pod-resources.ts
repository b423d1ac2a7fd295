// What a pod asks for as a whole: the sum of its containers, or its largest step of initialization where that is more.
//
// Source: kubernetes v1.20.2 pkg/quota/v1/evaluator/core/pods.go, PodUsageFunc; v1.28.0 pkg/api/v1/resource/helpers.go,
// PodRequests and PodLimits, which count sidecars (KEP-753) and overhead.

import type { Container, PodSpec } from '../objects.ts';
import { quantitySign } from '../quantity/values.ts';
import {
  addLists,
  EMPTY,
  maskList,
  maxLists,
  type ResourceList,
  type ResourceTexts,
  resourceList,
} from '../quota/resource-list.ts';

type Side = 'requests' | 'limits';

const of = (container: Container, side: Side): ResourceList =>
  resourceList(container.resources?.[side] as ResourceTexts | undefined);

const isSidecar = (container: Container): boolean =>
  (container as { restartPolicy?: string }).restartPolicy === 'Always';

/** Of all containers, without the pod's overhead. */
export function containerResources(spec: PodSpec, side: Side): ResourceList {
  let total = EMPTY;
  for (const container of spec.containers) total = addLists(total, of(container, side));
  let sidecars = EMPTY;
  let most = EMPTY;
  for (const container of spec.initContainers ?? []) {
    if (isSidecar(container)) {
      total = addLists(total, of(container, side));
      sidecars = addLists(sidecars, of(container, side));
      most = maxLists(most, sidecars);
    } else most = maxLists(most, addLists(of(container, side), sidecars));
  }
  return maxLists(total, most);
}

/** Requests, overhead included. */
export function podRequests(spec: PodSpec): ResourceList {
  return addLists(
    containerResources(spec, 'requests'),
    resourceList(spec.overhead as ResourceTexts | undefined),
  );
}

/** Limits; overhead counts only for resources that have one other than zero. */
export function podLimits(spec: PodSpec): ResourceList {
  const limits = containerResources(spec, 'limits');
  const overhead = resourceList(spec.overhead as ResourceTexts | undefined);
  const limited = [...limits.keys()].filter((name) => quantitySign(limits.get(name)!) !== 0);
  return addLists(limits, maskList(overhead, limited));
}
