// What somebody who is logged in on a node has there: programs that show the rules of its kube-proxy, and its devices.
//
// It shows what the node's proxy works with now, which lags behind the API. Left out: `ipset`, and the few iptables rules of
// IPVS mode; routes; devices but the ones named here.

import type { Program } from '../../runtime/programs/program.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { KubeProxyConfig } from '../proxy/kube-proxy-config.ts';
import type { NodeProxy } from '../proxy/node-proxy.ts';
import { writeProxyRules } from '../proxy/rules/node-rules.ts';
import { categorize, portFacts } from '../proxy/rules/port-facts.ts';
import { writeBuiltIn } from '../proxy/rules/proxy-frame.ts';
import { RuleSet } from '../proxy/rules/rule-set.ts';
import type { RuleSettings } from '../proxy/rules/rule-settings.ts';
import { iptables, iptablesSave } from './iptables-save.ts';
import { ipvsadm, type VirtualServer, virtualServers } from './ipvsadm.ts';

export interface NodeShellOptions {
  readonly name: string;
  readonly ip: string;
  /** Address of the bridge to which its pods are plugged. */
  readonly bridgeIp: string;
  readonly proxy: NodeProxy;
  readonly kubeProxy: KubeProxyConfig;
  readonly version: VersionProfile;
}

/** By the word that starts it. */
export function nodePrograms(options: NodeShellOptions): ReadonlyMap<string, Program> {
  const { version, proxy, kubeProxy } = options;
  const settings = settingsOf(options);
  const rules = (): RuleSet | string => {
    if (kubeProxy.mode === 'ipvs') return 'in the mode ipvs; ipvsadm -Ln shows its virtual servers';
    const made = new RuleSet();
    const isRecent = version.has('proxyHasExternalChains');
    writeBuiltIn(made, version, isRecent);
    return writeProxyRules(proxy.statesNow(), settings, version, made);
  };
  const servers = (): VirtualServer[] => {
    if (kubeProxy.mode !== 'ipvs') return [];
    const node = { name: options.name, usesTerminating: settings.usesTerminating };
    const own = [options.ip, options.bridgeIp];
    return proxy
      .statesNow()
      .flatMap(portFacts)
      .flatMap((port) => virtualServers(port, categorize(port, node), own));
  };
  return new Map([
    ['iptables-save', iptablesSave(rules)],
    ['iptables', iptables(rules)],
    ['ipvsadm', ipvsadm(servers)],
  ]);
}

function settingsOf({ name, ip, kubeProxy, version }: NodeShellOptions): RuleSettings {
  const { masqueradeAll, clusterCIDR } = kubeProxy;
  return {
    ...{ nodeName: name, nodeIp: ip, masqueradeAll, clusterCIDR },
    usesTerminating: version.has('proxyUsesTerminatingEndpoints'),
    countsPackets: version.has('proxyCountsPackets'),
    hasRandomFully: true,
  };
}
