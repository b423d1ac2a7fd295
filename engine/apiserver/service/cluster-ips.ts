// Cluster IPs: addresses out of the service ranges, one of each family of a Service.
//
// Pure: the addresses taken come in, the addresses chosen go out. The first address of a range and, for IPv4, the last
// are never given out.
// Source: kubernetes v1.20.2 pkg/registry/core/service/ipallocator/allocator.go, NewAllocatorCIDRRange, and
// pkg/registry/core/service/storage/rest.go, allocClusterIPs; v1.28.0 for the reserved lower band (KEP-3070) and the
// wording of refusals.

import { type Cidr, cidrAddressAt, cidrContains, cidrSize, formatCidr } from '../../api/ip/cidr.ts';
import { formatIp, type IpAddress } from '../../api/ip/ip.ts';
import { type FieldError, FieldPath, invalid, quoteGo } from '../../api/validation/field-error.ts';
import { parseFieldIp } from '../../api/validation/network.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { type Draw, nextFreeSlot } from './free-slot.ts';

export type IpFamily = 'IPv4' | 'IPv6';

export interface ClusterIpSettings {
  /** One or two ranges, the cluster's first family first. */
  readonly ranges: readonly Cidr[];
  /** Addresses of other Services, in canonical text. Not changed. */
  readonly taken: ReadonlySet<string>;
  readonly draw: Draw;
  readonly version: VersionProfile;
  /** Name of the Service, as a failure quotes it. */
  readonly service?: string;
}

export type ClusterIpOutcome =
  | { readonly clusterIPs: readonly string[] }
  | { readonly problem: FieldError }
  | { readonly failure: string };

export const familyOfRange = (range: Cidr): IpFamily => (range.network.family === 4 ? 'IPv4' : 'IPv6');

/** Upstream keeps a bitmap of the range, and bounds it for IPv6. */
const IPV6_SIZE_MAX = 65_536;

function usableSize(range: Cidr): number {
  const size = Number(cidrSize(range));
  return range.network.family === 6 ? Math.min(size, IPV6_SIZE_MAX) - 1 : size - 2;
}

/** A sixteenth of the range, from 16 to 256; none of a small one. Source: ipallocator, calculateRangeOffset. */
function reservedAddresses(range: Cidr): number {
  const size = Number(cidrSize(range));
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 16)), 256);
}

const addressAt = (range: Cidr, slot: number): string => formatIp(cidrAddressAt(range, BigInt(slot) + 1n));

function isUsable(range: Cidr, ip: IpAddress): boolean {
  if (!cidrContains(range, ip)) return false;
  const slot = Number(ip.value - range.network.value) - 1;
  return slot >= 0 && slot < usableSize(range);
}

function nextAddress({ taken, draw, version }: ClusterIpSettings, range: Cidr): string | undefined {
  const reserved = version.has('clusterIPStaticSubrange') ? reservedAddresses(range) : 0;
  const isTaken = (slot: number): boolean => taken.has(addressAt(range, slot));
  const slot = nextFreeSlot({ size: usableSize(range), reserved, isTaken }, draw);
  return slot === undefined ? undefined : addressAt(range, slot);
}

/**
 * The cluster IPs of a Service that needs some (neither headless nor ExternalName).
 *
 * @param families  one for each address wanted, all of them configured
 * @param asked  spec.clusterIPs; a family without an address gets any
 */
export function allocateClusterIPs(
  settings: ClusterIpSettings,
  families: readonly IpFamily[],
  asked: readonly string[],
): ClusterIpOutcome {
  const clusterIPs: string[] = [];
  for (const [i, family] of families.entries()) {
    const range = settings.ranges.find((candidate) => familyOfRange(candidate) === family);
    if (range === undefined)
      return { failure: `failed to allocate a serviceIP: ${family} is not configured` };
    const wish = asked[i];
    if (wish !== undefined) {
      const why = whyNot(settings, range, wish);
      if (why !== undefined) return { problem: refusal(wish, asked, why, settings.version) };
      clusterIPs.push(wish);
      continue;
    }
    const address = nextAddress(settings, range);
    if (address === undefined) return { failure: fullText(settings) };
    clusterIPs.push(address);
  }
  return { clusterIPs };
}

const fullText = ({ version, service = '' }: ClusterIpSettings): string => {
  const whose = version.has('clusterIPFullNamesService') ? ` for Service ${quoteGo(service)}` : '';
  return `failed to allocate a serviceIP${whose}: range is full`;
};

function whyNot({ taken, version }: ClusterIpSettings, range: Cidr, wish: string): string | undefined {
  const ip = parseFieldIp(wish, version);
  if (version.has('clusterIPsFromServiceCIDRs') && (ip === undefined || !cidrContains(range, ip)))
    return 'the provided network does not match the current range';
  if (ip === undefined || !isUsable(range, ip)) {
    const what = version.has('clusterIPRangeText') ? `the provided IP (${wish})` : 'provided IP';
    return `${what} is not in the valid range. The range of valid IPs is ${formatCidr(range)}`;
  }
  return taken.has(formatIp(ip)) ? 'provided IP is already allocated' : undefined;
}

function refusal(wish: string, asked: readonly string[], why: string, version: VersionProfile): FieldError {
  if (!version.has('serviceClusterIPs')) return invalid(FieldPath.of('spec', 'clusterIP'), wish, why);
  const text = version.has('serviceDualStackTexts')
    ? `failed to allocate IP ${wish}: ${why}`
    : `failed to allocated ip:${wish} with error:${why}`;
  return invalid(FieldPath.of('spec', 'clusterIPs'), asked, text);
}
