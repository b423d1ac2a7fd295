// One node's choice among endpoints: who is next, and which clients are sent where they were sent before.
//
// Source: kubernetes v1.28.0 pkg/proxy/iptables/proxier.go, writeServiceToEndpointRules; iptables-extensions(8),
// `recent` and `statistic`; Linux net/netfilter/ipvs/ip_vs_rr.c.

import type { Stream } from '../../kernel/streams.ts';
import type { ProxyEndpoint } from './endpoint-choice.ts';
import type { ProxyMode } from './proxy-mode.ts';
import type { PortRules } from './service-rules.ts';

export interface BalancerOptions {
  readonly mode: ProxyMode;
  readonly nowMs: () => number;
  readonly stream: () => Stream;
}

export class Balancer {
  private readonly options: BalancerOptions;
  /** By Service port and client: address of an endpoint, and when the client last went there. */
  private readonly recent = new Map<string, Map<string, number>>();
  /** By Service port: whom the last connection went to. */
  private readonly last = new Map<string, string>();

  constructor(options: BalancerOptions) {
    this.options = options;
  }

  /**
   * @param endpoints  at least one, in the order of the rules
   * @param atMs  when the connection comes, as far as it is not now
   */
  choose(
    rules: PortRules,
    endpoints: readonly ProxyEndpoint[],
    clientIp: string,
    atMs: number = this.options.nowMs(),
  ): ProxyEndpoint {
    const { affinityMs } = rules;
    if (affinityMs === undefined) return this.next(rules.name, endpoints);
    const key = `${rules.name} ${clientIp}`;
    const visits = this.recent.get(key) ?? new Map<string, number>();
    const sinceMs = atMs - affinityMs;
    const known = endpoints.find(
      ({ address }) => (visits.get(address) ?? Number.NEGATIVE_INFINITY) >= sinceMs,
    );
    const chosen = known ?? this.next(rules.name, endpoints);
    this.recent.set(key, visits.set(chosen.address, atMs));
    return chosen;
  }

  private next(name: string, endpoints: readonly ProxyEndpoint[]): ProxyEndpoint {
    const { mode, stream } = this.options;
    if (endpoints.length === 1) return endpoints[0]!;
    // Rule i of n takes 1/(n-i) of what reaches it, which is an equal share for each.
    if (mode.balancing === 'random') return stream().pick(endpoints);
    const last = this.last.get(name) ?? '';
    const chosen = endpoints.find(({ address }) => address > last) ?? endpoints[0]!;
    this.last.set(name, chosen.address);
    return chosen;
  }
}
