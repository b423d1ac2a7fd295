// The cluster's DNS server: answers from its view of the API, which lags, and passes on names that are not the cluster's.
//
// Source: coredns v1.11 plugin/kubernetes, plugin/cache, plugin/loadbalance; kubernetes v1.28.0
// cmd/kubeadm/app/phases/addons/dns/manifests.go (`ttl 30`, `cache 30`). Left out: pods of its own; it never fails.

import type { Stream } from '../../kernel/streams.ts';
import type { RecordType } from '../../runtime/runtime.ts';
import type { LaggingView } from '../state/lagging-view.ts';
import type { ServiceStates } from '../state/service-states.ts';
import { clusterRecords, endpointName, type Records } from './cluster-records.ts';
import type { OutsideHosts } from './outside-hosts.ts';

export type DnsAnswer =
  /** `name` is the one at the end of all aliases, of which `aliases` are the ones before it. */
  | { readonly name: string; readonly addresses: readonly string[]; readonly aliases?: readonly string[] }
  | 'no such name';

/** Who answers questions about names. */
export interface NameAnswers {
  /** Addresses of a full name, without a dot at its end. */
  lookUp(name: string): DnsAnswer;
  /** Other records of a full name, as texts: `0 100 80 web.default.svc.cluster.local.` */
  records(type: RecordType, name: string): readonly string[] | 'no such name';
}

export interface ClusterDnsOptions {
  readonly zone: string;
  readonly nowMs: () => number;
  readonly states: ServiceStates;
  readonly view: LaggingView;
  readonly hasNamespace: (name: string) => boolean;
  /** Where the pod with the address is. */
  readonly namespaceOf: (address: string) => string | undefined;
  readonly outside: OutsideHosts;
  /** How long an answer about the cluster's own names, found or not, is repeated; 0: not at all. */
  readonly cacheMs: () => number;
  readonly stream: () => Stream;
}

/** Source: coredns plugin/pkg/upstream and request loops: aliases are followed so far. */
const ALIASES_MAX = 8;

export class ClusterDns implements NameAnswers {
  private readonly options: ClusterDnsOptions;
  private readonly cache = new Map<string, { readonly untilMs: number; readonly records: Records }>();

  constructor(options: ClusterDnsOptions) {
    this.options = options;
  }

  lookUp(name: string): DnsAnswer {
    const answer = this.follow(name, (own) => this.recordsOf(own));
    return answer === 'no such name'
      ? answer
      : { ...answer, addresses: this.shuffled([...answer.addresses]) };
  }

  /** What it would answer, for who only looks: nothing is cached, and the addresses are in order. */
  peek(name: string): DnsAnswer {
    return this.follow(name, (own) => this.cached(own) ?? this.fresh(own));
  }

  /** When its answers may turn without an event: it hears of a change, or forgets what it repeats. */
  nextTurnMs(): number | undefined {
    const now = this.options.nowMs();
    let next = this.options.view.nextRewriteMs();
    for (const { untilMs } of this.cache.values())
      if (untilMs > now && (next === undefined || untilMs < next)) next = untilMs;
    return next;
  }

  private follow(name: string, recordsOf: (name: string) => Records): DnsAnswer {
    let current = name.toLowerCase();
    const aliases: string[] = [];
    for (let i = 0; i < ALIASES_MAX; i += 1) {
      if (!this.isOwn(current)) {
        const addresses = this.options.outside.addressesOf(current);
        return addresses === undefined ? 'no such name' : { name: current, addresses, aliases };
      }
      const records = recordsOf(current);
      if (records.kind === 'none') return 'no such name';
      if (records.kind === 'targets') {
        const addresses = [...new Set(records.targets.map((target) => target.address))];
        return { name: current, aliases, addresses };
      }
      aliases.push(current);
      current = records.name.replace(/\.$/, '');
    }
    return 'no such name';
  }

  records(type: RecordType, name: string): readonly string[] | 'no such name' {
    const asked = name.toLowerCase();
    if (type === 'PTR') {
      const found = this.nameOf(addressOfPtr(asked) ?? '');
      return found === undefined ? 'no such name' : [`${found}.`];
    }
    const records = this.isOwn(asked) ? this.recordsOf(asked) : undefined;
    if (records === undefined || records.kind === 'none') return 'no such name';
    if (type === 'CNAME') return records.kind === 'cname' ? [`${records.name.replace(/\.$/, '')}.`] : [];
    if (records.kind === 'cname') return [];
    const targets = new Set(
      records.targets.flatMap(({ port, name: at }) => (port === 0 ? [] : [`${port} ${at}.`])),
    );
    // All of the same priority, with equal weights that make a hundred. Source: coredns plugin/backend_lookup.go, SRV.
    const weight = Math.floor(100 / Math.max(1, targets.size));
    return [...targets].map((target) => `0 ${weight} ${target}`);
  }

  /** The name of an address, for Services and for endpoints with a host name. */
  nameOf(address: string): string | undefined {
    const { states, view, zone } = this.options;
    const atMs = view.apiMs();
    for (const key of states.keysAt(address)) {
      const service = states.at(key, atMs)?.service;
      if (service?.spec.clusterIP === address) return `${nameIn(key)}.svc.${zone}`;
    }
    const namespace = this.options.namespaceOf(address);
    for (const key of namespace === undefined ? [] : states.keysIn(namespace)) {
      for (const { endpoints } of states.at(key, atMs)?.groups ?? []) {
        const named = endpoints.find((e) => e.ip === address && e.isReady && e.hostname !== undefined);
        if (named !== undefined) return `${endpointName(named)}.${nameIn(key)}.svc.${zone}`;
      }
    }
    return undefined;
  }

  private isOwn(name: string): boolean {
    return name === this.options.zone || name.endsWith(`.${this.options.zone}`);
  }

  private recordsOf(name: string): Records {
    const cached = this.cached(name);
    if (cached !== undefined) return cached;
    const { nowMs, cacheMs } = this.options;
    const records = this.fresh(name);
    if (cacheMs() > 0) this.cache.set(name, { untilMs: nowMs() + cacheMs(), records });
    return records;
  }

  private cached(name: string): Records | undefined {
    const cached = this.cache.get(name);
    return cached !== undefined && cached.untilMs > this.options.nowMs() ? cached.records : undefined;
  }

  private fresh(name: string): Records {
    const { zone, states, view, hasNamespace } = this.options;
    const atMs = view.apiMs();
    return clusterRecords(name.slice(0, -zone.length - 1), zone, {
      service: (key) => states.at(key, atMs),
      hasNamespace,
    });
  }

  // Each answer has its own order. Source: coredns plugin/loadbalance, round_robin, which is random.
  private shuffled(addresses: string[]): string[] {
    if (addresses.length < 2) return addresses;
    const stream = this.options.stream();
    for (let i = addresses.length - 1; i > 0; i -= 1) {
      const j = stream.integer(0, i);
      [addresses[i], addresses[j]] = [addresses[j]!, addresses[i]!];
    }
    return addresses;
  }
}

/** `1.0.96.10.in-addr.arpa` as `10.96.0.1` */
function addressOfPtr(name: string): string | undefined {
  return /^(\d+\.\d+\.\d+\.\d+)\.in-addr\.arpa$/.exec(name)?.[1]?.split('.').reverse().join('.');
}

/** `default/web` as `web.default` */
const nameIn = (key: string): string => key.split('/').reverse().join('.');
