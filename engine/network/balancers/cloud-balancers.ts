// The load balancers of a simulated cloud: who has which address, which nodes stand behind it, and which of them answer.
//
// They are of the kind that hands packets on as they are: kube-proxy knows the address and does the rest. Each node is asked
// every 8 s how it is, at the Service's health check port, or else at kube-proxy's own; three failures take it out, one
// success takes it back. Asking costs nothing: what the last three would have said is worked out when a client comes.
// Source: kubernetes v1.20.2 staging/src/k8s.io/legacy-cloud-providers/gce/{gce,gce_healthchecks,gce_loadbalancer_external}.go.
// Differs: a check sees the endpoints as the API has them, without kube-proxy's lag.

import type { Service } from '../../api/objects.ts';
import { keyOf } from '../../client/informer.ts';
import type { Stream } from '../../kernel/streams.ts';
import { localReadyEndpoints } from '../proxy/health-check.ts';
import type { ServiceStates } from '../state/service-states.ts';
import type { Outages } from './outages.ts';

/** Source: gce.go, gceHcCheckIntervalSeconds, gceHcUnhealthyThreshold; one success counts, gceHcHealthyThreshold. */
const CHECK_INTERVAL_MS = 8_000;
const UNHEALTHY_AFTER = 3;

export interface Balancer {
  readonly ip: string;
  /** `namespace/name` of its Service. */
  readonly key: string;
  readonly uid: string;
  readonly isLocal: boolean;
  readonly nodes: readonly string[];
  /** When it was made; checks come at this pace since. */
  readonly sinceMs: number;
}

export interface CloudBalancersOptions {
  /** How many there may be at one time; undefined: any number. */
  readonly quota?: number | undefined;
  readonly nowMs: () => number;
  readonly callMs: () => number;
  readonly states: ServiceStates;
  readonly outages: Outages;
  readonly stream: () => Stream;
  /** An address that nobody has. */
  readonly freshIp: () => string;
  /** Told of an address whose load balancer has come, gone, or got other nodes. */
  readonly onChange?: (ip: string) => void;
}

export class CloudBalancers {
  private readonly options: CloudBalancersOptions;
  private readonly byUid = new Map<string, Balancer>();
  private readonly byIp = new Map<string, Balancer>();
  readonly callMs: () => number;

  constructor(options: CloudBalancersOptions) {
    this.options = options;
    this.callMs = options.callMs;
  }

  has({ metadata }: Service): boolean {
    return this.byUid.has(metadata.uid);
  }

  /** @returns its address, the one that the Service asks for where it does; or why the cloud will not */
  ensure(
    service: Service,
    nodes: readonly string[],
  ): { readonly ingress: readonly { readonly ip: string }[] } | { readonly error: string } {
    const { quota, nowMs, freshIp } = this.options;
    const { uid } = service.metadata;
    const before = this.byUid.get(uid);
    if (before === undefined && quota !== undefined && this.byUid.size >= quota)
      return { error: `the cloud's quota of ${quota} load balancer${quota === 1 ? '' : 's'} is used up` };
    const asked = service.spec.loadBalancerIP;
    const holder = asked === undefined ? undefined : this.byIp.get(asked);
    if (holder !== undefined && holder.uid !== uid)
      return { error: `address ${asked} is in use by the load balancer of ${holder.key}` };
    const ip = asked ?? before?.ip ?? freshIp();
    this.drop(before);
    this.keep({
      ...{ ip, key: keyOf(service), uid, nodes },
      isLocal: service.spec.externalTrafficPolicy === 'Local',
      sinceMs: before?.sinceMs ?? nowMs(),
    });
    return { ingress: [{ ip }] };
  }

  update({ metadata }: Service, nodes: readonly string[]): void {
    const before = this.byUid.get(metadata.uid);
    if (before !== undefined) this.keep({ ...before, nodes });
  }

  delete({ metadata }: Service): void {
    this.drop(this.byUid.get(metadata.uid));
  }

  at(ip: string): Balancer | undefined {
    return this.byIp.get(ip);
  }

  /** The node that the next connection is handed to; all of them count where none is healthy. */
  nodeFor(balancer: Balancer, atMs = this.options.nowMs()): string | undefined {
    const healthy = balancer.nodes.filter((node) => this.isHealthy(balancer, node, atMs));
    const chosen = healthy.length > 0 ? healthy : balancer.nodes;
    if (chosen.length < 2) return chosen[0];
    return this.options.stream().pick(chosen);
  }

  isHealthy(balancer: Balancer, node: string, atMs: number): boolean {
    const { sinceMs } = balancer;
    const last = sinceMs + Math.floor((atMs - sinceMs) / CHECK_INTERVAL_MS) * CHECK_INTERVAL_MS;
    for (let i = 0; i < UNHEALTHY_AFTER; i += 1) {
      const checkMs = last - i * CHECK_INTERVAL_MS;
      if (checkMs >= sinceMs && this.answersAt(balancer, node, checkMs)) return true;
    }
    return false;
  }

  /** The oldest instant of the API that checks may ask for; undefined: none do. */
  keepFromMs(): number | undefined {
    const looksBack = [...this.byUid.values()].some(({ isLocal }) => isLocal);
    return looksBack ? this.options.nowMs() - UNHEALTHY_AFTER * CHECK_INTERVAL_MS : undefined;
  }

  private answersAt({ key, isLocal }: Balancer, node: string, atMs: number): boolean {
    const { outages, states } = this.options;
    if (outages.covers(node, atMs)) return false;
    return !isLocal || localReadyEndpoints(states.at(key, atMs), node) > 0;
  }

  private keep(balancer: Balancer): void {
    this.byUid.set(balancer.uid, balancer);
    this.byIp.set(balancer.ip, balancer);
    this.options.onChange?.(balancer.ip);
  }

  private drop(balancer: Balancer | undefined): void {
    if (balancer === undefined) return;
    this.byUid.delete(balancer.uid);
    this.byIp.delete(balancer.ip);
    this.options.onChange?.(balancer.ip);
  }
}
