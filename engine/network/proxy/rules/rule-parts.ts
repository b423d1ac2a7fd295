// Parts of rules that kube-proxy has always written alike, whatever the chains they stand in.
//
// Source: kubernetes v1.20.2 and v1.36.2 pkg/proxy/iptables/proxier.go.

import { rangeContains } from '../../../api/ip/cidr.ts';
import { endpointProbability } from '../iptables-names.ts';
import type { PortFacts } from './port-facts.ts';
import { comment, type Rule, type RuleSet } from './rule-set.ts';
import type { RuleSettings } from './rule-settings.ts';

export const MASQUERADE: Rule = ['-j', 'KUBE-MARK-MASQ'];
export const FROM_LOCAL: Rule = ['-m', 'addrtype', '--src-type', 'LOCAL'];
export const IS_LOCAL: Rule = ['-m', 'addrtype', '--dst-type', 'LOCAL'];

export const jump = (chain: string): Rule => ['-j', chain];

export const ofProtocol = ({ protocol }: PortFacts): Rule => ['-m', protocol, '-p', protocol];

/** Each rule but the last takes its share of what reaches it. */
export function share(remaining: number): Rule {
  if (remaining <= 1) return [];
  return ['-m', 'statistic', '--mode', 'random', '--probability', endpointProbability(remaining)];
}

/** A client that was sent to the endpoint lately is sent there again; nothing without affinity. @param sep  its chain */
export function stick(
  { rules, port }: { readonly rules: RuleSet; readonly port: PortFacts },
  { chain, sep, words }: { readonly chain: string; readonly sep: string; readonly words: string },
): void {
  const { affinitySeconds } = port;
  if (affinitySeconds === undefined) return;
  const within = ['--rcheck', '--seconds', String(affinitySeconds), '--reap'];
  rules.append('nat', chain, comment(words), ['-m', 'recent', '--name', sep, ...within], jump(sep));
}

/** What becomes of a connection that was sent to the endpoint. @param source  its address as the release writes it */
export function writeEndpointChain(
  { rules, port }: { readonly rules: RuleSet; readonly port: PortFacts },
  { sep, source, address }: { readonly sep: string; readonly source: string; readonly address: string },
): void {
  const { name, affinitySeconds } = port;
  // A pod that reaches itself has to believe that somebody else asked.
  rules.append('nat', sep, comment(name), ['-s', source], MASQUERADE);
  const recent = affinitySeconds === undefined ? [] : ['-m', 'recent', '--name', sep, '--set'];
  const translated = ['-j', 'DNAT', '--to-destination', address];
  rules.append('nat', sep, comment(name), recent, ofProtocol(port), translated);
}

/** Whether the node itself is among the sources that a load balancer takes connections from. */
export const allowsNode = ({ sourceRanges }: PortFacts, { nodeIp }: RuleSettings): boolean =>
  sourceRanges.some((range) => rangeContains(range, nodeIp));
