// Networks in CIDR form: parsing, masking and membership.
//
// Source: k8s.io/utils net/parse.go, ParseCIDRSloppy (Go 1.16's net.ParseCIDR); Go net/netip, ParsePrefix.

import { formatIp, type IpAddress, isIpv4Address, parseIp, parseIpSloppy } from './ip.ts';

export interface Cidr {
  /** As written: bits beyond the prefix may be set. */
  readonly address: IpAddress;
  /** 0 to 32, or to 128 for family 6. */
  readonly prefixLength: number;
  /** `address` with the bits beyond the prefix cleared. */
  readonly network: IpAddress;
}

const bitsOf = (ip: IpAddress): number => (ip.family === 4 ? 32 : 128);

function masked(ip: IpAddress, prefixLength: number): IpAddress {
  const hostBits = BigInt(bitsOf(ip) - prefixLength);
  const value = (ip.value >> hostBits) << hostBits;
  return { family: ip.family, value, isMapped: ip.family === 6 && value >> 32n === 0xffffn };
}

function parse(
  text: string,
  parseAddress: (text: string) => IpAddress | undefined,
  length: RegExp,
): Cidr | undefined {
  const slash = text.indexOf('/');
  if (slash < 0 || !length.test(text.slice(slash + 1))) return undefined;
  const address = parseAddress(text.slice(0, slash));
  const prefixLength = Number(text.slice(slash + 1));
  if (address === undefined || prefixLength > bitsOf(address)) return undefined;
  return { address, prefixLength, network: masked(address, prefixLength) };
}

/** Strict: no leading zeros in the address or the length. Undefined when it is no network. */
export function parseCidr(text: string): Cidr | undefined {
  return parse(text, parseIp, /^(0|[1-9][0-9]{0,2})$/);
}

/** Loose, as API fields older than 1.33 are checked: leading zeros are skipped. */
export function parseCidrSloppy(text: string): Cidr | undefined {
  return parse(text, parseIpSloppy, /^0*[0-9]{1,3}$/);
}

/** Whether the address lies in the network. An IPv4-mapped address counts as IPv4, as in `net.IPNet.Contains`. */
export function cidrContains(cidr: Cidr, ip: IpAddress): boolean {
  const [net, other] = [plainIpv4(cidr.network), plainIpv4(ip)];
  if (net.family !== other.family) return false;
  const isUnmapped = net.family !== cidr.network.family;
  const prefixLength = isUnmapped ? Math.max(0, cidr.prefixLength - 96) : cidr.prefixLength;
  return masked(other, prefixLength).value === net.value;
}

/** Whether the address lies in the range, both as texts and read loosely; false where one of them is neither. */
export function rangeContains(range: string, ip: string): boolean {
  const cidr = parseCidrSloppy(range);
  const address = parseIpSloppy(ip);
  return cidr !== undefined && address !== undefined && cidrContains(cidr, address);
}

/** How many addresses the network holds, its first and last included. */
export function cidrSize(cidr: Cidr): bigint {
  return 1n << BigInt(bitsOf(cidr.address) - cidr.prefixLength);
}

/** The address at an offset from the network's first. @throws RangeError when it lies outside. */
export function cidrAddressAt(cidr: Cidr, offset: bigint): IpAddress {
  if (offset < 0n || offset >= cidrSize(cidr)) {
    throw new RangeError(`${formatCidr(cidr)} has no address at offset ${offset}`);
  }
  return { ...cidr.network, value: cidr.network.value + offset };
}

/** `10.0.0.0/8`, of the network and not of the address: `net.IPNet.String`. */
export function formatCidr(cidr: Cidr): string {
  const isUnmapped = cidr.network.family === 6 && isIpv4Address(cidr.network);
  return `${formatIp(cidr.network)}/${isUnmapped ? Math.max(0, cidr.prefixLength - 96) : cidr.prefixLength}`;
}

function plainIpv4(ip: IpAddress): IpAddress {
  return ip.isMapped ? { family: 4, value: ip.value & 0xffffffffn, isMapped: false } : ip;
}
