// What pods use up of quotas: a count, and what they ask for as long as they are not over.
//
// Source: kubernetes v1.20.2 pkg/quota/v1/evaluator/core/pods.go; v1.28.0 for overhead, sidecars and the scope
// CrossNamespacePodAffinity.

import type { AnyObject, Container, Pod } from '../objects.ts';
import { containerResources, podLimits, podRequests } from '../pod/pod-resources.ts';
import { qosClass } from '../pod/qos.ts';
import { parseTime } from '../time.ts';
import { isExtendedResource, isHugePageResource, isNativeResource } from '../validation/resource-names.ts';
import type { Evaluator, EvaluatorContext, ScopeSelector } from './evaluator.ts';
import { addLists, count, type ResourceList, type ResourceTexts, resourceList } from './resource-list.ts';

const COUNT_NAME = 'count/pods';
const RESOURCES: ReadonlySet<string> = new Set([
  COUNT_NAME,
  ...['cpu', 'memory', 'ephemeral-storage'],
  ...['requests.cpu', 'requests.memory', 'requests.ephemeral-storage'],
  ...['limits.cpu', 'limits.memory', 'limits.ephemeral-storage'],
  'pods',
]);
/** A quota on these makes every container name them. Source: validationSet. */
const MUST_BE_NAMED: readonly string[] = [
  ...['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'],
];
const BASIC = ['cpu', 'memory', 'ephemeral-storage'] as const;

const isPodResource = (name: string): boolean =>
  RESOURCES.has(name) ||
  name.startsWith('hugepages-') ||
  name.startsWith('requests.hugepages-') ||
  (!isNativeResource(name) && name.startsWith('requests.'));

/** Requests and limits under the names that quotas have for them. Source: podComputeUsageHelper. */
function quotaNames(
  requests: ResourceList,
  limits: ResourceList,
  { version }: EvaluatorContext,
): ResourceList {
  const usage = new Map([['pods', count(1)]]);
  for (const name of BASIC) {
    const request = requests.get(name);
    if (request !== undefined) usage.set(name, request).set(`requests.${name}`, request);
    const limit = limits.get(name);
    if (limit !== undefined) usage.set(`limits.${name}`, limit);
  }
  for (const [name, request] of requests) {
    if (isHugePageResource(name)) usage.set(name, request);
    if (isHugePageResource(name) || isExtendedResource(name, version)) usage.set(`requests.${name}`, request);
  }
  return usage;
}

/** Pods that are over, or should have been gone by now, use nothing but their place in the store. Source: QuotaV1Pod. */
export function countsTowardsQuota({ metadata, status }: Pod, nowEpochMs: number): boolean {
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') return false;
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata;
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return true;
  return nowEpochMs <= parseTime(deletionTimestamp) + deletionGracePeriodSeconds * 1000;
}

function usage(object: AnyObject, context: EvaluatorContext): ResourceList {
  const pod = object as unknown as Pod;
  const counted = new Map([[COUNT_NAME, count(1)]]);
  if (!countsTowardsQuota(pod, context.nowEpochMs)) return counted;
  const { spec } = pod;
  const withOverhead = context.version.has('quotaCountsPodOverhead');
  const requests = withOverhead ? podRequests(spec) : containerResources(spec, 'requests');
  const limits = withOverhead ? podLimits(spec) : containerResources(spec, 'limits');
  return addLists(counted, quotaNames(requests, limits, context));
}

function problem(
  required: readonly string[],
  object: AnyObject,
  context: EvaluatorContext,
): string | undefined {
  const { spec } = object as unknown as Pod;
  const needed = MUST_BE_NAMED.filter((name) => required.includes(name)).sort();
  const all = [...spec.containers, ...(spec.initContainers ?? [])];
  const texts = needed.flatMap((resource) => {
    const lacking = all.filter((container) => !namedBy(container, context).has(resource));
    if (lacking.length === 0) return [];
    const containers = [...new Set(lacking.map(({ name }) => name))].sort().join(',');
    return [context.version.has('quotaNamesContainers') ? `${resource} for: ${containers}` : resource];
  });
  if (texts.length === 0) return undefined;
  return `must specify ${texts.join(context.version.has('quotaNamesContainers') ? '; ' : ',')}`;
}

function namedBy({ resources }: Container, context: EvaluatorContext): ResourceList {
  const list = (side: 'requests' | 'limits'): ResourceList =>
    resourceList(resources?.[side] as ResourceTexts | undefined);
  return quotaNames(list('requests'), list('limits'), context);
}

function matchesScope(scope: ScopeSelector, object: AnyObject, { version }: EvaluatorContext): boolean {
  const { spec } = object as unknown as Pod;
  switch (scope.scopeName) {
    case 'Terminating':
      return isTerminating(spec);
    case 'NotTerminating':
      return !isTerminating(spec);
    case 'BestEffort':
      return qosClass(spec) === 'BestEffort';
    case 'NotBestEffort':
      return qosClass(spec) !== 'BestEffort';
    case 'PriorityClass':
      return matchesPriorityClass(spec.priorityClassName ?? '', scope);
    case 'CrossNamespacePodAffinity':
      return version.has('quotaCrossNamespaceAffinity') && crossesNamespaces(spec);
    default:
      return false;
  }
}

const isTerminating = ({ activeDeadlineSeconds }: Pod['spec']): boolean =>
  activeDeadlineSeconds !== undefined && activeDeadlineSeconds >= 0;

// As a label selector: NotIn takes pods without a class, too. Source: podMatchesSelector.
function matchesPriorityClass(name: string, { operator, values = [] }: ScopeSelector): boolean {
  const isIn = name !== '' && values.includes(name);
  if (operator === 'In') return isIn;
  if (operator === 'NotIn') return !isIn;
  return operator === 'DoesNotExist' ? name === '' : name !== '';
}

function crossesNamespaces({ affinity }: Pod['spec']): boolean {
  const terms = [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap((side) => [
    ...(side?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(side?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((term) => term.podAffinityTerm),
  ]);
  return terms.some((term) => (term.namespaces?.length ?? 0) > 0 || term.namespaceSelector !== undefined);
}

export const podEvaluator: Evaluator = {
  operations: ['create'],
  matching: (resources) => resources.filter(isPodResource).sort(),
  matchesScope,
  usage,
  problem,
};
