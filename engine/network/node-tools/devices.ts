// Network devices of a node, as far as Services need them: the bridge of its pods with its hairpin mode, and the device that
// holds the addresses of Services in IPVS mode.
//
// Source: Linux, /sys/class/net/<bridge>/brif/<port>/hairpin_mode; net-tools 1.60 ifconfig; iproute2 `ip address`;
// kubernetes v1.28.0 pkg/proxy/ipvs/proxier.go, defaultDummyDevice; the CNI plugin `bridge` for its addresses.
// Left out: all other devices, counters.

import { sha256 } from '../../api/hash/sha256.ts';
import type { Program } from '../../runtime/programs/program.ts';
import type { NodePlace, PodPlace } from '../machines.ts';

/** The first address of the node's share of the pod network. */
export const bridgeIp = ({ podCidr }: NodePlace): string => podCidr.replace(/\.0\/\d+$/, '.1');

const hex = (bytes: Iterable<number>): string[] =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));

/** The node's end of a pod's cable. */
export const vethOf = ({ uid }: PodPlace): string => `veth${hex(sha256(uid).subarray(0, 4)).join('')}`;

/** Under /sys: `1` for each pod to which the bridge sends its own packets back. */
export function hairpinFiles(
  bridge: string,
  node: NodePlace,
  pods: readonly PodPlace[],
): Map<string, string> {
  const folder = `/sys/devices/virtual/net/${bridge}/brif`;
  const value = node.hairpin === 'hairpin-veth' ? '1\n' : '0\n';
  return new Map(pods.map((pod) => [`${folder}/${vethOf(pod)}/hairpin_mode`, value]));
}

/** `ifconfig cni0` */
export function ifconfig(node: NodePlace, bridge: string | undefined): Program {
  return {
    run: (call) => {
      const [device = ''] = call.args;
      if (device === '') return call.notModelled('without a device');
      if (device !== bridge) {
        call.err(`${device}: error fetching interface information: Device not found\n`);
        return 1;
      }
      const address = bridgeIp(node);
      const mac = ['0a', '58', ...hex(address.split('.').map(Number))].join(':').toUpperCase();
      const promiscuous = node.hairpin === 'promiscuous-bridge' ? ' PROMISC' : '';
      call.out(`${device.padEnd(9)} Link encap:Ethernet  HWaddr ${mac}  \n`);
      call.out(`          inet addr:${address}  Bcast:0.0.0.0  Mask:255.255.255.0\n`);
      call.out(`          UP BROADCAST RUNNING${promiscuous} MULTICAST  MTU:1450  Metric:1\n\n`);
      return 0;
    },
  };
}

const DUMMY = 'kube-ipvs0';

/** `ip addr show kube-ipvs0`. @param bound  addresses that the device has; none outside of IPVS mode */
export function ip(bound: () => readonly string[]): Program {
  return {
    run: (call) => {
      const words = call.args.filter((word) => !['-4', 'dev'].includes(word));
      const [what = '', verb = '', device = ''] = words;
      const isAsked = ['a', 'addr', 'address'].includes(what) && ['show', 'list', 'ls'].includes(verb);
      if (!isAsked || device !== DUMMY) return call.notModelled(`anything but "ip addr show ${DUMMY}"`);
      const addresses = bound();
      if (addresses.length === 0) {
        call.err(`Device "${DUMMY}" does not exist.\n`);
        return 1;
      }
      call.out(`5: ${DUMMY}: <BROADCAST,NOARP> mtu 1500 qdisc noop state DOWN group default \n`);
      call.out('    link/ether 1a:ce:f5:5f:c1:4d brd ff:ff:ff:ff:ff:ff\n');
      for (const address of addresses) {
        call.out(
          `    inet ${address}/32 scope global ${DUMMY}\n       valid_lft forever preferred_lft forever\n`,
        );
      }
      return 0;
    },
  };
}
