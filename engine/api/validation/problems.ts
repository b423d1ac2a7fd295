// The list that validators append to, together with the release they validate for.
//
// One parameter instead of a list and a context that every rule would hand on. Order of appending is the order shown.
// Knows no kind and no rule.

import type { Behaviour } from '../../versions/behaviours.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { ApiContext } from '../kind.ts';
import {
  duplicate,
  type FieldError,
  type FieldPath,
  forbidden,
  internalError,
  invalid,
  notFound,
  notSupported,
  OMITTED_VALUE,
  required,
  tooLong,
  tooMany,
} from './field-error.ts';

export class Problems {
  readonly list: FieldError[] = [];
  readonly context: ApiContext;
  readonly version: VersionProfile;

  constructor(context: ApiContext) {
    this.context = context;
    this.version = context.version;
  }

  has(behaviour: Behaviour): boolean {
    return this.version.has(behaviour);
  }

  add(...errors: readonly FieldError[]): void {
    this.list.push(...errors);
  }

  invalid(path: FieldPath, value: unknown, detail: string): void {
    this.list.push(invalid(path, value, detail));
  }

  /** "Invalid value: detail", where upstream omits the value. */
  invalidWithoutValue(path: FieldPath, detail: string): void {
    this.list.push(invalid(path, OMITTED_VALUE, detail));
  }

  /** One Invalid for each text, as for the messages of a name check. */
  invalidEach(path: FieldPath, value: unknown, details: readonly string[]): void {
    for (const detail of details) this.list.push(invalid(path, value, detail));
  }

  required(path: FieldPath, detail = ''): void {
    this.list.push(required(path, detail));
  }

  forbidden(path: FieldPath, detail: string): void {
    this.list.push(forbidden(path, detail));
  }

  duplicate(path: FieldPath, value: unknown, detail = ''): void {
    this.list.push(duplicate(path, value, detail));
  }

  notFound(path: FieldPath, value: unknown): void {
    this.list.push(notFound(path, value));
  }

  notSupported(path: FieldPath, value: unknown, supported: readonly string[]): void {
    this.list.push(notSupported(path, value, supported));
  }

  /** `maxLength` in bytes. */
  tooLong(path: FieldPath, maxLength: number): void {
    this.list.push(tooLong(path, maxLength));
  }

  tooMany(path: FieldPath, actual: number, max: number): void {
    this.list.push(tooMany(path, actual, max));
  }

  internal(path: FieldPath, detail: string): void {
    this.list.push(internalError(path, detail));
  }
}
