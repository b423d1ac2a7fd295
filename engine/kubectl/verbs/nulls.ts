// Objects without their nulls, as Go's omitempty and kubectl's pruneNullsFromMap leave them.

/** A copy without keys whose value is null; lists keep theirs. */
export function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNulls) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== null && child !== undefined)
      .map(([key, child]) => [key, withoutNulls(child)]),
  ) as T;
}
