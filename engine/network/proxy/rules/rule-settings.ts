// What the rules of a node depend on beside Services and endpoints.

import type { ProxyPlace } from '../endpoint-choice.ts';

export interface RuleSettings {
  readonly place: ProxyPlace;
  readonly nodeIp: string;
  readonly masqueradeAll: boolean;
  /** Empty: not known. */
  readonly clusterCIDR: string;
  /** Some packets are counted by nfacct. */
  readonly countsPackets: boolean;
  /** Whether the node's iptables can choose masqueraded ports at random (`--random-fully`, 1.6.2). */
  readonly hasRandomFully: boolean;
}
