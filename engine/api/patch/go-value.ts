// JSON values as Go holds and prints them: which interface type, what `%v` shows, what kind a field has.
//
// Patch errors quote whole values this way, and merging asks whether two values have the same Go type.
// Source: Go fmt/print.go, printValue; kubernetes apimachinery pkg/util/json/json.go (whole numbers become int64).

export type JSONObject = Record<string, unknown>;

/** reflect.TypeOf(v).Kind() of decoded JSON; 'nil' for null. */
export type GoKind = 'nil' | 'bool' | 'string' | 'int64' | 'float64' | 'map' | 'slice';

export function goKind(value: unknown): GoKind {
  if (value === null || value === undefined) return 'nil';
  if (Array.isArray(value)) return 'slice';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) ? 'int64' : 'float64';
    default:
      return 'map';
  }
}

export const isMap = (value: unknown): value is JSONObject => goKind(value) === 'map';

/** reflect.TypeOf(v) as `%s` prints it. */
export function goTypeName(value: unknown): string {
  const kind = goKind(value);
  if (kind === 'map') return 'map[string]interface {}';
  if (kind === 'slice') return '[]interface {}';
  return kind === 'nil' ? '%!s(<nil>)' : kind;
}

/** `%v`: maps with sorted keys, `map[a:1 b:[x y]]`. */
export function goPrint(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goPrint).join(' ')}]`;
  if (!isMap(value)) return String(value);
  const keys = Object.keys(value).sort();
  return `map[${keys.map((key) => `${key}:${goPrint(value[key])}`).join(' ')}]`;
}

/** `%s`, which is meant for texts: `%!s(<nil>)`, `%!s(int64=1)`. */
export function goText(value: unknown): string {
  const kind = goKind(value);
  if (kind === 'nil') return '%!s(<nil>)';
  return kind === 'bool' || kind === 'int64' || kind === 'float64'
    ? `%!s(${kind}=${String(value)})`
    : goPrint(value);
}
