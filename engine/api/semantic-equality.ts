// Deep equality of API data, in which an absent field, null, an empty list and an empty map are one and the same.
//
// An empty text or a zero differs from an absent field. Quantities are equal when their texts are, which holds for
// stored objects, whose quantities are in canonical form.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apimachinery/third_party/forked/golang/reflect/deep_equal.go,
// Equalities.DeepEqual; pkg/api/equality/semantic.go.

/** Upstream's `apiequality.Semantic.DeepEqual` on JSON data. */
export function semanticallyEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => semanticallyEqual(item, b[i]))
    );
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key in left) if (!semanticallyEqual(left[key], right[key])) return false;
  for (const key in right) if (!(key in left) && !isEmpty(right[key])) return false;
  return true;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length === 0;
  for (const _ in value) return false;
  return true;
}
