// `ipvsadm -Ln` on a node: the virtual servers that kube-proxy keeps in IPVS mode, and the endpoints behind each.
//
// Source: ipvsadm 1.31 ipvsadm.c, print_title, print_service_entry; kubernetes v1.28.0 pkg/proxy/ipvs/proxier.go,
// syncProxyRules and syncEndpoint. Order: by Service and port, where the kernel has that of a hash table.
// Left out: connections, weights of 0 of endpoints that end.

import { parseArguments } from '../../runtime/programs/arguments.ts';
import type { Program } from '../../runtime/programs/program.ts';
import type { ProxyEndpoint } from '../proxy/endpoint-choice.ts';
import type { ProxyRelease } from '../proxy/proxy-release.ts';
import type { Categories, PortFacts } from '../proxy/rules/port-facts.ts';
import { realServers } from '../proxy/virtual-server.ts';

export interface VirtualServer {
  readonly protocol: string;
  readonly address: string;
  readonly affinitySeconds: number | undefined;
  readonly endpoints: readonly ProxyEndpoint[];
}

/** @param nodeAddresses  of the node's own devices, at which its node ports are open */
export function virtualServers(
  port: PortFacts,
  found: Categories,
  nodeAddresses: readonly string[],
  release: ProxyRelease,
): VirtualServer[] {
  const { protocol, affinitySeconds, policy } = port;
  const internal = realServers(policy.isInternalLocal, found, release);
  const external = realServers(policy.isExternalLocal, found, release);
  const at = (ip: string, number: number, endpoints: readonly ProxyEndpoint[]): VirtualServer => ({
    ...{ protocol, address: `${ip}:${number}`, affinitySeconds, endpoints },
  });
  return [
    at(port.clusterIP, port.port, internal),
    ...[...port.externalIPs, ...port.balancerIPs].map((ip) => at(ip, port.port, external)),
    ...(port.nodePort === 0 ? [] : nodeAddresses.map((ip) => at(ip, port.nodePort, external))),
  ];
}

const TITLE = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
`;

/** @param servers  of the node; none outside of IPVS mode */
export function ipvsadm(servers: () => readonly VirtualServer[]): Program {
  return {
    run: (call) => {
      const args = parseArguments(call, 'Lln', { list: 'L', numeric: 'n' });
      if (!(args.has('L') || args.has('l')) || !args.has('n')) return call.notModelled('anything but -Ln');
      call.out(TITLE);
      for (const { protocol, address, affinitySeconds, endpoints } of servers()) {
        const flags = affinitySeconds === undefined ? '' : ` persistent ${affinitySeconds}`;
        call.out(`${protocol.toUpperCase()}  ${address} rr${flags}\n`);
        for (const endpoint of endpoints) call.out(remote(endpoint.address));
      }
      return 0;
    },
  };
}

const remote = (address: string): string =>
  `  -> ${address.padEnd(28)} ${'Masq'.padEnd(7)} ${'1'.padEnd(6)} ${'0'.padEnd(10)} ${'0'.padEnd(10)}\n`;
