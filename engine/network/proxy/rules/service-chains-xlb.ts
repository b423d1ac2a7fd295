// The rules that kube-proxy wrote for one port of a Service until 1.23: KUBE-XLB to the endpoints of the node, KUBE-FW for
// every load balancer, masquerading at the entry.
//
// Source: kubernetes v1.20.2 pkg/proxy/iptables/proxier.go, syncProxyRules, with pull 95252 (rejects of load balancers).
// Differs: 1.21 to 1.23 masquerade in KUBE-SVC already; here they write the rules of 1.20.

import type { ProxyEndpoint } from '../endpoint-choice.ts';
import { endpointChain, type ServiceChains, serviceChains } from '../iptables-names.ts';
import type { PortFacts } from './port-facts.ts';
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

interface Scope {
  readonly rules: RuleSet;
  readonly port: PortFacts;
  readonly chains: ServiceChains;
  readonly settings: RuleSettings;
  /** Those that are ready. */
  readonly endpoints: readonly ProxyEndpoint[];
}

export function writeServicePortXlb(rules: RuleSet, port: PortFacts, settings: RuleSettings): void {
  const { policy } = port;
  const ready = port.endpoints.filter(({ isReady }) => isReady);
  const here = ({ nodeName }: ProxyEndpoint): boolean => nodeName === settings.place.name;
  const endpoints = policy.isInternalLocal ? ready.filter(here) : ready;
  const chains = serviceChains(port.name, port.protocol);
  const scope: Scope = { ...{ rules, port, chains, settings }, endpoints };
  if (policy.isExternalLocal) rules.chain('nat', chains.xlb);
  if (endpoints.length === 0) return refuse(scope);
  rules.chain('nat', chains.svc);
  capture(scope);
  const masks = endpoints.map(({ address }) => endpointChain(port.name, port.protocol, address));
  for (const sep of masks) stick(scope, { chain: chains.svc, sep, words: port.name });
  endpoints.forEach((endpoint, i) => {
    rules.append('nat', chains.svc, comment(port.name), share(endpoints.length - i), jump(masks[i]!));
    writeEndpoint(scope, endpoint, masks[i]!);
  });
  if (policy.isExternalLocal) writeLocal(scope, endpoints.filter(here));
}

const to = (port: PortFacts, ip: string): Rule => [
  ...ofProtocol(port),
  ...['-d', `${ip}/32`, '--dport', String(port.port)],
];
const atNodePort = (port: PortFacts): Rule => [...ofProtocol(port), '--dport', String(port.nodePort)];

function refuse({ rules, port }: Scope): void {
  const words = comment(`${port.name} has no endpoints`);
  rules.append('filter', 'KUBE-SERVICES', words, to(port, port.clusterIP), jump('REJECT'));
  for (const ip of [...port.externalIPs, ...port.balancerIPs])
    rules.append('filter', 'KUBE-EXTERNAL-SERVICES', words, to(port, ip), jump('REJECT'));
  if (port.nodePort !== 0)
    rules.append('filter', 'KUBE-EXTERNAL-SERVICES', words, IS_LOCAL, atNodePort(port), jump('REJECT'));
}

function capture(scope: Scope): void {
  const { rules, port, chains, settings } = scope;
  const cluster = [...comment(`${port.name} cluster IP`), ...to(port, port.clusterIP)];
  if (settings.masqueradeAll) rules.append('nat', 'KUBE-SERVICES', cluster, MASQUERADE);
  else if (settings.clusterCIDR !== '')
    rules.append('nat', 'KUBE-SERVICES', cluster, ['!', '-s', settings.clusterCIDR], MASQUERADE);
  rules.append('nat', 'KUBE-SERVICES', cluster, jump(chains.svc));
  for (const ip of port.externalIPs) {
    const at = [...comment(`${port.name} external IP`), ...to(port, ip)];
    rules.append('nat', 'KUBE-SERVICES', at, MASQUERADE);
    const fromOutside = [
      '-m',
      'physdev',
      '!',
      '--physdev-is-in',
      '-m',
      'addrtype',
      '!',
      '--src-type',
      'LOCAL',
    ];
    rules.append('nat', 'KUBE-SERVICES', at, fromOutside, jump(chains.svc));
    rules.append('nat', 'KUBE-SERVICES', at, IS_LOCAL, jump(chains.svc));
  }
  for (const ip of port.balancerIPs) captureBalancer(scope, ip);
  if (port.nodePort !== 0) captureNodePort(scope);
}

function captureBalancer({ rules, port, chains, settings }: Scope, ip: string): void {
  const { fw, svc, xlb } = chains;
  const words = comment(`${port.name} loadbalancer IP`);
  rules.append('nat', 'KUBE-SERVICES', words, to(port, ip), jump(fw));
  const chosen = port.policy.isExternalLocal ? xlb : svc;
  if (!port.policy.isExternalLocal) rules.append('nat', fw, words, MASQUERADE);
  if (port.sourceRanges.length === 0) rules.append('nat', fw, words, jump(chosen));
  for (const range of port.sourceRanges) rules.append('nat', fw, words, ['-s', range], jump(chosen));
  if (allowsNode(port, settings)) rules.append('nat', fw, words, ['-s', `${ip}/32`], jump(chosen));
  rules.append('nat', fw, words, jump('KUBE-MARK-DROP'));
}

function captureNodePort({ rules, port, chains }: Scope): void {
  const at = [...comment(port.name), ...atNodePort(port)];
  if (port.policy.isExternalLocal) {
    rules.append('nat', 'KUBE-NODEPORTS', at, ['-s', '127.0.0.0/8'], MASQUERADE);
    rules.append('nat', 'KUBE-NODEPORTS', at, jump(chains.xlb));
    return;
  }
  rules.append('nat', 'KUBE-NODEPORTS', at, MASQUERADE);
  rules.append('nat', 'KUBE-NODEPORTS', at, jump(chains.svc));
}

function writeEndpoint(scope: Scope, { ip, address }: ProxyEndpoint, sep: string): void {
  writeEndpointChain(scope, { sep, source: `${ip}/32`, address });
}

function writeLocal(scope: Scope, here: readonly ProxyEndpoint[]): void {
  const { rules, port, chains, settings } = scope;
  const { xlb, svc } = chains;
  const { name } = port;
  if (settings.clusterCIDR !== '') {
    const words = comment('Redirect pods trying to reach external loadbalancer VIP to clusterIP');
    rules.append('nat', xlb, words, ['-s', settings.clusterCIDR], jump(svc));
  }
  rules.append('nat', xlb, comment(`masquerade LOCAL traffic for ${name} LB IP`), FROM_LOCAL, MASQUERADE);
  const route = comment(`route LOCAL traffic for ${name} LB IP to service chain`);
  rules.append('nat', xlb, route, FROM_LOCAL, jump(svc));
  if (here.length === 0)
    rules.append('nat', xlb, comment(`${name} has no local endpoints`), jump('KUBE-MARK-DROP'));
  const masks = here.map(({ address }) => endpointChain(name, port.protocol, address));
  for (const sep of masks) stick(scope, { chain: xlb, sep, words: name });
  masks.forEach((sep, i) => {
    rules.append('nat', xlb, comment(`Balancing rule ${i} for ${name}`), share(masks.length - i), jump(sep));
  });
}
