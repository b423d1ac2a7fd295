// The rules that kube-proxy writes for one port of a Service: KUBE-SVC to its endpoints, KUBE-SVL to those of the node,
// KUBE-EXT for what comes to outside addresses and node ports, KUBE-FW for source ranges, KUBE-SEP for each endpoint.
//
// Source: kubernetes v1.36.2 and v1.28.0 pkg/proxy/iptables/proxier.go, syncProxyRules and writeServiceToEndpointRules.
// Differs: 1.24 to 1.26 still mark packets for dropping; here they write the rules of 1.28. Left out: clusters of more than
// 1,000 endpoints, where kube-proxy leaves comments out.

import type { ProxyEndpoint } from '../endpoint-choice.ts';
import { endpointChain, type ServiceChains, serviceChains } from '../iptables-names.ts';
import { type Categories, isExternallyAccessible, type PortFacts } from './port-facts.ts';
import {
  allowsNode,
  FROM_LOCAL,
  IS_LOCAL,
  jump,
  MASQUERADE,
  ofProtocol,
  share,
  stick,
  writeEndpointChain,
} from './rule-parts.ts';
import { comment, type Rule, type RuleSet } from './rule-set.ts';
import type { RuleSettings } from './rule-settings.ts';

/** One port with what is known of it on this node. */
interface Scope {
  readonly port: PortFacts;
  readonly found: Categories;
  readonly chains: ServiceChains;
  readonly settings: RuleSettings;
  readonly rules: RuleSet;
  /** Where connections to the cluster IP go, and those to outside addresses; undefined: nowhere. */
  readonly internal: string | undefined;
  readonly external: string | undefined;
}

export function writeServicePort(
  rules: RuleSet,
  port: PortFacts,
  found: Categories,
  settings: RuleSettings,
): void {
  const chains = serviceChains(port.name, port.protocol);
  const { isInternalLocal, isExternalLocal } = port.policy;
  const hasLocal = found.local.length > 0;
  const target = (isLocal: boolean): string | undefined => {
    if (isLocal) return hasLocal ? chains.svl : undefined;
    return found.hasAny ? chains.svc : undefined;
  };
  const scope: Scope = {
    ...{ rules, port, found, chains, settings },
    internal: target(isInternalLocal),
    external: target(isExternalLocal),
  };
  capture(scope);
  writeInternal(scope);
  if (found.hasAny && isExternallyAccessible(port)) writeExternal(scope);
  if (usesFirewall(scope)) writeFirewall(scope);
  const usesCluster = !isInternalLocal || isExternallyAccessible(port);
  if (usesCluster && found.cluster.length > 0) balance(scope, chains.svc, found.cluster);
  if (hasLocal) balance(scope, chains.svl, found.local);
  for (const endpoint of found.reachable) writeEndpoint(scope, endpoint);
}

const usesFirewall = ({ found, port }: Scope): boolean =>
  found.hasAny && port.balancerIPs.length > 0 && port.sourceRanges.length > 0;

const to = (port: PortFacts, ip: string): Rule => [
  ...ofProtocol(port),
  '-d',
  ip,
  '--dport',
  String(port.port),
];

// What is refused is so in the table filter: without any endpoint by REJECT, without one of the node by DROP.
function refusal({ found, port }: Scope): { readonly words: Rule; readonly target: string } {
  const [what, target] = found.hasAny ? ['no local endpoints', 'DROP'] : ['no endpoints', 'REJECT'];
  return { words: comment(`${port.name} has ${what}`), target };
}

function capture(scope: Scope): void {
  const { rules, port, found, chains, internal, external } = scope;
  const refused = refusal(scope);
  const atCluster = to(port, port.clusterIP);
  if (internal !== undefined)
    rules.append('nat', 'KUBE-SERVICES', comment(`${port.name} cluster IP`), atCluster, jump(internal));
  else rules.append('filter', 'KUBE-SERVICES', refused.words, atCluster, jump(refused.target));
  const outside = (ip: string, what: string, chain: string): void => {
    if (found.hasAny)
      rules.append('nat', 'KUBE-SERVICES', comment(`${port.name} ${what}`), to(port, ip), jump(chain));
    if (external === undefined)
      rules.append('filter', 'KUBE-EXTERNAL-SERVICES', refused.words, to(port, ip), jump(refused.target));
  };
  for (const ip of port.externalIPs) outside(ip, 'external IP', chains.ext);
  for (const ip of port.balancerIPs) {
    outside(ip, 'loadbalancer IP', usesFirewall(scope) ? chains.fw : chains.ext);
    if (!usesFirewall(scope)) continue;
    const words = comment(`${port.name} traffic not accepted by ${chains.fw}`);
    rules.append('filter', 'KUBE-PROXY-FIREWALL', words, to(port, ip), jump('DROP'));
  }
  captureNodePort(scope);
}

function captureNodePort(scope: Scope): void {
  const { rules, port, found, chains, external, settings } = scope;
  const { nodePort, healthCheckNodePort } = port;
  const match = ofProtocol(port);
  const dport = ['--dport', String(nodePort)];
  if (nodePort !== 0 && found.hasAny) {
    const words = comment(port.name);
    if (settings.countsPackets) {
      const counted = ['-m', 'nfacct', '--nfacct-name', 'localhost_nps_accepted_pkts'];
      const loopback = ['-d', '127.0.0.0/8'];
      rules.append('nat', 'KUBE-NODEPORTS', words, match, loopback, dport, counted, jump(chains.ext));
    }
    rules.append('nat', 'KUBE-NODEPORTS', words, match, dport, jump(chains.ext));
  }
  if (nodePort !== 0 && external === undefined) {
    const { words, target } = refusal(scope);
    rules.append('filter', 'KUBE-EXTERNAL-SERVICES', words, IS_LOCAL, match, dport, jump(target));
  }
  if (healthCheckNodePort !== 0) {
    const words = comment(`${port.name} health check node port`);
    const at = ['-m', 'tcp', '-p', 'tcp', '--dport', String(healthCheckNodePort)];
    rules.append('filter', 'KUBE-NODEPORTS', words, at, jump('ACCEPT'));
  }
}

// Whoever comes from outside of the pod network is masqueraded, so that the answer comes back this way.
function writeInternal({ rules, port, internal, settings }: Scope): void {
  if (internal === undefined) return;
  const match = [...comment(`${port.name} cluster IP`), ...to(port, port.clusterIP)];
  if (settings.masqueradeAll) rules.append('nat', internal, match, MASQUERADE);
  else if (settings.clusterCIDR !== '')
    rules.append('nat', internal, match, ['!', '-s', settings.clusterCIDR], MASQUERADE);
}

function writeExternal({ rules, port, chains, external, settings }: Scope): void {
  const { ext, svc } = chains;
  rules.chain('nat', ext);
  const about = (what: string): Rule => comment(`${what} traffic for ${port.name} external destinations`);
  if (!port.policy.isExternalLocal) rules.append('nat', ext, about('masquerade'), MASQUERADE);
  else {
    if (settings.clusterCIDR !== '')
      rules.append('nat', ext, about('pod'), ['-s', settings.clusterCIDR], jump(svc));
    rules.append('nat', ext, about('masquerade LOCAL'), FROM_LOCAL, MASQUERADE);
    rules.append('nat', ext, about('route LOCAL'), FROM_LOCAL, jump(svc));
  }
  if (external !== undefined) rules.append('nat', ext, jump(external));
}

function writeFirewall({ rules, port, chains, settings }: Scope): void {
  const { fw, ext } = chains;
  const words = comment(`${port.name} loadbalancer IP`);
  for (const range of port.sourceRanges) rules.append('nat', fw, words, ['-s', range], jump(ext));
  if (allowsNode(port, settings))
    for (const ip of port.balancerIPs) rules.append('nat', fw, words, ['-s', ip], jump(ext));
  rules.append('nat', fw, comment(`other traffic to ${port.name} will be dropped by KUBE-PROXY-FIREWALL`));
}

function balance(scope: Scope, chain: string, endpoints: readonly ProxyEndpoint[]): void {
  const { rules, port } = scope;
  const chains = endpoints.map(({ address }) => ({
    sep: endpointChain(port.name, port.protocol, address),
    words: `${port.name} -> ${address}`,
  }));
  for (const { sep, words } of chains) stick(scope, { chain, sep, words });
  chains.forEach(({ sep, words }, i) => {
    rules.append('nat', chain, comment(words), share(chains.length - i), jump(sep));
  });
}

function writeEndpoint(scope: Scope, { ip, address }: ProxyEndpoint): void {
  const { name, protocol } = scope.port;
  writeEndpointChain(scope, { sep: endpointChain(name, protocol, address), source: ip, address });
}
