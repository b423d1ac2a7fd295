// One requirement of a label selector: a key, an operator and its values; validated once, matched often.
//
// Source: kubernetes apimachinery v0.20.2 and v0.36.0 pkg/labels/selector.go, NewRequirement, Requirement.Matches,
// Requirement.String; pkg/selection/operator.go.

import type { VersionProfile } from '../../versions/profile.ts';
import { isLabelValue, isQualifiedName } from '../names/labels.ts';
import {
  type FieldError,
  FieldPath,
  fieldErrorBody,
  invalid,
  notSupported,
  quoteGo,
} from '../validation/field-error.ts';

export type Labels = Readonly<Record<string, string>>;

/** As upstream spells them. */
export type Operator = 'in' | 'notin' | '=' | '==' | '!=' | 'gt' | 'lt' | 'exists' | '!';

/** Upstream's order, in which its messages list them: with two operands, then with one. */
export const BINARY_OPERATORS: readonly Operator[] = ['in', 'notin', '=', '==', '!=', 'gt', 'lt'];
const OPERATORS: readonly Operator[] = [...BINARY_OPERATORS, 'exists', '!'];

/** Its message is upstream's. */
export class SelectorError extends Error {
  override readonly name = 'SelectorError';
}

interface Problem {
  /** How 1.20 and before say it. */
  readonly words: string;
  readonly error: FieldError;
}

function keyProblem(key: string, path: FieldPath, version: VersionProfile): Problem | undefined {
  const messages = isQualifiedName(key, version).join('; ');
  if (messages === '') return undefined;
  return { words: `invalid label key ${quoteGo(key)}: ${messages}`, error: invalid(path, key, messages) };
}

function valueCountProblem(operator: Operator, values: readonly string[]): string | undefined {
  if (operator === 'in' || operator === 'notin') {
    return values.length === 0 ? "for 'in', 'notin' operators, values set can't be empty" : undefined;
  }
  if (operator === 'exists' || operator === '!') {
    return values.length > 0 ? 'values set must be empty for exists and does not exist' : undefined;
  }
  if (values.length === 1) return undefined;
  return operator === 'gt' || operator === 'lt'
    ? "for 'Gt', 'Lt' operators, exactly one value is required"
    : 'exact-match compatibility requires one single value';
}

function valueProblems(
  key: string,
  operator: Operator,
  values: readonly string[],
  version: VersionProfile,
): Problem[] {
  const problems: Problem[] = [];
  const path = FieldPath.of('values');
  if (operator === 'gt' || operator === 'lt') {
    const words = "for 'Gt', 'Lt' operators, the value must be an integer";
    for (const [i, value] of values.entries()) {
      if (parseInt64(value) === undefined)
        problems.push({ words, error: invalid(path.index(i), value, words) });
    }
  }
  for (const [i, value] of values.entries()) {
    const messages = isLabelValue(value, version).join('; ');
    if (messages === '') continue;
    const words = `invalid label value: ${quoteGo(value)}: at key: ${quoteGo(key)}: ${messages}`;
    problems.push({ words, error: invalid(path.index(i).key(key), value, messages) });
  }
  return problems;
}

const fieldErrorText = (error: FieldError, version: VersionProfile): string =>
  `${error.field}: ${fieldErrorBody(error, version)}`;

// Source: field.ErrorList.ToAggregate and errors.Aggregate.Error: each text once, in brackets when there are several.
function aggregate(problems: readonly Problem[], version: VersionProfile): string {
  const texts = [...new Set(problems.map(({ error }) => fieldErrorText(error, version)))];
  return texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`;
}

/** Refuses a key that is no label key, before its operator is looked at. Source: validateLabelKey. */
export function checkLabelKey(key: string, version: VersionProfile): void {
  const problem = keyProblem(key, FieldPath.root, version);
  if (problem === undefined) return;
  const isFieldError = version.has('labelSelectorTextIsFieldErrors');
  throw new SelectorError(isFieldError ? fieldErrorText(problem.error, version) : problem.words);
}

// Go's strconv.ParseInt(text, 10, 64).
function parseInt64(text: string): bigint | undefined {
  if (!/^[-+]?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

export class Requirement {
  readonly key: string;
  readonly operator: Operator;
  /** As given; upstream's Values() is their sorted set. */
  readonly values: readonly string[];
  private readonly bound: bigint | undefined;

  /** Takes any values for good; `requirement()` checks them. */
  constructor(key: string, operator: Operator, values: readonly string[]) {
    this.key = key;
    this.operator = operator;
    this.values = values;
    this.bound = operator === 'gt' || operator === 'lt' ? parseInt64(values[0]!) : undefined;
  }

  matches(labels: Labels): boolean {
    const found: unknown = labels[this.key];
    // What a plain object inherits (`constructor`) is no label.
    const value = typeof found === 'string' ? found : undefined;
    switch (this.operator) {
      case 'in':
      case '=':
      case '==':
        return value !== undefined && this.values.includes(value);
      case 'notin':
      case '!=':
        return value === undefined || !this.values.includes(value);
      case 'exists':
        return value !== undefined;
      case '!':
        return value === undefined;
      case 'gt':
      case 'lt':
        return value !== undefined && this.isBeyond(parseInt64(value));
    }
  }

  private isBeyond(value: bigint | undefined): boolean {
    if (value === undefined || this.bound === undefined) return false;
    return this.operator === 'gt' ? value > this.bound : value < this.bound;
  }

  toString(): string {
    const { key, operator } = this;
    if (operator === '!') return `!${key}`;
    if (operator === 'exists') return key;
    const values = [...this.values].sort(byText).join(',');
    if (operator === 'in' || operator === 'notin') return `${key} ${operator} (${values})`;
    return `${key}${operator === 'gt' ? '>' : operator === 'lt' ? '<' : operator}${values}`;
  }
}

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** @throws SelectorError  when the key, the operator, or a value is not allowed, in the words of the release */
export function requirement(
  key: string,
  operator: string,
  values: readonly string[],
  version: VersionProfile,
): Requirement {
  const problems: Problem[] = [];
  const badKey = keyProblem(key, FieldPath.of('key'), version);
  if (badKey !== undefined) problems.push(badKey);
  const known = OPERATORS.find((op) => op === operator);
  if (known === undefined) {
    const error = notSupported(FieldPath.of('operator'), operator, OPERATORS);
    problems.push({ words: `operator '${operator}' is not recognized`, error });
  } else {
    const words = valueCountProblem(known, values);
    if (words !== undefined) problems.push({ words, error: invalid(FieldPath.of('values'), values, words) });
    problems.push(...valueProblems(key, known, values, version));
  }
  if (known !== undefined && problems.length === 0) return new Requirement(key, known, values);
  const isFieldErrors = version.has('labelSelectorTextIsFieldErrors');
  throw new SelectorError(isFieldErrors ? aggregate(problems, version) : problems[0]!.words);
}
