// Names of the chains that kube-proxy writes for a Service's port and its endpoints, and the probabilities between them.
//
// Source: kubernetes v1.20.2 pkg/proxy/iptables/proxier.go, portProtoHash, servicePortChainName,
// servicePortEndpointChainName, serviceLBChainName and computeProbability; pkg/proxy/types.go, ServicePortName.String;
// v1.28.0 for KUBE-SVL and KUBE-EXT, which took the place of KUBE-XLB in 1.24.

import { sha256 } from '../../api/hash/sha256.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const HASH_LETTERS = 16;

/** `namespace/service:port`, without the colon where the port has no name. */
export function servicePortName(namespace: string, service: string, portName: string): string {
  return `${namespace}/${service}${portName === '' ? '' : `:${portName}`}`;
}

/** Standard base 32 without padding (RFC 4648). */
function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    count += 8;
    for (; count >= 5; count -= 5) text += BASE32[(bits >> (count - 5)) & 31];
    bits &= (1 << count) - 1;
  }
  return count === 0 ? text : text + BASE32[(bits << (5 - count)) & 31];
}

const shortHash = (text: string): string => base32(sha256(text)).slice(0, HASH_LETTERS);

export interface ServiceChains {
  /** To all endpoints. */
  readonly svc: string;
  /** Load balancers with source ranges. */
  readonly fw: string;
  /** Until 1.23: to the endpoints of the node itself. */
  readonly xlb: string;
  /** From 1.24: to the endpoints of the node itself. */
  readonly svl: string;
  /** From 1.24: node ports, external IPs and load balancers. */
  readonly ext: string;
}

/** @param protocol in lower case */
export function serviceChains(portName: string, protocol: string): ServiceChains {
  const hash = shortHash(portName + protocol);
  return {
    svc: `KUBE-SVC-${hash}`,
    fw: `KUBE-FW-${hash}`,
    xlb: `KUBE-XLB-${hash}`,
    svl: `KUBE-SVL-${hash}`,
    ext: `KUBE-EXT-${hash}`,
  };
}

/** @param endpoint `10.244.1.7:8080` */
export function endpointChain(portName: string, protocol: string, endpoint: string): string {
  return `KUBE-SEP-${shortHash(portName + protocol + endpoint)}`;
}

/** What `--probability` says in the rule before `remaining` endpoints, its own included; at least 1. */
export function endpointProbability(remaining: number): string {
  const share = 1 / remaining;
  // Go's %0.10f takes the even neighbour of an exact half, toFixed the larger one: 1/2048 is 0.0004882812.
  const [kept, rest] = [share.toFixed(60).slice(0, 12), share.toFixed(60).slice(12)];
  return /^50*$/.test(rest) && Number(kept.at(-1)) % 2 === 0 ? kept : share.toFixed(10);
}
