// A pod's own resolver settings, and names for /etc/hosts.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validatePodDNSConfig, validateDNSPolicy,
// ValidateHostAliases; v1.28.0 for the longer search lists.

import { isDns1123Subdomain, isDns1123SubdomainWithUnderscore } from '../../names/dns.ts';
import { byteLength } from '../../names/text.ts';
import type { PodSpec } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { parseFieldIp } from '../../validation/network.ts';
import type { Problems } from '../../validation/problems.ts';

type DnsConfig = NonNullable<PodSpec['dnsConfig']>;

const DNS_POLICIES: readonly string[] = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
const NAMESERVERS_MAX = 3;

export function validateDnsPolicy(policy: string | undefined, path: FieldPath, problems: Problems): void {
  if (!policy) problems.required(path);
  else if (!DNS_POLICIES.includes(policy)) problems.notSupported(path, policy, DNS_POLICIES);
}

export function validateDnsConfig(spec: PodSpec, path: FieldPath, problems: Problems): void {
  const config = spec.dnsConfig;
  if (spec.dnsPolicy === 'None') {
    if (config === undefined) {
      problems.required(path, 'must provide `dnsConfig` when `dnsPolicy` is None');
      return;
    }
    if (!config.nameservers?.length) {
      problems.required(
        path.child('nameservers'),
        'must provide at least one DNS nameserver when `dnsPolicy` is None',
      );
      return;
    }
  }
  if (config === undefined) return;
  validateNameservers(config.nameservers ?? [], path.child('nameservers'), problems);
  validateSearches(config.searches ?? [], path.child('searches'), problems);
  (config.options ?? []).forEach((option, i) => {
    if (!option.name) problems.required(path.child('options').index(i), 'must not be empty');
  });
}

function validateNameservers(
  nameservers: NonNullable<DnsConfig['nameservers']>,
  path: FieldPath,
  problems: Problems,
): void {
  if (nameservers.length > NAMESERVERS_MAX) {
    problems.invalid(path, nameservers, `must not have more than ${NAMESERVERS_MAX} nameservers`);
  }
  nameservers.forEach((address, i) => {
    if (parseFieldIp(address, problems.version) === undefined) {
      problems.invalid(path.index(i), address, 'must be valid IP address');
    }
  });
}

function validateSearches(searches: readonly string[], path: FieldPath, problems: Problems): void {
  const [countMax, charsMax] = problems.has('dnsSearchListExpanded') ? [32, 2048] : [6, 256];
  if (searches.length > countMax!)
    problems.invalid(path, searches, `must not have more than ${countMax} search paths`);
  // The spaces between search paths count.
  if (byteLength(searches.join(' ')) > charsMax!) {
    problems.invalid(
      path,
      searches,
      `must not have more than ${charsMax} characters (including spaces) in the search list`,
    );
  }
  const relaxed = problems.has('dnsSearchRelaxed');
  searches.forEach((search, i) => {
    // One trailing dot is fine, and later a lone one.
    if (relaxed && search === '.') return;
    const name = search.endsWith('.') ? search.slice(0, -1) : search;
    const texts = relaxed
      ? isDns1123SubdomainWithUnderscore(name)
      : isDns1123Subdomain(name, problems.version);
    problems.invalidEach(path.index(i), name, texts);
  });
}

/** Problems stand at `hostAliases.ip` and `.hostnames`: upstream gives no index. */
export function validateHostAliases(
  aliases: NonNullable<PodSpec['hostAliases']>,
  path: FieldPath,
  problems: Problems,
): void {
  for (const { ip = '', hostnames = [] } of aliases) {
    if (parseFieldIp(ip, problems.version) === undefined)
      problems.invalid(path.child('ip'), ip, 'must be valid IP address');
    for (const hostname of hostnames) {
      problems.invalidEach(path.child('hostnames'), hostname, isDns1123Subdomain(hostname, problems.version));
    }
  }
}
