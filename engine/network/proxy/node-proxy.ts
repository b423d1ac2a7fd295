// The kube-proxy of one node: what its rules do with a connection that passes the node.
//
// The rules are those of the API some moments ago (`LaggingView`); they are not stored, but read from the states that
// all nodes share. Source: kubernetes v1.28.0 pkg/proxy/iptables/proxier.go, syncProxyRules.

import { rangeContains } from '../../api/ip/cidr.ts';
import type { LaggingView } from '../state/lagging-view.ts';
import type { ServiceState, ServiceStates } from '../state/service-states.ts';
import { Balancer, type BalancerOptions } from './balancer.ts';
import { type Choice, endpointsFor, type ProxyEndpoint, type ProxyPlace } from './endpoint-choice.ts';
import { localReadyEndpoints, type ServiceHealth } from './health-check.ts';
import type { ProxyRelease } from './proxy-release.ts';
import { type PortRules, type ServiceRules, serviceRules } from './service-rules.ts';
import { virtualServerChoice } from './virtual-server.ts';

/** Rules by state, shared by the proxies of all nodes. */
export class RulesCache {
  private readonly byState = new WeakMap<ServiceState, ServiceRules>();
  readonly release: ProxyRelease;

  constructor(release: ProxyRelease) {
    this.release = release;
  }

  of(state: ServiceState): ServiceRules {
    let rules = this.byState.get(state);
    if (rules === undefined) {
      rules = serviceRules(state, this.release);
      this.byState.set(state, rules);
    }
    return rules;
  }
}

export interface Passage {
  readonly ip: string;
  readonly port: number;
  readonly clientIp: string;
  /** The client is a pod of the cluster, or the node itself. */
  readonly isInside: boolean;
}

/** `none`: no rule is concerned, and the packet goes on as it is. */
export type Verdict =
  | { readonly kind: 'endpoint'; readonly endpoint: ProxyEndpoint; readonly name: string }
  | { readonly kind: 'reject' | 'drop'; readonly name: string }
  | { readonly kind: 'none' };

/** A verdict before the balancer has chosen: whom connections go to, in the order of the rules. */
export type Fan =
  | { readonly kind: 'endpoints'; readonly endpoints: readonly ProxyEndpoint[]; readonly rules: PortRules }
  | Exclude<Verdict, { readonly kind: 'endpoint' }>;

export interface NodeProxyOptions extends BalancerOptions {
  readonly nodeName: string;
  /** The node's zone by its labels now; default: it has none. */
  readonly zone?: () => string | undefined;
  readonly states: ServiceStates;
  readonly rules: RulesCache;
  readonly view: LaggingView;
}

const NONE: Fan = { kind: 'none' };

type ConnectionKind = Parameters<typeof endpointsFor>[0];

export class NodeProxy {
  readonly view: LaggingView;
  private readonly options: NodeProxyOptions;
  private readonly balancer: Balancer;

  constructor(options: NodeProxyOptions) {
    this.options = options;
    this.view = options.view;
    this.balancer = new Balancer(options);
  }

  /** A connection to an address that may be a Service's. */
  toAddress(passage: Passage): Verdict {
    return this.balanced(this.fanOfAddress(passage), passage);
  }

  /** A connection to a port of this node. */
  toNodePort(passage: Passage): Verdict {
    return this.balanced(this.fanOfNodePort(passage), passage);
  }

  /** Whom the balancer sends a connection of that instant to, now unless said otherwise. */
  choose(
    { rules, endpoints }: Extract<Fan, { kind: 'endpoints' }>,
    clientIp: string,
    atMs?: number,
  ): ProxyEndpoint {
    return this.balancer.choose(rules, endpoints, clientIp, atMs);
  }

  private balanced(fan: Fan, { clientIp }: Passage): Verdict {
    if (fan.kind !== 'endpoints') return fan;
    return { kind: 'endpoint', endpoint: this.choose(fan, clientIp), name: fan.rules.name };
  }

  /**
   * What the rules say of a connection to an address that may be a Service's.
   *
   * @param atMs  default: the rules that there are; else those that would be there for what the API had then
   */
  fanOfAddress(passage: Passage, atMs?: number): Fan {
    const place = `${passage.ip}:${passage.port}`;
    let isService = false;
    for (const rules of this.rulesAt(passage.ip, atMs)) {
      const internal = rules.internal.get(place);
      // Nothing outside routes cluster IPs to the nodes.
      if (internal !== undefined && passage.isInside) return this.fan('internal', internal);
      const external = rules.external.get(place);
      if (external !== undefined) return this.toExternal(rules, external, passage);
      isService ||= rules.addresses.has(passage.ip);
    }
    return isService && this.options.mode.unknownPort === 'refused' ? { kind: 'reject', name: place } : NONE;
  }

  /** And of one to a port of this node. */
  fanOfNodePort(passage: Passage): Fan {
    for (const rules of this.rulesAt(`:${passage.port}`)) {
      const port = rules.nodePorts.get(passage.port);
      if (port !== undefined) return this.fan(passage.isInside ? 'short cut' : 'external', port);
    }
    return NONE;
  }

  /** Every Service as the rules have it now, in order of namespace and name. O(Services). */
  statesNow(): ServiceState[] {
    const { states } = this.options;
    const atMs = this.view.apiMs();
    return states.allKeys().flatMap((key) => states.at(key, atMs) ?? []);
  }

  /** What this node's kube-proxy answers at a health check port; undefined: no Service has it. */
  healthAt(port: number): ServiceHealth | undefined {
    const { states, nodeName } = this.options;
    for (const key of states.keysAt(`:${port}`)) {
      const state = states.at(key, this.view.apiMs());
      if (state?.service?.spec.healthCheckNodePort === port)
        return { key, localEndpoints: localReadyEndpoints(state, nodeName) };
    }
    return undefined;
  }

  private toExternal(rules: ServiceRules, port: PortRules, passage: Passage): Fan {
    const ranges = rules.sourceRanges.get(passage.ip);
    if (ranges !== undefined && !ranges.some((range) => rangeContains(range.trim(), passage.clientIp))) {
      return { kind: 'drop', name: port.name };
    }
    return this.fan(passage.isInside ? 'short cut' : 'external', port);
  }

  /** Where its rules are made, as they see it now. */
  placeNow(): ProxyPlace {
    const { nodeName, zone, rules } = this.options;
    const { usesTerminating, followsNodeHints } = rules.release;
    return { name: nodeName, zone: zone?.() ?? '', usesTerminating, followsNodeHints };
  }

  private fan(kind: ConnectionKind, rules: PortRules): Fan {
    const { isInternalLocal, isExternalLocal } = rules.policy;
    const isShortCut = kind === 'short cut' && this.options.mode.name !== 'ipvs';
    const isEverywhere = !rules.isHinted && (isShortCut || !(isInternalLocal || isExternalLocal));
    // Large Services are not filtered again for every connection.
    const choice = isEverywhere && rules.usable.length > 0 ? rules.usable : this.choiceOf(kind, rules);
    if (choice === 'reject' || choice === 'drop') return { kind: choice, name: rules.name };
    return { kind: 'endpoints', endpoints: choice, rules };
  }

  private choiceOf(kind: ConnectionKind, rules: PortRules): Choice {
    const { mode, rules: shared } = this.options;
    const place = this.placeNow();
    if (mode.name === 'ipvs') return virtualServerChoice(kind, rules, place, shared.release);
    return endpointsFor(kind, rules, place);
  }

  private *rulesAt(address: string, apiMs?: number): Iterable<ServiceRules> {
    const { states, rules } = this.options;
    let atMs = apiMs;
    for (const key of states.keysAt(address)) {
      atMs ??= this.view.apiMs();
      const state = states.at(key, atMs);
      if (state !== undefined) yield rules.of(state);
    }
  }
}
