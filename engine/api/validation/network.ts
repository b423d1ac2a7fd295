// Rules for addresses and ports that several network kinds share.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go (validateNonSpecialIP, ValidatePortNumOrName,
// ValidateLoadBalancerStatus, ValidateCIDR); v1.28.0 for the wordings behind the version rows.

import type { VersionProfile } from '../../versions/profile.ts';
import { type Cidr, parseCidr, parseCidrSloppy } from '../ip/cidr.ts';
import { type IpAddress, isIpv4Address, parseIp, parseIpSloppy } from '../ip/ip.ts';
import { isDns1123Label, isDns1123Subdomain } from '../names/dns.ts';
import { isPortName, isPortNum } from '../names/ports.ts';
import type { FieldPath } from './field-error.ts';
import type { Problems } from './problems.ts';

/** Sorted, as upstream prints its sets. */
export const PORT_PROTOCOLS: readonly string[] = ['SCTP', 'TCP', 'UDP'];

/** How this release reads an address in an API field. */
export const parseFieldIp = (text: string, version: VersionProfile): IpAddress | undefined =>
  version.has('ipSkipsLeadingZeros') ? parseIpSloppy(text) : parseIp(text);

export const parseFieldCidr = (text: string, version: VersionProfile): Cidr | undefined =>
  version.has('ipSkipsLeadingZeros') ? parseCidrSloppy(text) : parseCidr(text);

/** Family 6 in the sense of k8s.io/utils/net: no address, or one that Go's net.IP holds as IPv4, is not. */
export function isIpv6Text(text: string, version: VersionProfile): boolean {
  const ip = parseFieldIp(text, version);
  return ip !== undefined && !isIpv4Address(ip);
}

export function validateDns1123Label(value: string, path: FieldPath, problems: Problems): void {
  problems.invalidEach(path, value, isDns1123Label(value, problems.version));
}

export function validateDns1123Subdomain(value: string, path: FieldPath, problems: Problems): void {
  problems.invalidEach(path, value, isDns1123Subdomain(value, problems.version));
}

export function validatePortNum(value: number, path: FieldPath, problems: Problems): void {
  problems.invalidEach(path, value, isPortNum(value));
}

export function validatePortNumOrName(port: number | string, path: FieldPath, problems: Problems): void {
  const texts = typeof port === 'number' ? isPortNum(port) : isPortName(port, problems.version);
  problems.invalidEach(path, port, texts);
}

interface SpecialRange {
  readonly v4: readonly [prefix: bigint, bits: bigint];
  readonly v6: readonly [prefix: bigint, bits: bigint];
  readonly text: (ip: string) => string;
  readonly recent: (ip: string) => string;
}

// Source: Go net.IP IsUnspecified, IsLoopback, IsLinkLocalUnicast, IsLinkLocalMulticast.
const SPECIAL_RANGES: readonly SpecialRange[] = [
  {
    v4: [0n, 32n],
    v6: [0n, 128n],
    text: () => 'may not be unspecified (0.0.0.0)',
    recent: (ip) => `may not be unspecified (${ip})`,
  },
  {
    v4: [127n, 8n],
    v6: [1n, 128n],
    text: () => 'may not be in the loopback range (127.0.0.0/8)',
    recent: () => 'may not be in the loopback range (127.0.0.0/8, ::1/128)',
  },
  {
    v4: [0xa9fen, 16n],
    v6: [0xfe80n >> 6n, 10n],
    text: () => 'may not be in the link-local range (169.254.0.0/16)',
    recent: () => 'may not be in the link-local range (169.254.0.0/16, fe80::/10)',
  },
  {
    v4: [0xe00000n, 24n],
    v6: [0xff02n, 16n],
    text: () => 'may not be in the link-local multicast range (224.0.0.0/24)',
    recent: () => 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
  },
];

/** Addresses that make no sense as an endpoint, or belong to the node (its metadata service). */
export function validateNonSpecialIp(text: string, path: FieldPath, problems: Problems): void {
  const ip = parseFieldIp(text, problems.version);
  if (ip === undefined) {
    problems.invalid(path, text, 'must be a valid IP address');
    return;
  }
  const isV4 = isIpv4Address(ip);
  const value = isV4 ? ip.value & 0xffffffffn : ip.value;
  const namesIPv6 = problems.has('specialIpTextNamesIPv6');
  for (const range of SPECIAL_RANGES) {
    const [prefix, bits] = isV4 ? range.v4 : range.v6;
    if (value >> ((isV4 ? 32n : 128n) - bits) !== prefix) continue;
    problems.invalid(path, text, namesIPv6 ? range.recent(text) : range.text(text));
  }
}

export interface LoadBalancerIngress {
  readonly ip?: string;
  readonly hostname?: string;
  readonly ipMode?: string;
}

/** What a load balancer reports of itself: addresses or DNS names. Also the status of an Ingress, which has no ipMode. */
export function validateLoadBalancerIngress(
  ingress: LoadBalancerIngress,
  path: FieldPath,
  problems: Problems,
): void {
  const { ip = '', hostname = '' } = ingress;
  const { version } = problems;
  if (ip !== '' && parseFieldIp(ip, version) === undefined) {
    problems.invalid(path.child('ip'), ip, 'must be a valid IP address');
  }
  if (hostname === '') return;
  validateDns1123Subdomain(hostname, path.child('hostname'), problems);
  if (parseFieldIp(hostname, version) !== undefined) {
    problems.invalid(path.child('hostname'), hostname, 'must be a DNS name, not an IP address');
  }
}
