// What is stored of a patch value that meets nothing to merge with.
//
// Source: kubernetes apimachinery v0.28.0 pkg/util/strategicpatch/patch.go, removeDirectives, discardNullValuesFromPatch.

import type { VersionProfile } from '../../versions/profile.ts';
import { DIRECTIVE } from './directives.ts';
import { isMap } from './go-value.ts';

export const hasDirective = (item: unknown): boolean => isMap(item) && Object.hasOwn(item, DIRECTIVE);

/**
 * The value without directives, and without nulls in maps where it becomes part of an object; undefined if the value
 * itself is a directive. Up to 1.27 the value is taken as it is.
 */
export function newValue(
  value: unknown,
  { toObject, version }: { readonly toObject: boolean; readonly version: VersionProfile },
): unknown {
  if (!version.has('patchDirectivesStayOutOfObjects')) return value;
  return withoutDirectives(value, toObject);
}

/** Undefined for a map that is a directive; nulls in maps are dropped where the result is an object. */
function withoutDirectives(value: unknown, dropNulls: boolean): unknown {
  if (Array.isArray(value))
    return value.map((item) => withoutDirectives(item, dropNulls)).filter((item) => item !== undefined);
  if (!isMap(value)) return value;
  if (hasDirective(value)) return undefined;
  const entries = Object.entries(value).filter(([, child]) => !(dropNulls && child === null));
  return Object.fromEntries(
    entries
      .map(([key, child]) => [key, withoutDirectives(child, dropNulls)] as const)
      .filter(([, child]) => child !== undefined),
  );
}
