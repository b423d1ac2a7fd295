// Fields whose zero value upstream does not keep apart from absence.
//
// A Go field that is no pointer and is marked `omitempty` loses its zero on the way through the API server: `clusterIP: ""`
// comes back without the field. Decoding does not know which fields are pointers, so each kind names its own.

/** Deletes the named fields that hold null, false, 0, an empty string, an empty list or an empty map; in place. */
export function dropZero<T extends object>(holder: T | undefined, ...fields: readonly (keyof T)[]): void {
  if (holder === undefined) return;
  for (const field of fields) if (isZero(holder[field])) delete holder[field];
}

function isZero(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== 'object') return value === false || value === 0 || value === '';
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}

/** Deletes fields whatever they hold; in place. For fields behind a feature gate that this release has switched off. */
export function drop<T extends object>(holder: T | undefined, ...fields: readonly (keyof T)[]): void {
  if (holder === undefined) return;
  for (const field of fields) delete holder[field];
}
