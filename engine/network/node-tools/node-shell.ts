// What somebody who is logged in on a node has there: programs that show the rules of its kube-proxy, and its devices.
//
// It shows what the node's proxy works with now, which lags behind the API. Left out: `ipset`, and the few iptables rules of
// IPVS mode; routes; devices but the ones named here.

import type { Program } from '../../runtime/programs/program.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { NodePlace, PodPlace } from '../machines.ts';
import type { KubeProxyConfig } from '../proxy/kube-proxy-config.ts';
import type { NodeProxy } from '../proxy/node-proxy.ts';
import { proxyRelease } from '../proxy/proxy-release.ts';
import { writeProxyRules } from '../proxy/rules/node-rules.ts';
import { categorize, type PortFacts, portFacts } from '../proxy/rules/port-facts.ts';
import { writeBuiltIn } from '../proxy/rules/proxy-frame.ts';
import { RuleSet } from '../proxy/rules/rule-set.ts';
import type { RuleSettings } from '../proxy/rules/rule-settings.ts';
import { bridgeIp, hairpinFiles, ifconfig, ip } from './devices.ts';
import { iptables, iptablesSave } from './iptables-save.ts';
import { ipvsadm, type VirtualServer, virtualServers } from './ipvsadm.ts';

export interface NodeShellOptions {
  readonly node: NodePlace;
  /** The device that its pods are plugged to, if there is one. */
  readonly bridge: string | undefined;
  readonly pods: readonly PodPlace[];
  readonly proxy: NodeProxy;
  readonly kubeProxy: KubeProxyConfig;
  readonly version: VersionProfile;
}

export interface NodeShell {
  /** By the word that starts it. */
  readonly programs: ReadonlyMap<string, Program>;
  /** Path to text. */
  readonly files: Map<string, string>;
}

export function nodeShell(options: NodeShellOptions): NodeShell {
  const { node, bridge, pods, version, proxy, kubeProxy } = options;
  const release = proxyRelease(version);
  const facts = (): PortFacts[] => proxy.statesNow().flatMap((state) => portFacts(state, release));
  const rules = (): RuleSet | string => {
    if (kubeProxy.mode === 'ipvs') return 'in the mode ipvs; ipvsadm -Ln shows its virtual servers';
    const made = new RuleSet();
    writeBuiltIn(made, version, version.has('proxyHasExternalChains'));
    return writeProxyRules(proxy.statesNow(), settingsOf(options), version, made);
  };
  const servers = (): VirtualServer[] => {
    if (kubeProxy.mode !== 'ipvs') return [];
    const own = [node.ip, bridgeIp(node)];
    return facts().flatMap((port) => virtualServers(port, categorize(port, proxy.placeNow()), own, release));
  };
  const bound = (): string[] => (kubeProxy.mode === 'ipvs' ? addressesOf(facts()) : []);
  const programs = new Map([
    ['iptables-save', iptablesSave(rules)],
    ['iptables', iptables(rules)],
    ['ipvsadm', ipvsadm(servers)],
    ['ip', ip(bound)],
    ['ifconfig', ifconfig(node, bridge)],
  ]);
  return { programs, files: bridge === undefined ? new Map() : hairpinFiles(bridge, node, pods) };
}

const addressesOf = (ports: readonly PortFacts[]): string[] => [
  ...new Set(
    ports.flatMap(({ clusterIP, externalIPs, balancerIPs }) => [clusterIP, ...externalIPs, ...balancerIPs]),
  ),
];

function settingsOf({ node, proxy, kubeProxy, version }: NodeShellOptions): RuleSettings {
  const { masqueradeAll, clusterCIDR } = kubeProxy;
  return {
    ...{ place: proxy.placeNow(), nodeIp: node.ip, masqueradeAll, clusterCIDR },
    countsPackets: version.has('proxyCountsPackets'),
    hasRandomFully: true,
  };
}
