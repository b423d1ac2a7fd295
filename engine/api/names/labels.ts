// Label keys and values, which upstream calls qualified names. A check returns upstream's messages, empty when valid.
//
// Source: kubernetes apimachinery v0.20.2 pkg/util/validation/validation.go, IsQualifiedName, IsValidLabelValue;
// v0.36.0 pkg/api/validate/content/{kube,dns}.go, IsLabelKey, IsLabelValue (other words for the same rules).

import type { VersionProfile } from '../../versions/profile.ts';
import { DNS_SUBDOMAIN_MAX_LENGTH, isDns1123Subdomain } from './dns.ts';
import { RecentTexts } from './recent-texts.ts';
import { byteLength, EMPTY_ERROR, maxLengthError, regexError } from './text.ts';

/** Longest label value and longest name part of a label key, in bytes. Source: LabelValueMaxLength, labelKeyMaxLength. */
export const LABEL_MAX_LENGTH = 63;

const NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const VALUE = `(${NAME})?`;
const nameRegExp = new RegExp(`^${NAME}$`);
const valueRegExp = new RegExp(`^${VALUE}$`);

const NAME_ERROR = regexError(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  NAME,
  'MyName',
  'my.name',
  '123-abc',
);

function tooLong(maxLength: number, version: VersionProfile): string {
  return version.has('labelTextSaysBytes')
    ? `must be no more than ${maxLength} bytes`
    : maxLengthError(maxLength);
}

function prefixErrors(prefix: string, version: VersionProfile): string[] {
  if (prefix === '') return [`prefix part ${EMPTY_ERROR}`];
  const length = maxLengthError(DNS_SUBDOMAIN_MAX_LENGTH);
  return isDns1123Subdomain(prefix, version)
    .map((message) => (message === length ? tooLong(DNS_SUBDOMAIN_MAX_LENGTH, version) : message))
    .map((message) => `prefix part ${message}`);
}

// The same few names and values stand in thousands of objects, each of which is checked at every write. What is valid is
// so in every release.
const validNames = new RecentTexts();
const validValues = new RecentTexts();

/** A label or annotation key, a taint key, a condition type: `name` or `subdomain/name`. */
export function isQualifiedName(value: string, version: VersionProfile): string[] {
  if (validNames.has(value)) return [];
  const errors = nameErrors(value, version);
  if (errors.length === 0) validNames.add(value);
  return errors;
}

function nameErrors(value: string, version: VersionProfile): string[] {
  const parts = value.split('/');
  if (parts.length > 2) {
    const what = version.has('labelTextSaysBytes') ? 'a valid label key' : 'a qualified name';
    return [
      `${what} ${NAME_ERROR} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1)!;
  const errors = parts.length === 2 ? prefixErrors(parts[0]!, version) : [];
  if (name === '') errors.push(`name part ${EMPTY_ERROR}`);
  else if (byteLength(name) > LABEL_MAX_LENGTH)
    errors.push(`name part ${tooLong(LABEL_MAX_LENGTH, version)}`);
  if (!nameRegExp.test(name)) errors.push(`name part ${NAME_ERROR}`);
  return errors;
}

/** May be empty. */
export function isLabelValue(value: string, version: VersionProfile): string[] {
  if (validValues.has(value)) return [];
  const errors = valueErrors(value, version);
  if (errors.length === 0) validValues.add(value);
  return errors;
}

function valueErrors(value: string, version: VersionProfile): string[] {
  const errors = byteLength(value) > LABEL_MAX_LENGTH ? [tooLong(LABEL_MAX_LENGTH, version)] : [];
  if (valueRegExp.test(value)) return errors;
  const rule =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  return [...errors, regexError(rule, VALUE, 'MyValue', 'my_value', '12345')];
}
