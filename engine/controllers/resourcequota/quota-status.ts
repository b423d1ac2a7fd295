// What the status of a quota should be: its limits, and what the namespace uses of them. Pure.
//
// Source: kubernetes v1.20.2 pkg/controller/resourcequota/resource_quota_controller.go, syncResourceQuota;
// pkg/quota/v1/resources.go, CalculateUsage.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject, ResourceQuota } from '../../api/objects.ts';
import { type EvaluatorContext, evaluatorOf, usageOf } from '../../api/quota/evaluator.ts';
import {
  addLists,
  EMPTY,
  maskList,
  names,
  type ResourceList,
  type ResourceTexts,
  resourceList,
  resourceTexts,
} from '../../api/quota/resource-list.ts';

/**
 * @param objectsOf  the objects of a kind in the quota's namespace; asked only for kinds that the quota counts
 * @returns hard and used, used for no other resources than hard; a resource that no kind counts keeps its last value
 */
export function quotaStatus(
  quota: ResourceQuota,
  kinds: Iterable<KindTraits>,
  objectsOf: (traits: KindTraits) => Iterable<AnyObject>,
  context: EvaluatorContext,
): { readonly hard: Record<string, string>; readonly used: Record<string, string> } {
  const hard = resourceList(quota.spec.hard as ResourceTexts | undefined);
  let counted: ResourceList = EMPTY;
  for (const traits of kinds) {
    const evaluator = evaluatorOf(traits);
    const resources = evaluator?.matching(names(hard)) ?? [];
    if (evaluator === undefined || resources.length === 0) continue;
    const usage = usageOf(quota, evaluator, resources, objectsOf(traits), context);
    counted = addLists(counted, maskList(usage, resources));
  }
  const before = resourceList(quota.status?.used as ResourceTexts | undefined);
  const used = maskList(new Map([...before, ...counted]), hard.keys());
  return { hard: resourceTexts(hard), used: resourceTexts(used) };
}
