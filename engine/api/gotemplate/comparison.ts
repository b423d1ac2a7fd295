// `eq`, `lt` and the like: only what is of one kind compares. Source: Go src/text/template/funcs.go, eq, lt, basicKind.

import { sprintf } from './printf.ts';
import { isMap, isNothing, numberOf, typeText } from './values.ts';

type Kind = 'bool' | 'float' | 'int' | 'string' | 'none';

function kindOf(value: unknown): Kind {
  const number = numberOf(value);
  if (number !== undefined) return number.isInt ? 'int' : 'float';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'none';
}

const plain = (value: unknown): unknown => numberOf(value)?.value ?? value;

export function isEqualToAny(
  first: unknown,
  others: readonly unknown[],
  fail: (why: string) => never,
): boolean {
  if (others.length === 0) fail('missing argument for comparison');
  return others.some((other) => isEqual(first, other, fail));
}

function isEqual(a: unknown, b: unknown, fail: (why: string) => never): boolean {
  const kind = kindOf(a);
  if (kind !== kindOf(b))
    return isNothing(a) || isNothing(b) ? false : fail('incompatible types for comparison');
  if (kind !== 'none') return plain(a) === plain(b);
  if (isNothing(a) || isNothing(b)) return isNothing(a) === isNothing(b);
  if (Array.isArray(a) || isMap(a)) fail(sprintf('non-comparable type %s: %v', [a, typeText(a)]));
  return false;
}

/** Below, at or above 0, as `a` is below, at or above `b`. */
export function compare(a: unknown, b: unknown, fail: (why: string) => never): number {
  const [kind, other] = [kindOf(a), kindOf(b)];
  if (kind === 'none' || other === 'none') fail('invalid type for comparison');
  if (kind !== other) fail('incompatible types for comparison');
  if (kind === 'bool') fail('invalid type for comparison');
  const [left, right] = [plain(a) as number, plain(b) as number];
  return left < right ? -1 : left > right ? 1 : 0;
}
