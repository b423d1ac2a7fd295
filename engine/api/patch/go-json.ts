// JSON as Go's encoder writes it: keys sorted, no blanks, `<`, `>` and `&` escaped, a line end at the end.
//
// Source: Go encoding/json encode.go, Encoder.Encode with its default of escaping HTML; kubernetes apimachinery
// pkg/apis/meta/v1/unstructured/helpers.go, unstructuredJSONScheme.doEncode.

const ESCAPED = /[<>&\u2028\u2029]/g;
const escapeChar = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null)
    return JSON.stringify(value ?? null).replace(ESCAPED, escapeChar);
  const object = value as Record<string, unknown>;
  const keys = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort();
  return `{${keys.map((key) => `${write(key)}:${write(object[key])}`).join(',')}}`;
}

export const goJSON = (value: unknown): string => `${write(value)}\n`;
