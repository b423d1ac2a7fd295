// Names that are no DNS names: keys of a ConfigMap, environment variables, HTTP headers, path segments, percentages.
// A check returns upstream's messages, empty when valid.
//
// Source: kubernetes apimachinery v0.36.0 pkg/util/validation/validation.go and
// pkg/api/validate/content/{path,identifier,decimal_int}.go (the rules and texts are those of v0.13.0, except where noted).

import { DNS_SUBDOMAIN_MAX_LENGTH } from './dns.ts';
import { byteLength, EMPTY_ERROR, maxLengthError, regexError } from './text.ts';

/** A check of one text by one regular expression that must match all of it. */
function pattern(rule: string, regex: string, ...examples: readonly string[]): (value: string) => string[] {
  const regExp = new RegExp(`^${regex}$`);
  const errors = [regexError(rule, regex, ...examples)];
  return (value) => (regExp.test(value) ? [] : [...errors]);
}

/** The downward API's and C's notion of a name. */
export const isCIdentifier = pattern(
  "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'",
  '[A-Za-z_][A-Za-z0-9_]*',
  'my_name',
  'MY_NAME',
  'MyName',
);

/** `10%`; no sign, no fraction, no upper bound. */
export const isPercent = pattern(
  "a valid percent string must be a numeric string followed by an ending '%'",
  '[0-9]+%',
  '1%',
  '93%',
);

/** The header names that Go's HTTP library takes. */
export const isHttpHeaderName = pattern(
  "a valid HTTP header must consist of alphanumeric characters or '-'",
  '[-A-Za-z0-9]+',
  'X-Header-Name',
);

const envVarNameCharacters = pattern(
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
  '[-._a-zA-Z][-._a-zA-Z0-9]*',
  'my.env-name',
  'MY_ENV.NAME',
  'MyEnvName1',
);

const configMapKeyCharacters = pattern(
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  '[-._a-zA-Z0-9]+',
  'key.name',
  'KEY_NAME',
  'key-name',
);

// A key becomes a file name in a volume, so that `..` would leave it. Source: hasChDirPrefix.
function changeDirectoryErrors(value: string): string[] {
  if (value === '.') return ["must not be '.'"];
  if (value === '..') return ["must not be '..'"];
  return value.startsWith('..') ? ["must not start with '..'"] : [];
}

/** The strict form; see `isRelaxedEnvVarName` for the one that newer releases accept. */
export function isEnvVarName(value: string): string[] {
  return [...envVarNameCharacters(value), ...changeDirectoryErrors(value)];
}

/** Printable ASCII other than `=`: gate RelaxedEnvironmentVariableValidation, alpha in 1.30, on by default since 1.32. */
export function isRelaxedEnvVarName(value: string): string[] {
  if (value === '') return [`environment variable name ${EMPTY_ERROR}`];
  if (/^[ -<>-~]*$/.test(value)) return [];
  return ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

/** A key of a ConfigMap's or Secret's data, at most 253 bytes. */
export function isConfigMapKey(value: string): string[] {
  const errors =
    byteLength(value) > DNS_SUBDOMAIN_MAX_LENGTH ? [maxLengthError(DNS_SUBDOMAIN_MAX_LENGTH)] : [];
  return [...errors, ...configMapKeyCharacters(value), ...changeDirectoryErrors(value)];
}

/** What a name must at least be to stand in a URL path. */
export function isPathSegmentName(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return isPathSegmentPrefix(name);
}

/** As `isPathSegmentName`, for a name that more characters follow. */
export function isPathSegmentPrefix(name: string): string[] {
  if (!name.includes('/') && !name.includes('%')) return [];
  return ['/', '%']
    .filter((illegal) => name.includes(illegal))
    .map((illegal) => `may not contain '${illegal}'`);
}

/** A whole number in the one form Go prints: no plus, no leading zero, no `-0`. Since 1.35. */
export function isDecimalInteger(value: string): string[] {
  if (value === '') return [EMPTY_ERROR];
  return /^(0|-?[1-9][0-9]*)$/.test(value) ? [] : ['must be a valid decimal integer in canonical form'];
}
