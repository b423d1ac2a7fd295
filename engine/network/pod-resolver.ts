// Looks names up as a program in a pod does: the hosts file first, then the pod's name servers, search domain by domain.
//
// Source: man 5 resolv.conf, man 5 hosts; kubernetes v1.28.0 pkg/kubelet/kubelet_pods.go, managedHostsFileContent.

import type { Pod } from '../api/objects.ts';
import { CLUSTER_DNS_IP, CLUSTER_DOMAIN, NODE_DNS_IP, ndotsOf, podDns } from '../api/pod/pod-dns.ts';
import type { RecordAnswer, RecordType, Resolution } from '../runtime/runtime.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { DnsAnswer, NameAnswers } from './dns/cluster-dns.ts';
import type { OutsideHosts } from './dns/outside-hosts.ts';
import { searchNames } from './dns/search-names.ts';

/** Source: man 5 resolv.conf: timeout 5 s, attempts 2. */
const GIVE_UP_MS = 10_000;

export interface NameServers {
  readonly version: VersionProfile;
  readonly cluster: NameAnswers;
  readonly outside: OutsideHosts;
  /** Whether the pod's node reaches name servers at all. */
  readonly isReachable: (server: string) => boolean;
}

/** Names as one client has them. */
export interface Names {
  readonly resolve: (name: string, server?: string) => Resolution;
  readonly records: (type: RecordType, name: string, server?: string) => RecordAnswer;
  readonly searches: readonly string[];
}

export function podResolver(pod: Pod, ips: readonly string[], servers: NameServers): Names {
  const dns = podDns(pod, servers.version);
  const hosts = hostsOf(pod, ips);
  /** The server that is asked, and the names, in order; or nobody. */
  const ask = (name: string, server: string | undefined): { asked: string; names: string[] } | Unanswered => {
    const asked = server ?? dns.nameservers.find((address) => servers.isReachable(address));
    if (asked === undefined || !servers.isReachable(asked))
      return { error: 'timeout', server: asked ?? dns.nameservers[0] ?? '', tookMs: GIVE_UP_MS };
    return { asked, names: searchNames(name, dns.searches, ndotsOf(dns)) };
  };
  return {
    searches: dns.searches,
    resolve: (name, server) => {
      const known = server === undefined ? hosts.get(name) : undefined;
      if (known !== undefined) return { addresses: known, name, server: '', tookMs: 0 };
      const question = ask(name, server);
      return 'error' in question ? question : lookUp(question.asked, question.names, servers);
    },
    records: (type, name, server) => {
      const question = ask(name, server);
      return 'error' in question ? question : recordsOf(type, question.asked, question.names, servers);
    },
  };
}

interface Unanswered {
  readonly error: 'timeout';
  readonly server: string;
  readonly tookMs: number;
}

function lookUp(
  server: string,
  candidates: readonly string[],
  { cluster, outside }: NameServers,
): Resolution {
  for (const candidate of candidates) {
    const answer = server === CLUSTER_DNS_IP ? cluster.lookUp(candidate) : lookUpOutside(candidate, outside);
    if (answer === 'no such name') continue;
    const { addresses, name, aliases = [] } = answer;
    return { addresses, name, server, tookMs: 0, ...(aliases.length === 0 ? {} : { aliases }) };
  }
  return { error: 'not-found', server, tookMs: 0 };
}

function recordsOf(
  type: RecordType,
  server: string,
  candidates: readonly string[],
  { cluster }: NameServers,
): RecordAnswer {
  for (const name of server === CLUSTER_DNS_IP ? candidates : []) {
    const records = cluster.records(type, name);
    if (records !== 'no such name') return { records, name, server, tookMs: 0 };
  }
  return { error: 'not-found', server, tookMs: 0 };
}

function lookUpOutside(name: string, outside: OutsideHosts): DnsAnswer {
  const addresses = outside.addressesOf(name.toLowerCase());
  return addresses === undefined ? 'no such name' : { name, addresses };
}

/** Name servers that exist; any other address never answers. */
export const isNameServer = (address: string): boolean =>
  address === CLUSTER_DNS_IP || address === NODE_DNS_IP;

function hostsOf({ metadata, spec }: Pod, ips: readonly string[]): Map<string, readonly string[]> {
  const hosts = new Map<string, readonly string[]>();
  const hostname = (spec.hostname ?? metadata.name).slice(0, 63);
  if (spec.hostNetwork !== true && spec.subdomain) {
    hosts.set(`${hostname}.${spec.subdomain}.${metadata.namespace}.svc.${CLUSTER_DOMAIN}`, ips);
  }
  for (const { ip, hostnames = [] } of spec.hostAliases ?? []) {
    for (const name of hostnames) if (ip !== undefined && !hosts.has(name)) hosts.set(name, [ip]);
  }
  return hosts;
}
