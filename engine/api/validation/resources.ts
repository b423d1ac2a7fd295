// Requests and limits of a container, and quantities as fields.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidateResourceRequirements,
// ValidateResourceQuantityValue, ValidateNonnegativeQuantity, ValidatePositiveQuantityValue; v1.28.0 for claims,
// divisible huge pages and the wording that names the limit.

import type { Container } from '../objects.ts';
import { compareQuantities } from '../quantity/arithmetic.ts';
import { formatQuantity } from '../quantity/format.ts';
import { decodeQuantity, type Quantity } from '../quantity/quantity.ts';
import { quantitySign, scaledValue } from '../quantity/values.ts';
import { type FieldPath, GoValue } from './field-error.ts';
import type { Problems } from './problems.ts';
import {
  isHugePageResource,
  isIntegerResource,
  isOvercommitAllowed,
  validateContainerResourceName,
} from './resource-names.ts';

type Resources = NonNullable<Container['resources']>;
type QuantityText = string | number;
type ResourceList = Readonly<Record<string, QuantityText>>;

// Few texts occur in many pods; each is read once. Past the bound the memory starts afresh.
const REMEMBERED_MAX = 4096;
const remembered = new Map<QuantityText, Quantity>();

/** The quantity of a field, which decoding has found to be one. @throws QuantityError */
export function quantityOf(text: QuantityText): Quantity {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const quantity = decodeQuantity(text);
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(text, quantity);
  return quantity;
}

export function validateNonnegativeQuantity(value: Quantity, path: FieldPath, problems: Problems): void {
  if (quantitySign(value) < 0)
    problems.invalid(path, formatQuantity(value), 'must be greater than or equal to 0');
}

export function validatePositiveQuantity(value: Quantity, path: FieldPath, problems: Problems): void {
  if (quantitySign(value) <= 0) problems.invalid(path, formatQuantity(value), 'must be greater than zero');
}

/** Not negative, and whole where the resource is counted. */
export function validateResourceQuantityValue(
  name: string,
  value: Quantity,
  path: FieldPath,
  problems: Problems,
): void {
  validateNonnegativeQuantity(value, path, problems);
  if (isIntegerResource(name, problems.version) && scaledValue(value, -3) % 1000n !== 0n) {
    problems.invalid(path, goQuantity(value), 'must be an integer');
  }
}

// resource.Quantity has a String method on its pointer only, so that its fields are printed.
function goQuantity(value: Quantity): GoValue {
  const text = formatQuantity(value);
  return new GoValue(text, text);
}

/** @param claimNames what the pod's resourceClaims are called */
export function validateResourceRequirements(
  resources: Resources | undefined,
  path: FieldPath,
  problems: Problems,
  claimNames: readonly string[] = [],
): void {
  if (resources === undefined) return;
  const limits = (resources.limits ?? {}) as ResourceList;
  const requests = (resources.requests ?? {}) as ResourceList;
  for (const name of Object.keys(limits).sort()) {
    validateOne(name, quantityOf(limits[name]!), path.child('limits'), problems);
  }
  for (const name of Object.keys(requests).sort()) {
    const request = quantityOf(requests[name]!);
    validateOne(name, request, path.child('requests'), problems);
    validateRequestAgainstLimit(name, request, limits[name], path, problems);
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePageResource) && !names.includes('cpu') && !names.includes('memory')) {
    problems.forbidden(path, 'HugePages require cpu or memory');
  }
  if (resources.claims !== undefined)
    validateClaimNames(resources.claims, claimNames, path.child('claims'), problems);
}

function validateOne(name: string, value: Quantity, list: FieldPath, problems: Problems): void {
  const path = list.key(name);
  validateContainerResourceName(name, path, problems);
  validateResourceQuantityValue(name, value, path, problems);
  if (!isHugePageResource(name) || !problems.has('hugePagesMustDivide')) return;
  if (!isDivisibleHugePage(name, value)) {
    const text = formatQuantity(value);
    problems.invalid(path, text, `${text} is not positive integer multiple of ${name}`);
  }
}

// Source: kubernetes v1.28.0 pkg/apis/core/helper/helpers.go, IsHugePageResourceValueDivisible.
function isDivisibleHugePage(name: string, value: Quantity): boolean {
  const pageSize = scaledValue(quantityOf(name.slice('hugepages-'.length)), 0);
  return pageSize > 0n && scaledValue(value, 0) % pageSize === 0n;
}

function validateRequestAgainstLimit(
  name: string,
  request: Quantity,
  limitText: QuantityText | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  const overcommit = isOvercommitAllowed(name);
  if (limitText === undefined) {
    if (!overcommit)
      problems.required(path.child('limits'), 'Limit must be set for non overcommitable resources');
    return;
  }
  const limit = quantityOf(limitText);
  const order = compareQuantities(request, limit);
  if (order === 0 || (overcommit && order < 0)) return;
  const relation = overcommit ? 'less than or equal to' : 'equal to';
  const bound = problems.has('resourceLimitNamedInText') ? ` limit of ${formatQuantity(limit)}` : ' limit';
  problems.invalid(path.child('requests'), formatQuantity(request), `must be ${relation} ${name}${bound}`);
}

function validateClaimNames(
  claims: NonNullable<Resources['claims']>,
  known: readonly string[],
  path: FieldPath,
  problems: Problems,
): void {
  const seen = new Set<string>();
  claims.forEach(({ name }, i) => {
    if (!name) {
      problems.required(path.index(i));
      return;
    }
    if (seen.has(name)) problems.duplicate(path.index(i), name);
    seen.add(name);
    if (!known.includes(name)) problems.notFound(path.index(i), name);
  });
}
