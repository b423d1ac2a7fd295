// Validation of the items of a LimitRange: known resources, and bounds and defaults in the right order.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidateLimitRange.

import { isQualifiedName } from '../../names/labels.ts';
import type { LimitRange } from '../../objects.ts';
import { compareQuantities } from '../../quantity/arithmetic.ts';
import { formatQuantity } from '../../quantity/format.ts';
import { newQuantity, type Quantity } from '../../quantity/quantity.ts';
import { scaledValue } from '../../quantity/values.ts';
import { type FieldPath, GoValue } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import {
  isOvercommitAllowed,
  validateContainerResourceName,
  validateResourceName,
} from '../../validation/resource-names.ts';
import { quantityOf } from '../../validation/resources.ts';

export type LimitRangeItem = LimitRange['spec']['limits'][number];
type ListField = 'max' | 'min' | 'default' | 'defaultRequest' | 'maxLimitRequestRatio';
type Bounds = Readonly<Partial<Record<ListField, Quantity>>>;

const STANDARD_TYPES = ['Pod', 'Container', 'PersistentVolumeClaim'];
/** Values up to here are compared in thousandths. Source: resource.MaxMilliValue. */
const MILLI_VALUE_MAX = (2n ** 63n - 1n) / 1000n;
const ONE = newQuantity(1, 'DecimalSI');

export function validateLimits(items: readonly LimitRangeItem[], path: FieldPath, problems: Problems): void {
  const types = new Set<string>();
  items.forEach((item, i) => {
    const at = path.index(i);
    const type = item.type ?? '';
    validateType(type, at.child('type'), problems);
    if (types.has(type)) problems.duplicate(at.child('type'), type);
    types.add(type);
    validateItem(item, at, problems);
  });
}

function validateType(type: string, path: FieldPath, problems: Problems): void {
  const texts = isQualifiedName(type, problems.version);
  problems.invalidEach(path, type, texts);
  if (texts.length > 0 || type.includes('/') || STANDARD_TYPES.includes(type)) return;
  problems.invalid(path, type, 'must be a standard limit type or fully qualified');
}

function validateItem(item: LimitRangeItem, path: FieldPath, problems: Problems): void {
  const fields: ListField[] = ['max', 'min'];
  validateNames(item, 'max', path, problems);
  validateNames(item, 'min', path, problems);
  for (const field of ['default', 'defaultRequest'] as const) {
    if (item.type !== 'Pod') {
      validateNames(item, field, path, problems);
      fields.push(field);
    } else if (Object.keys(item[field] ?? {}).length > 0) {
      problems.forbidden(path.child(field), "may not be specified when `type` is 'Pod'");
    }
  }
  const bounds = [item.min?.storage, item.max?.storage];
  if (item.type === 'PersistentVolumeClaim' && bounds.every((bound) => bound === undefined)) {
    const text = 'either minimum or maximum storage value is required, but neither was provided';
    problems.required(path.child('limits'), text);
  }
  validateNames(item, 'maxLimitRequestRatio', path, problems);
  fields.push('maxLimitRequestRatio');
  const names = new Set(fields.flatMap((field) => Object.keys(item[field] ?? {})));
  for (const name of [...names].sort()) {
    const found = fields.flatMap((field) => {
      const text = item[field]?.[name];
      return text === undefined ? [] : [[field, quantityOf(text)] as const];
    });
    validateBounds(name, Object.fromEntries(found), path, problems);
  }
}

function validateNames(item: LimitRangeItem, field: ListField, path: FieldPath, problems: Problems): void {
  const validate =
    item.type === 'Pod' || item.type === 'Container' ? validateContainerResourceName : validateResourceName;
  for (const name of Object.keys(item[field] ?? {}).sort()) {
    validate(name, path.child(field).key(name), problems);
  }
}

interface OrderRule {
  readonly lower: ListField;
  readonly upper: ListField;
  /** Whose path and value the problem shows. */
  readonly at: ListField;
  readonly shown: ListField;
  readonly text: (lower: string, upper: string) => string;
}

const ORDER_RULES: readonly OrderRule[] = [
  {
    lower: 'min',
    upper: 'max',
    at: 'min',
    shown: 'min',
    text: (min, max) => `min value ${min} is greater than max value ${max}`,
  },
  {
    lower: 'min',
    upper: 'defaultRequest',
    at: 'defaultRequest',
    shown: 'defaultRequest',
    text: (min, request) => `min value ${min} is greater than default request value ${request}`,
  },
  {
    lower: 'defaultRequest',
    upper: 'max',
    at: 'defaultRequest',
    shown: 'defaultRequest',
    text: (request, max) => `default request value ${request} is greater than max value ${max}`,
  },
  {
    lower: 'defaultRequest',
    upper: 'default',
    at: 'defaultRequest',
    shown: 'defaultRequest',
    text: (request, limit) => `default request value ${request} is greater than default limit value ${limit}`,
  },
  {
    lower: 'min',
    upper: 'default',
    at: 'default',
    shown: 'min',
    text: (min, limit) => `min value ${min} is greater than default value ${limit}`,
  },
  {
    lower: 'default',
    upper: 'max',
    at: 'default',
    shown: 'max',
    text: (limit, max) => `default value ${limit} is greater than max value ${max}`,
  },
];

function goQuantity(value: Quantity): GoValue {
  const text = formatQuantity(value);
  return new GoValue(text, text);
}

function validateBounds(name: string, bounds: Bounds, path: FieldPath, problems: Problems): void {
  for (const rule of ORDER_RULES) {
    const [lower, upper] = [bounds[rule.lower], bounds[rule.upper]];
    if (lower === undefined || upper === undefined || compareQuantities(lower, upper) <= 0) continue;
    const text = rule.text(formatQuantity(lower), formatQuantity(upper));
    problems.invalid(path.child(rule.at).key(name), goQuantity(bounds[rule.shown]!), text);
  }
  validateRatio(bounds, path.child('maxLimitRequestRatio').key(name), problems);
  const { default: limit, defaultRequest: request } = bounds;
  if (limit === undefined || request === undefined || isOvercommitAllowed(name)) return;
  if (compareQuantities(limit, request) === 0) return;
  const text = `default value ${formatQuantity(limit)} must equal to defaultRequest value ${formatQuantity(request)} in ${name}`;
  problems.invalid(path.child('defaultRequest').key(name), goQuantity(request), text);
}

function validateRatio(
  { maxLimitRequestRatio: ratio, min, max }: Bounds,
  path: FieldPath,
  problems: Problems,
): void {
  if (ratio === undefined) return;
  if (compareQuantities(ratio, ONE) < 0) {
    problems.invalid(path, goQuantity(ratio), `ratio ${formatQuantity(ratio)} is less than 1`);
  }
  if (min === undefined || max === undefined) return;
  const inMillis = [ratio, min, max].every((value) => scaledValue(value, 0) < MILLI_VALUE_MAX);
  const view = (value: Quantity): number => Number(scaledValue(value, inMillis ? -3 : 0));
  const limit = view(max) / view(min);
  const value = inMillis ? view(ratio) / 1000 : view(ratio);
  if (value <= limit || Number.isNaN(limit)) return;
  const text = `ratio ${formatQuantity(ratio)} is greater than max/min = ${limit.toFixed(6)}`;
  problems.invalid(path, goQuantity(ratio), text);
}
