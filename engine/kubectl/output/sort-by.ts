// `--sort-by`: objects in the order of one field. Source: kubectl v0.32.0 pkg/cmd/get/sorter.go.

import { findJsonPath, JsonPathError, relaxedJsonPath } from '../../api/jsonpath/jsonpath.ts';
import { compareQuantities } from '../../api/quantity/arithmetic.ts';
import { parseQuantity, QuantityError } from '../../api/quantity/quantity.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import { textFailure } from '../failure.ts';
import { goSorted } from '../print/go-sort.ts';

/** @throws CommandFailure  no object has the field, or the path cannot be read */
export function sortBy<T>(field: string, items: readonly T[], objectOf: (item: T) => unknown): T[] {
  let path = field;
  try {
    path = relaxedJsonPath(field);
    const keyed = items.map((item) => ({ item, key: findJsonPath(path, objectOf(item))[0] }));
    if (keyed.length > 0 && keyed.every(({ key }) => key === undefined)) {
      throw textFailure(`couldn't find any field with path ${quoteGo(path)} in the list of objects`);
    }
    return goSorted(keyed, (a, b) => isLess(a.key, b.key)).map(({ item }) => item);
  } catch (error) {
    if (error instanceof JsonPathError) throw textFailure(error.message);
    throw error;
  }
}

// An object without the field comes first, even before another one; then those where it is null.
function isLess(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === undefined;
  if (a === null || b === null) return a === null && b !== null;
  return compareFields(a, b) < 0;
}

function compareFields(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== 'string' || typeof b !== 'string') return 0;
  const left = quantityOrNone(a);
  const right = quantityOrNone(b);
  if (left !== undefined && right !== undefined) return compareQuantities(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function quantityOrNone(text: string): ReturnType<typeof parseQuantity> | undefined {
  try {
    return parseQuantity(text);
  } catch (error) {
    if (error instanceof QuantityError) return undefined;
    throw error;
  }
}
