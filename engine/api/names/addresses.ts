// IP addresses as API fields are checked. A check returns upstream's messages, empty when valid.
//
// These are the checks of fields older than 1.33, which skip leading zeros and accept IPv4-mapped addresses; the strict
// form (gate StrictIPCIDRValidation) is asked for with `strict`.
// Source: kubernetes apimachinery v0.32.0 pkg/util/validation/validation.go, IsValidIP, IsValidIPv4Address,
// IsValidIPv6Address; v0.36.0 pkg/util/validation/ip.go, IsValidIPForLegacyField, IsValidCIDRForLegacyField.

import type { VersionProfile } from '../../versions/profile.ts';
import { parseCidr, parseCidrSloppy } from '../ip/cidr.ts';
import { type IpAddress, isIpv4Address, parseIp, parseIpSloppy } from '../ip/ip.ts';

const parse = (value: string, version: VersionProfile): IpAddress | undefined =>
  version.has('ipSkipsLeadingZeros') ? parseIpSloppy(value) : parseIp(value);

// Every release takes these; nearly all addresses are such.
const PLAIN_IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

export function isIp(value: string, version: VersionProfile): string[] {
  if (PLAIN_IPV4.test(value)) return [];
  if (parse(value, version) !== undefined) return [];
  const example = version.has('ipTextShowsIpv6') ? '10.9.8.7 or 2001:db8::ffff' : '10.9.8.7';
  return [`must be a valid IP address, (e.g. ${example})`];
}

/** Also accepts an IPv4-mapped IPv6 address. */
export function isIpv4(value: string, version: VersionProfile): string[] {
  const ip = parse(value, version);
  return ip !== undefined && isIpv4Address(ip) ? [] : ['must be a valid IPv4 address'];
}

/** Refuses an IPv4-mapped IPv6 address. */
export function isIpv6(value: string, version: VersionProfile): string[] {
  const ip = parse(value, version);
  return ip !== undefined && !isIpv4Address(ip) ? [] : ['must be a valid IPv6 address'];
}

/** As `isIp`, and what StrictIPCIDRValidation adds. */
export function isStrictIp(value: string, version: VersionProfile): string[] {
  const loose = isIp(value, version);
  if (loose.length > 0) return loose;
  const ip = parseIp(value);
  if (ip === undefined) return ['must not have leading 0s'];
  return ip.isMapped ? ['must not be an IPv4-mapped IPv6 address'] : [];
}

/** The text of 1.33 and later; before that each field had its own words. */
export function isCidr(value: string): string[] {
  if (parseCidrSloppy(value) !== undefined) return [];
  return ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'];
}

/** As `isCidr`, and what StrictIPCIDRValidation adds. */
export function isStrictCidr(value: string): string[] {
  const loose = isCidr(value);
  if (loose.length > 0) return loose;
  const cidr = parseCidr(value);
  if (cidr === undefined) return ['must not have leading 0s in IP or prefix length'];
  if (cidr.address.isMapped) return ['must not have an IPv4-mapped IPv6 address'];
  return cidr.address.value === cidr.network.value ? [] : ['must not have bits set beyond the prefix length'];
}
