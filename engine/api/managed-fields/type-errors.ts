// What keeps an applied configuration from being merged: fields that its type does not have, values of another form, and
// items of lists that cannot be told apart.
//
// Source: structured-merge-diff v6 typed/{validate,helpers}.go. Left out: Go's way of printing values that are no scalars.

import type { FieldType } from './field-type.ts';
import { elementText, fieldElement, type PathElement } from './path-element.ts';
import { entriesOf, isMap, itemElement } from './shape-of.ts';

/** All problems in upstream's words, one a line where there are several; empty if there is none. */
export function typeErrors(value: unknown, type: FieldType): string {
  const errors: string[] = [];
  check(value, type, '', errors);
  if (errors.length <= 1) return errors[0] ?? '';
  return ['errors:', ...errors.map((error) => `  ${error}`)].join('\n');
}

function check(value: unknown, type: FieldType, path: string, errors: string[]): void {
  if (value === null || value === undefined || type.shape === 'untyped') return;
  if (type.shape === 'scalar') {
    if (typeof value === 'object') errors.push(`${path}: expected a scalar, got ${JSON.stringify(value)}`);
  } else if (type.shape === 'map') {
    checkMap(value, type, path, errors);
  } else {
    checkList(value, type, path, errors);
  }
}

function checkMap(
  value: unknown,
  type: Extract<FieldType, { shape: 'map' }>,
  path: string,
  errors: string[],
): void {
  if (!isMap(value)) {
    errors.push(`${path}: expected map, got &{${JSON.stringify(value)}}`);
    return;
  }
  for (const [key, child] of entriesOf(value)) {
    const at = path + elementText(fieldElement(key));
    const childType = type.field(key) ?? type.element;
    if (childType === undefined) {
      errors.push(`${at}: field not declared in schema`);
      return;
    }
    check(child, childType, at, errors);
  }
}

function checkList(
  value: unknown,
  type: Extract<FieldType, { shape: 'list' }>,
  path: string,
  errors: string[],
): void {
  if (!Array.isArray(value)) {
    errors.push(`${path}: expected list, got &{${JSON.stringify(value)}}`);
    return;
  }
  const seen = new Set<PathElement>();
  for (const [i, item] of value.entries()) {
    if (type.keys === undefined) {
      check(item, type.item, `${path}[${i}]`, errors);
      continue;
    }
    const problem = itemProblem(type, item);
    if (problem !== undefined) {
      errors.push(`${path}: element ${i}: ${problem}`);
      return;
    }
    const element = itemElement(type, item);
    if (seen.has(element)) errors.push(`${path}: duplicate entries for key ${elementText(element)}`);
    seen.add(element);
    check(item, type.item, path + elementText(element), errors);
  }
}

function itemProblem(
  { keys = [], keyDefaults }: Extract<FieldType, { shape: 'list' }>,
  item: unknown,
): string | undefined {
  if (keys.length === 0) {
    if (item === null) return "associative list without keys has an element that's an explicit null";
    return isMap(item) ? "associative list without keys has an element that's a map type" : undefined;
  }
  if (item === null) return 'associative list with keys may not have a null element';
  if (!isMap(item)) return 'associative list with keys may not have non-map elements';
  if (keys.some((key) => item[key] !== undefined || keyDefaults[key] !== undefined)) return undefined;
  const names = keys.map((key) => JSON.stringify(key)).join(' ');
  return `associative list with keys has an element that omits all key fields [${names}] (and doesn't have default values for any key fields)`;
}
