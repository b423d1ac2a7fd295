// Whom a pod asks for names and how: the name servers, search domains and options of its resolv.conf.
//
// Source: kubernetes v1.28.0 pkg/kubelet/network/dns/dns.go, GetPodDNS, appendDNSConfig and mergeDNSOptions.
// Left out: the node's own search domains.

import type { VersionProfile } from '../../versions/profile.ts';
import type { Pod } from '../objects.ts';

/** kubeadm's defaults: serviceSubnet's tenth address, and networking.dnsDomain. */
export const CLUSTER_DNS_IP = '10.96.0.10';
export const CLUSTER_DOMAIN = 'cluster.local';
/** What nodes themselves ask: a name server outside of the cluster. */
export const NODE_DNS_IP = '192.0.2.253';
/** Source: dns.go, defaultDNSOptions. */
const CLUSTER_OPTIONS = ['ndots:5'];

/** Source: pkg/apis/core/validation/validation.go, MaxDNSNameservers. */
const NAMESERVERS_MAX = 3;
/** Source: apimachinery pkg/util/validation, DNS1123SubdomainMaxLength. */
const SEARCH_LENGTH_MAX = 253;

export interface PodDns {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  /** As in resolv.conf: `ndots:5`. */
  readonly options: readonly string[];
}

export function podDns(pod: Pod, version: VersionProfile): PodDns {
  const basic = basicDns(pod);
  const own = pod.spec.dnsConfig;
  if (own === undefined) return basic;
  const union = (a: readonly string[], b: readonly string[] = []): string[] => [...new Set([...a, ...b])];
  // The pod's own options win over those of the same name.
  const options = new Map(basic.options.map((option) => [option.split(':')[0]!, option]));
  for (const { name = '', value } of own.options ?? []) options.set(name, value ? `${name}:${value}` : name);
  return {
    nameservers: union(basic.nameservers, own.nameservers).slice(0, NAMESERVERS_MAX),
    searches: searchesWithinLimits(union(basic.searches, own.searches), version),
    options: [...options.values()],
  };
}

/** What is left out because there is too much of it, as the kubelet tells. Source: formDNSNameserversFitsLimits. */
export function dnsLimitProblems(pod: Pod, version: VersionProfile): string[] {
  if (pod.spec.dnsConfig === undefined) return [];
  const basic = basicDns(pod);
  const { nameservers = [], searches = [] } = pod.spec.dnsConfig;
  const texts: string[] = [];
  const { nameservers: kept } = podDns(pod, version);
  if (new Set([...basic.nameservers, ...nameservers]).size > NAMESERVERS_MAX) {
    texts.push(
      `Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: ${kept.join(' ')}`,
    );
  }
  const all = [...new Set([...basic.searches, ...searches])];
  const applied = searchesWithinLimits(all, version);
  if (applied.length < all.length) {
    texts.push(
      `Search Line limits were exceeded, some search paths have been omitted, the applied search line is: ${applied.join(' ')}`,
    );
  }
  return texts;
}

/** As many as a resolver takes. Source: formDNSSearchFitsLimits; six of 256 characters until 1.25, then 32 of 2048. */
export function searchesWithinLimits(searches: readonly string[], version: VersionProfile): string[] {
  const [countMax, charactersMax] = version.has('dnsSearchListExpanded') ? [32, 2048] : [6, 256];
  const kept = searches.slice(0, countMax).filter((search) => search.length <= SEARCH_LENGTH_MAX);
  while (kept.join(' ').length > charactersMax) kept.pop();
  return kept;
}

function basicDns({ metadata, spec }: Pod): PodDns {
  const policy = spec.dnsPolicy ?? 'ClusterFirst';
  if (policy === 'None') return { nameservers: [], searches: [], options: [] };
  if (policy === 'Default' || (policy === 'ClusterFirst' && spec.hostNetwork === true)) {
    return { nameservers: [NODE_DNS_IP], searches: [], options: [] };
  }
  const services = `svc.${CLUSTER_DOMAIN}`;
  const searches = [`${metadata.namespace}.${services}`, services, CLUSTER_DOMAIN];
  return { nameservers: [CLUSTER_DNS_IP], searches, options: CLUSTER_OPTIONS };
}

/** From how many dots on a name is tried as it stands first. Default 1. Source: man 5 resolv.conf, ndots. */
export function ndotsOf({ options }: PodDns): number {
  const option = options.find((text) => text.startsWith('ndots:'));
  return option === undefined ? 1 : Number(option.slice('ndots:'.length));
}
