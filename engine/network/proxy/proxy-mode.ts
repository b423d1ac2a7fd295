// What the modes of kube-proxy do differently, as data.

export interface ProxyMode {
  readonly name: 'iptables' | 'ipvs';
  /** `random`: each endpoint with equal probability; `rr`: one after the other. */
  readonly balancing: 'random' | 'rr';
  /**
   * A cluster IP's port that no Service has: `left alone`, so that it goes on to the default route and vanishes; `refused`,
   * since the address is bound to the node's own dummy device.
   */
  readonly unknownPort: 'left alone' | 'refused';
}

export const PROXY_MODES = {
  // Source: kubernetes v1.28.0 pkg/proxy/iptables/proxier.go, writeServiceToEndpointRules: statistic mode random.
  iptables: { name: 'iptables', balancing: 'random', unknownPort: 'left alone' },
  // Source: kubernetes v1.28.0 pkg/proxy/ipvs/proxier.go, defaultScheduler rr and defaultDummyDevice kube-ipvs0.
  ipvs: { name: 'ipvs', balancing: 'rr', unknownPort: 'refused' },
} as const satisfies Readonly<Record<string, ProxyMode>>;
