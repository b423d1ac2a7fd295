// The quality-of-service class of a pod.
//
// Source: kubernetes v1.20.2 pkg/apis/core/v1/helper/qos/qos.go, GetPodQOS (equal in 1.28); v1.34.0 for pod-level
// resources, which decide alone where they are given.

import type { Container, PodSpec } from '../objects.ts';
import { addQuantities, compareQuantities } from '../quantity/arithmetic.ts';
import type { Quantity } from '../quantity/quantity.ts';
import { quantitySign } from '../quantity/values.ts';
import { quantityOf } from '../validation/resources.ts';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

const RESOURCES = ['cpu', 'memory'] as const;
type Resources = Container['resources'];
type Sums = Map<string, Quantity>;

/**
 * BestEffort: no container asks for CPU or memory. Guaranteed: every container limits both, and requests equal limits.
 * Init containers count; zero counts as not given.
 */
export function qosClass(spec: PodSpec): QosClass {
  const requests: Sums = new Map();
  const limits: Sums = new Map();
  const holders: readonly { readonly resources?: Resources }[] =
    spec.resources === undefined ? [...(spec.containers ?? []), ...(spec.initContainers ?? [])] : [spec];
  let everyoneLimitsBoth = true;
  for (const { resources } of holders) {
    add(resources?.requests, requests);
    if (add(resources?.limits, limits) < RESOURCES.length) everyoneLimitsBoth = false;
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const isGuaranteed = everyoneLimitsBoth && requests.size === limits.size && agree(requests, limits);
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}

// Returns how many of the two were given.
function add(list: NonNullable<Resources>['limits'], sums: Sums): number {
  if (list === undefined) return 0;
  let given = 0;
  for (const name of RESOURCES) {
    const text = list[name];
    if (text === undefined) continue;
    const quantity = quantityOf(text);
    if (quantitySign(quantity) <= 0) continue;
    given += 1;
    const sum = sums.get(name);
    sums.set(name, sum === undefined ? quantity : addQuantities(quantity, sum));
  }
  return given;
}

function agree(requests: Sums, limits: Sums): boolean {
  for (const [name, request] of requests) {
    const limit = limits.get(name);
    if (limit === undefined || compareQuantities(limit, request) !== 0) return false;
  }
  return true;
}
