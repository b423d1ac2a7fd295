// What the rules of a node depend on beside Services and endpoints.

export interface RuleSettings {
  readonly nodeName: string;
  readonly nodeIp: string;
  readonly masqueradeAll: boolean;
  /** Empty: not known. */
  readonly clusterCIDR: string;
  /** Where none is ready, endpoints that serve while they end are used. */
  readonly usesTerminating: boolean;
  /** Some packets are counted by nfacct. */
  readonly countsPackets: boolean;
  /** Whether the node's iptables can choose masqueraded ports at random (`--random-fully`, 1.6.2). */
  readonly hasRandomFully: boolean;
}
