// The folder's door: every syntax check of a name, a port or an address.

export { isCidr, isIp, isIpv4, isIpv6, isStrictCidr, isStrictIp } from './addresses.ts';
export {
  DNS_LABEL_MAX_LENGTH,
  DNS_SUBDOMAIN_MAX_LENGTH,
  isDns1035Label,
  isDns1123Label,
  isDns1123Subdomain,
  isDns1123SubdomainWithUnderscore,
  isWildcardDns1123Subdomain,
  type NameCheck,
  nameIsDns1035Label,
  nameIsDnsLabel,
  nameIsDnsSubdomain,
} from './dns.ts';
export {
  isCIdentifier,
  isConfigMapKey,
  isDecimalInteger,
  isEnvVarName,
  isHttpHeaderName,
  isPathSegmentName,
  isPathSegmentPrefix,
  isPercent,
  isRelaxedEnvVarName,
} from './identifiers.ts';
export { isLabelValue, isQualifiedName, LABEL_MAX_LENGTH } from './labels.ts';
export { isGroupId, isInRange, isPortName, isPortNum, isUserId } from './ports.ts';
export { byteLength, EMPTY_ERROR, inclusiveRangeError, maxLengthError, regexError } from './text.ts';
