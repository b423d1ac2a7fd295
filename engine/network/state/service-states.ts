// Each Service with its endpoints as the API had them at any instant that somebody may still be working with.
//
// Proxies and DNS servers all read these same states, each at the instant it has got to; what is derived from a state is
// derived once, when first needed, and shared by all of them. A write costs O(slices of its Service).

import type { EndpointSlice, Endpoints, KubeObject, Service } from '../../api/objects.ts';
import type { ApiServer } from '../../apiserver/api-server.ts';
import type { StoreEvent } from '../../apiserver/store.ts';
import { keyOf } from '../../client/informer.ts';
import { ChangeTimes } from './change-times.ts';
import { type EndpointGroup, groupOfSlice, groupsOfEndpoints } from './endpoint-groups.ts';

/** Source: staging/src/k8s.io/api/discovery/v1/well_known_labels.go. */
const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';

type EndpointObject = EndpointSlice | Endpoints;

export interface ServiceState {
  readonly service: Service | undefined;
  readonly groups: readonly EndpointGroup[];
}

interface Entry {
  readonly fromMs: number;
  readonly service: Service | undefined;
  readonly objects: readonly EndpointObject[];
  state: ServiceState | undefined;
}

export interface ServiceStatesOptions {
  readonly server: ApiServer;
  readonly nowMs: () => number;
  /** Otherwise Endpoints. */
  readonly readsSlices: boolean;
  /** The oldest instant that anybody may still ask for. */
  readonly keepFromMs: () => number;
  /** Called after each write of a Service or its endpoints: `default/web`. */
  readonly onChange?: (key: string) => void;
}

export class ServiceStates {
  readonly changes = new ChangeTimes();
  private readonly options: ServiceStatesOptions;
  private readonly timelines = new Map<string, Entry[]>();
  private readonly groups = new WeakMap<EndpointObject, readonly EndpointGroup[]>();
  private readonly byAddress = new Map<string, Set<string>>();
  /** The same the other way round. */
  private readonly addresses = new Map<string, Set<string>>();
  private readonly gone = new Set<string>();

  constructor(options: ServiceStatesOptions) {
    this.options = options;
    const { server, readsSlices } = options;
    server.watch('Service', {}, 0, (event) => this.onService(event as StoreEvent));
    const endpoints = readsSlices ? 'EndpointSlice' : 'Endpoints';
    server.watch(endpoints, {}, 0, (event) => this.onEndpoints(event as StoreEvent));
  }

  /** @param key `namespace/name` */
  at(key: string, ms: number): ServiceState | undefined {
    const entries = this.timelines.get(key);
    if (entries === undefined) return undefined;
    let i = entries.length - 1;
    while (i >= 0 && entries[i]!.fromMs > ms) i -= 1;
    const entry = entries[i];
    if (entry === undefined) return undefined;
    entry.state ??= {
      service: entry.service,
      groups: entry.objects.flatMap((object) => this.groupsOf(object)),
    };
    return entry.state;
  }

  /** Keys of Services that have, or lately had, this address or node port: `10.96.1.2` or `:30080`. */
  keysAt(address: string): Iterable<string> {
    return this.byAddress.get(address) ?? [];
  }

  /** Keys of the Services of a namespace, with those that lately were. O(Services). */
  keysIn(namespace: string): string[] {
    return [...this.timelines.keys()].filter((key) => key.startsWith(`${namespace}/`)).sort();
  }

  /** Keys of all Services, with those that lately were, in their order. O(Services log Services). */
  allKeys(): string[] {
    return [...this.timelines.keys()].sort();
  }

  private onService({ type, object }: StoreEvent): void {
    const service = type === 'DELETED' ? undefined : (object as unknown as Service);
    const key = keyOf(object);
    for (const address of service === undefined ? [] : addressesOf(service)) {
      join(this.byAddress, address, key);
      join(this.addresses, key, address);
    }
    this.push(key, ({ objects }) => ({ service, objects }));
  }

  private onEndpoints({ type, object, before }: StoreEvent): void {
    const key = this.ownerOf(object);
    const former = before === undefined ? undefined : this.ownerOf(before);
    const isOther = ({ metadata }: EndpointObject): boolean => metadata.uid !== object.metadata.uid;
    if (former !== undefined && former !== key) {
      this.push(former, ({ service, objects }) => ({ service, objects: objects.filter(isOther) }));
    }
    if (key === undefined) return;
    const added = type === 'DELETED' ? [] : [object as unknown as EndpointObject];
    this.push(key, ({ service, objects }) => ({ service, objects: [...objects.filter(isOther), ...added] }));
  }

  private ownerOf(object: KubeObject): string | undefined {
    if (!this.options.readsSlices) return keyOf(object);
    const name = object.metadata.labels?.[SERVICE_NAME_LABEL];
    return name === undefined ? undefined : `${object.metadata.namespace}/${name}`;
  }

  private push(key: string, change: (last: Pick<Entry, 'service' | 'objects'>) => typeof last): void {
    const fromMs = this.options.nowMs();
    const keepFromMs = this.options.keepFromMs();
    const entries = this.timelines.get(key) ?? [];
    const next = change(entries.at(-1) ?? { service: undefined, objects: [] });
    if (entries.at(-1)?.fromMs === fromMs) entries.pop();
    entries.push({ fromMs, ...next, state: undefined });
    // The newest entry that is old enough for everybody stays, with all behind it.
    const oldest = entries.findLastIndex((entry) => entry.fromMs <= keepFromMs);
    if (oldest > 0) entries.splice(0, oldest);
    this.timelines.set(key, entries);
    this.changes.note(fromMs, keepFromMs);
    if (next.service === undefined && next.objects.length === 0) this.gone.add(key);
    else this.gone.delete(key);
    this.forgetGone(keepFromMs);
    this.options.onChange?.(key);
  }

  // Services that are gone for everybody are dropped when something else changes.
  private forgetGone(keepFromMs: number): void {
    for (const key of this.gone) {
      if ((this.timelines.get(key)?.at(-1)?.fromMs ?? 0) > keepFromMs) continue;
      this.gone.delete(key);
      this.timelines.delete(key);
      for (const address of this.addresses.get(key) ?? []) this.byAddress.get(address)?.delete(key);
      this.addresses.delete(key);
    }
  }

  private groupsOf(object: EndpointObject): readonly EndpointGroup[] {
    let groups = this.groups.get(object);
    if (groups === undefined) {
      groups = this.options.readsSlices
        ? [groupOfSlice(object as EndpointSlice)]
        : groupsOfEndpoints(object as Endpoints);
      this.groups.set(object, groups);
    }
    return groups;
  }
}

function join(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

/** Every address under which proxies know the Service; node ports as `:30080`. */
function addressesOf({ spec, status }: Service): string[] {
  const own = [spec.clusterIP ?? '', ...(spec.clusterIPs ?? [])];
  const balanced = (status?.loadBalancer?.ingress ?? []).map(({ ip = '' }) => ip);
  const ports = (spec.ports ?? []).flatMap(({ nodePort = 0 }) => (nodePort === 0 ? [] : [`:${nodePort}`]));
  if (spec.healthCheckNodePort) ports.push(`:${spec.healthCheckNodePort}`);
  const all = [...own, ...(spec.externalIPs ?? []), ...balanced].filter((ip) => ip !== '' && ip !== 'None');
  return [...new Set([...all, ...ports])];
}
