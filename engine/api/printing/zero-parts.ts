// Spec and status where an object has none: in Go they are there, empty. For whoever shows objects.

import type { AnyObject } from '../objects.ts';

export function withParts(object: AnyObject): AnyObject {
  const { spec, status } = object;
  if (spec !== undefined && spec !== null && status !== undefined && status !== null) return object;
  return { ...object, spec: spec ?? {}, status: status ?? {} };
}
