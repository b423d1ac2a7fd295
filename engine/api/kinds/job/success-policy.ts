// When a Job has succeeded before all its indexes have.
//
// Source: kubernetes master pkg/apis/batch/validation/validation.go, validateSuccessPolicy and the functions it calls.

import type { Job } from '../../objects.ts';
import { type FieldPath, quoteGo } from '../../validation/field-error.ts';
import { validateNonnegative } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';

type Spec = Job['spec'];
type Rule = NonNullable<Spec['successPolicy']>['rules'][number];

const RULES_MAX = 20;
/** In bytes. */
const INDEXES_MAX_LENGTH = 64 * 1024;

export function validateSuccessPolicy(spec: Spec, path: FieldPath, problems: Problems): void {
  const { successPolicy } = spec;
  if (successPolicy === undefined) return;
  if (spec.completionMode !== 'Indexed') {
    problems.invalid(path, successPolicy, 'requires indexed completion mode');
    return;
  }
  const at = path.child('rules');
  const rules = successPolicy.rules ?? [];
  if (rules.length === 0)
    problems.required(at, 'at least one rules must be specified when the successPolicy is specified');
  if (rules.length > RULES_MAX) problems.tooMany(at, rules.length, RULES_MAX);
  rules.forEach((rule, i) => {
    validateRule(rule, spec.completions ?? 0, at.index(i), problems);
  });
}

function validateRule(rule: Rule, completions: number, path: FieldPath, problems: Problems): void {
  const { succeededCount: count, succeededIndexes: indexes } = rule;
  if (count === undefined && indexes === undefined)
    problems.required(path, 'at least one of succeededCount or succeededIndexes must be specified');
  const total =
    indexes === undefined
      ? undefined
      : totalOf(indexes, completions, path.child('succeededIndexes'), problems);
  if (count === undefined) return;
  const at = path.child('succeededCount');
  validateNonnegative(count, at, problems);
  const tooMany = (most: number, of: string): void =>
    problems.invalid(at, count, `must be less than or equal to ${most} (the number of ${of})`);
  if (count > completions) tooMany(completions, 'specified completions');
  if (total !== undefined && count > total) tooMany(total, 'indexes in the specified succeededIndexes field');
}

/** How many indexes `0,2-5` means; 0 where it means nothing. */
function totalOf(indexes: string, completions: number, path: FieldPath, problems: Problems): number {
  if (indexes.length > INDEXES_MAX_LENGTH) problems.tooLong(path, INDEXES_MAX_LENGTH);
  if (indexes === '') return 0;
  const fail = (why: string): number => {
    problems.invalid(path, indexes, `error parsing succeededIndexes: ${why}`);
    return 0;
  };
  let total = 0;
  let last: number | undefined;
  for (const text of indexes.split(',')) {
    const interval = parseInterval(text, completions);
    if (typeof interval === 'string') return fail(interval);
    const [from, to] = interval;
    if (last !== undefined && last >= from) return fail(notIncreasing(last, from));
    total += to - from + 1;
    last = to;
  }
  return total;
}

const notIncreasing = (before: number, now: number): string =>
  `non-increasing order, previous: ${before}, current: ${now}`;

/** First and last index, or what is wrong with them. */
function parseInterval(text: string, completions: number): readonly [number, number] | string {
  const limits = text.split('-');
  if (limits.length > 2)
    return `the fragment ${quoteGo(text)} violates the requirement that an index interval can have at most two parts separated by '-'`;
  for (const limit of limits) {
    if (!/^\+?\d+$/.test(limit)) return `cannot convert string to integer for index: ${quoteGo(limit)}`;
    if (Number(limit) >= completions) return `too large index: ${quoteGo(limit)}`;
  }
  const [from = 0, to = from] = limits.map(Number);
  return limits.length > 1 && from >= to ? notIncreasing(from, to) : [from, to];
}
