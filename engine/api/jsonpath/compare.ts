// Comparisons in filters. Only values of one basic type compare; a whole number is not of a fraction's type.
//
// Source: client-go v0.32 third_party/forked/golang/template/funcs.go, Equal, Less and their kin.

import { JsonPathError } from './nodes.ts';

type BasicKind = 'bool' | 'int' | 'float' | 'string';

const BAD_COMPARISON_TYPE = 'invalid type for comparison';
const BAD_COMPARISON = 'incompatible types for comparison';

function basicKind(value: unknown): BasicKind {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  throw new JsonPathError(BAD_COMPARISON_TYPE);
}

type Basic = boolean | number | string;

function kindOfBoth(left: unknown, right: unknown): BasicKind {
  const kind = basicKind(left);
  if (kind !== basicKind(right)) throw new JsonPathError(BAD_COMPARISON);
  return kind;
}

function isLess(left: unknown, right: unknown): boolean {
  if (kindOfBoth(left, right) === 'bool') throw new JsonPathError(BAD_COMPARISON_TYPE);
  return (left as Basic) < (right as Basic);
}

function isEqual(left: unknown, right: unknown): boolean {
  kindOfBoth(left, right);
  return left === right;
}

/** @throws JsonPathError  for types that do not compare, or an operator that is none */
export function compareValues(left: unknown, operator: string, right: unknown): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
      return isLess(left, right);
    case '<=':
      return isLess(left, right) || isEqual(left, right);
    case '>':
      return !(isLess(left, right) || isEqual(left, right));
    case '>=':
      return !isLess(left, right);
    default:
      throw new JsonPathError(`unrecognized filter operator ${operator}`);
  }
}
