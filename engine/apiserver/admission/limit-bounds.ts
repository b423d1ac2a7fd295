// One item of a LimitRange against the requests and limits of a container, pod or claim.
//
// Comparisons are in thousandths where those fit, else in whole units. Source: kubernetes v1.20.2
// plugin/pkg/admission/limitranger/admission.go, minConstraint, maxConstraint, maxRequestConstraint,
// limitRequestRatioConstraint, requestLimitEnforcedValues (equal in 1.28).

import type { LimitRange } from '../../api/objects.ts';
import { formatQuantity } from '../../api/quantity/format.ts';
import { newQuantity, type Quantity } from '../../api/quantity/quantity.ts';
import { scaledValue } from '../../api/quantity/values.ts';
import { names, type ResourceList, type ResourceTexts, resourceList } from '../../api/quota/resource-list.ts';

type Item = NonNullable<LimitRange['spec']['limits']>[number];

/** Source: apimachinery pkg/api/resource/scale_int.go, MaxMilliValue: the largest int64 in whole thousands. */
const MAX_MILLI_VALUE = (2n ** 63n - 1n) / 1000n;
const ZERO = newQuantity(0, 'DecimalSI');

interface Observed {
  readonly name: string;
  readonly enforced: Quantity;
  readonly request: Quantity | undefined;
  readonly limit: Quantity | undefined;
}

/** What is wrong, in upstream's words; empty when all is within bounds. */
export function boundProblems(item: Item, requests: ResourceList, limits: ResourceList): string[] {
  const { type } = item;
  const each = (
    bounds: unknown,
    check: (observed: Observed, type: string) => string | undefined,
  ): string[] => {
    const list = resourceList(bounds as ResourceTexts | undefined);
    return names(list).flatMap((name) => {
      const observed = {
        name,
        enforced: list.get(name)!,
        request: requests.get(name),
        limit: limits.get(name),
      };
      return check(observed, type) ?? [];
    });
  };
  const isClaim = type === 'PersistentVolumeClaim';
  return [
    ...each(item.min, minProblem),
    ...each(item.max, isClaim ? maxRequestProblem : maxProblem),
    ...(isClaim ? [] : each(item.maxLimitRequestRatio, ratioProblem)),
  ];
}

// The three on one scale.
function values({ request = ZERO, limit = ZERO, enforced }: Observed): {
  request: bigint;
  limit: bigint;
  enforced: bigint;
} {
  const scaled = (exponent: number) => ({
    request: scaledValue(request, exponent),
    limit: scaledValue(limit, exponent),
    enforced: scaledValue(enforced, exponent),
  });
  const whole = scaled(0);
  const fits = [whole.request, whole.limit, whole.enforced].every((value) => value <= MAX_MILLI_VALUE);
  return fits ? scaled(-3) : whole;
}

function minProblem(observed: Observed, type: string): string | undefined {
  const { name, enforced, request, limit } = observed;
  const bound = `minimum ${name} usage per ${type} is ${formatQuantity(enforced)}`;
  if (request === undefined) return `${bound}.  No request is specified`;
  const seen = values(observed);
  if (seen.request < seen.enforced) return `${bound}, but request is ${formatQuantity(request)}`;
  if (limit !== undefined && seen.limit < seen.enforced)
    return `${bound}, but limit is ${formatQuantity(limit)}`;
  return undefined;
}

function maxProblem(observed: Observed, type: string): string | undefined {
  const { name, enforced, request, limit } = observed;
  const bound = `maximum ${name} usage per ${type} is ${formatQuantity(enforced)}`;
  if (limit === undefined) return `${bound}.  No limit is specified`;
  const seen = values(observed);
  if (seen.limit > seen.enforced) return `${bound}, but limit is ${formatQuantity(limit)}`;
  if (request !== undefined && seen.request > seen.enforced)
    return `${bound}, but request is ${formatQuantity(request)}`;
  return undefined;
}

function maxRequestProblem(observed: Observed, type: string): string | undefined {
  const { name, enforced, request } = observed;
  const bound = `maximum ${name} usage per ${type} is ${formatQuantity(enforced)}`;
  if (request === undefined) return `${bound}.  No request is specified`;
  const seen = values(observed);
  return seen.request > seen.enforced ? `${bound}, but request is ${formatQuantity(request)}` : undefined;
}

function ratioProblem(observed: Observed, type: string): string | undefined {
  const { name, enforced, request, limit } = observed;
  const bound = `${name} max limit to request ratio per ${type} is ${formatQuantity(enforced)}`;
  const seen = values(observed);
  if (request === undefined || seen.request === 0n)
    return `${bound}, but no request is specified or request is 0`;
  if (limit === undefined || seen.limit === 0n) return `${bound}, but no limit is specified or limit is 0`;
  const ratio = Number(seen.limit) / Number(seen.request);
  const isMilli = scaledValue(enforced, 0) <= MAX_MILLI_VALUE;
  const [left, right] = isMilli
    ? [ratio * 1000, scaledValue(enforced, -3)]
    : [ratio, scaledValue(enforced, 0)];
  return left > Number(right) ? `${bound}, but provided ratio is ${ratio.toFixed(6)}` : undefined;
}
