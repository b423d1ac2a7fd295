// IP addresses as numbers: parsing as strictly or as loosely as Kubernetes does, and Go's canonical text.
//
// Knows no networks (cidr.ts) and no field errors. Zones (`fe80::1%eth0`) are never accepted.
// Source: k8s.io/utils net/parse.go, ParseIPSloppy (Go 1.16's net.ParseIP); Go net/netip, ParseAddr and Addr.String.

export interface IpAddress {
  /** An IPv4-mapped IPv6 address is family 6 here with `isMapped` set; Go's net.IP treats it as IPv4. */
  readonly family: 4 | 6;
  /** The address as an unsigned number of 32 or 128 bits. */
  readonly value: bigint;
  /** Whether the address is `::ffff:a.b.c.d`. */
  readonly isMapped: boolean;
}

const MAPPED_PREFIX = 0xffffn;

function parseIpv4Value(text: string, octet: RegExp): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!octet.test(part) || Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return BigInt(value);
}

/** Turns the trailing `1.2.3.4` of an IPv6 text into two groups, so that the rest need not know of it. */
function groupsOf(text: string, octet: RegExp): string | undefined {
  if (!text.includes('.')) return text;
  const start = text.lastIndexOf(':') + 1;
  const v4 = parseIpv4Value(text.slice(start), octet);
  if (v4 === undefined) return undefined;
  return `${text.slice(0, start)}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`;
}

function parseGroups(text: string, group: RegExp): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  for (const part of text.split(':')) {
    if (!group.test(part)) return undefined;
    groups.push(Number.parseInt(part, 16));
  }
  return groups;
}

function parseIpv6Value(text: string, octet: RegExp, group: RegExp): bigint | undefined {
  const halves = groupsOf(text, octet)?.split('::');
  if (halves === undefined || halves.length > 2) return undefined;
  const head = parseGroups(halves[0]!, group);
  const tail = halves.length === 2 ? parseGroups(halves[1]!, group) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  // `::` stands for at least one group.
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return groups.reduce((value, n) => (value << 16n) | BigInt(n), 0n);
}

function parse(text: string, octet: RegExp, group: RegExp): IpAddress | undefined {
  // The first of the two separators decides, as in net.ParseIP.
  const isIpv4 = /^[^:]*\./.test(text);
  const value = isIpv4 ? parseIpv4Value(text, octet) : parseIpv6Value(text, octet, group);
  if (value === undefined) return undefined;
  return { family: isIpv4 ? 4 : 6, value, isMapped: !isIpv4 && value >> 32n === MAPPED_PREFIX };
}

/** Strict: `010.0.0.1` and groups of more than four digits are refused. Undefined when it is no address. */
export function parseIp(text: string): IpAddress | undefined {
  return parse(text, /^(0|[1-9][0-9]{0,2})$/, /^[0-9a-fA-F]{1,4}$/);
}

/** Loose, as API fields older than 1.33 are checked: leading zeros are skipped (`010.0.0.1` is 10.0.0.1). */
export function parseIpSloppy(text: string): IpAddress | undefined {
  return parse(text, /^0*[0-9]{1,3}$/, /^0*[0-9a-fA-F]{1,4}$/);
}

/** Whether Go's net.IP calls it IPv4: `To4() != nil`. */
export function isIpv4Address(ip: IpAddress): boolean {
  return ip.family === 4 || ip.isMapped;
}

function formatIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

/** Where the longest run of two or more zero groups is, the first of equals: what `::` replaces. RFC 5952. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: -1, length: 1 };
  let start = 0;
  for (let i = 0; i <= groups.length; i += 1) {
    if (groups[i] === 0) continue;
    if (i - start > best.length) best = { start, length: i - start };
    start = i + 1;
  }
  return best;
}

/** Go's canonical text: `net.IP.String`, which prints an IPv4-mapped address as IPv4. */
export function formatIp(ip: IpAddress): string {
  if (isIpv4Address(ip)) return formatIpv4(ip.value & 0xffffffffn);
  const groups = Array.from({ length: 8 }, (_, i) => Number((ip.value >> BigInt(112 - 16 * i)) & 0xffffn));
  const hex = (list: readonly number[]): string => list.map((n) => n.toString(16)).join(':');
  const { start, length } = longestZeroRun(groups);
  return start < 0 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}
