// DNS labels and subdomains: the syntax of most object names. A check returns upstream's messages, empty when valid.
//
// The generateName variants (`prefix: true`) allow a trailing dash, because five characters follow it.
// Source: kubernetes apimachinery v0.36.0 pkg/util/validation/validation.go, IsDNS1123Label and its neighbours;
// pkg/api/validation/generic.go, NameIsDNSSubdomain, NameIsDNSLabel, NameIsDNS1035Label, maskTrailingDash.

import type { VersionProfile } from '../../versions/profile.ts';
import { RecentTexts } from './recent-texts.ts';
import { byteLength, maxLengthError, regexError } from './text.ts';

/** Longest DNS label and longest DNS subdomain, in bytes. Source: DNS1123LabelMaxLength, DNS1123SubdomainMaxLength. */
export const DNS_LABEL_MAX_LENGTH = 63;
export const DNS_SUBDOMAIN_MAX_LENGTH = 253;

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const DNS_1035_LABEL = '[a-z]([-a-z0-9]*[a-z0-9])?';
const WILDCARD_SUBDOMAIN = `\\*\\.${SUBDOMAIN}`;
const UNDERSCORE_LABEL = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const UNDERSCORE_SUBDOMAIN = `${UNDERSCORE_LABEL}(\\.${UNDERSCORE_LABEL})*`;

const whole = (regex: string): RegExp => new RegExp(`^${regex}$`);
const labelRegExp = whole(LABEL);
const subdomainRegExp = whole(SUBDOMAIN);
const dns1035LabelRegExp = whole(DNS_1035_LABEL);
const wildcardSubdomainRegExp = whole(WILDCARD_SUBDOMAIN);
const underscoreSubdomainRegExp = whole(UNDERSCORE_SUBDOMAIN);

const rfc1123 = (version: VersionProfile): string =>
  version.has('dnsTextSaysLowercaseRfc1123') ? 'a lowercase RFC 1123' : 'a DNS-1123';

const tooLong = (value: string, maxLength: number): string[] =>
  byteLength(value) > maxLength ? [maxLengthError(maxLength)] : [];

// The same names are checked at every write of what bears them. What is valid is so in every release.
const validLabels = new RecentTexts();
const validSubdomains = new RecentTexts();

/** Namespace, Pod hostname, container name: lower case alphanumerics and dashes, at most 63. */
export function isDns1123Label(value: string, version: VersionProfile): string[] {
  if (validLabels.has(value)) return [];
  const errors = labelErrors(value, version);
  if (errors.length === 0) validLabels.add(value);
  return errors;
}

function labelErrors(value: string, version: VersionProfile): string[] {
  const errors = tooLong(value, DNS_LABEL_MAX_LENGTH);
  if (labelRegExp.test(value)) return errors;
  if (version.has('dnsLabelTextNamesDots') && subdomainRegExp.test(value))
    return [...errors, 'must not contain dots'];
  const rule =
    "label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
  return [...errors, regexError(`${rfc1123(version)} ${rule}`, LABEL, 'my-name', '123-abc')];
}

const SUBDOMAIN_RULE =
  "subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

/** The names of most kinds: labels joined by dots, at most 253 in all (a label in it may be longer than 63). */
export function isDns1123Subdomain(value: string, version: VersionProfile): string[] {
  if (validSubdomains.has(value)) return [];
  const errors = subdomainErrors(value, version);
  if (errors.length === 0) validSubdomains.add(value);
  return errors;
}

function subdomainErrors(value: string, version: VersionProfile): string[] {
  const errors = tooLong(value, DNS_SUBDOMAIN_MAX_LENGTH);
  if (subdomainRegExp.test(value)) return errors;
  return [...errors, regexError(`${rfc1123(version)} ${SUBDOMAIN_RULE}`, SUBDOMAIN, 'example.com')];
}

/** A resolver search path, where the relaxed form is allowed: since 1.32 (gate RelaxedDNSSearchValidation). */
export function isDns1123SubdomainWithUnderscore(value: string): string[] {
  const errors = tooLong(value, DNS_SUBDOMAIN_MAX_LENGTH);
  if (underscoreSubdomainRegExp.test(value)) return errors;
  const rule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character";
  return [...errors, regexError(rule, UNDERSCORE_SUBDOMAIN, 'example.com')];
}

/** Service names: as a DNS-1123 label, but starting with a letter. */
export function isDns1035Label(value: string): string[] {
  const errors = tooLong(value, DNS_LABEL_MAX_LENGTH);
  if (dns1035LabelRegExp.test(value)) return errors;
  const rule =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
  return [...errors, regexError(rule, DNS_1035_LABEL, 'my-name', 'abc-123')];
}

/** Ingress hosts: `*.` and a subdomain. */
export function isWildcardDns1123Subdomain(value: string): string[] {
  const errors = tooLong(value, DNS_SUBDOMAIN_MAX_LENGTH);
  if (wildcardSubdomainRegExp.test(value)) return errors;
  const rule =
    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character";
  return [...errors, regexError(rule, WILDCARD_SUBDOMAIN, '*.example.com')];
}

/** How a kind checks `metadata.name`, or `metadata.generateName` with `prefix` true. Source: ValidateNameFunc. */
export type NameCheck = (name: string, prefix: boolean, version: VersionProfile) => string[];

// Upstream drops the byte before the dash as well, which can shorten a name that is one too long. A lone dash stays.
// A byte that is not ASCII cannot be dropped without leaving another, so such a name stays wrong as it is.
function maskTrailingDash(name: string): string {
  return name.endsWith('-') && /[\0-\x7f]-$/.test(name) ? `${name.slice(0, -2)}a` : name;
}

export const nameIsDnsSubdomain: NameCheck = (name, prefix, version) =>
  isDns1123Subdomain(prefix ? maskTrailingDash(name) : name, version);

export const nameIsDnsLabel: NameCheck = (name, prefix, version) =>
  isDns1123Label(prefix ? maskTrailingDash(name) : name, version);

export const nameIsDns1035Label: NameCheck = (name, prefix) =>
  isDns1035Label(prefix ? maskTrailingDash(name) : name);
