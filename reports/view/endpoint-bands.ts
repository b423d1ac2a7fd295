// Which addresses a Service leads to, over time, and where it still leads to a pod that serves no more.

import type { PodLane } from './pod-lanes.ts';
import type { TraceIndex, WriteRecord } from './trace-index.ts';

/**
 * - `serving`: its pod ends and still answers: kube-proxy goes there where no address is ready
 * - `stale`: the slice leads to it though the pod is not ready, ends, or is gone: requests that go there may fail
 */
export type AddressState = 'ready' | 'not ready' | 'serving' | 'terminating' | 'stale';

export interface AddressRun {
  readonly fromMs: number;
  readonly toMs: number;
  /** The record that began it, and the one that ended it; infinite where none did. */
  readonly seq: number;
  readonly endSeq: number;
  readonly state: AddressState;
}

export interface AddressBand {
  readonly address: string;
  readonly pod: string;
  readonly runs: readonly AddressRun[];
}

export interface EndpointBands {
  /** `namespace/name` of the Service. */
  readonly service: string;
  readonly addresses: readonly AddressBand[];
}

interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions?: {
    readonly ready?: boolean;
    readonly serving?: boolean;
    readonly terminating?: boolean;
  };
  readonly targetRef?: { readonly kind: string; readonly namespace?: string; readonly name: string };
}

interface Slice {
  readonly metadata: { readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly endpoints?: readonly Endpoint[] | null;
}

const SERVICE_LABEL = 'kubernetes.io/service-name';

/** In order of the Services' first slices. */
export function endpointBands(index: TraceIndex, lanes: readonly PodLane[]): EndpointBands[] {
  const services = new Map<string, Map<string, OpenBand>>();
  const good = servingTimes(lanes);
  for (const { ref, writes } of index.objects.values()) {
    if (ref.kind !== 'EndpointSlice') continue;
    for (const write of writes) {
      const service = serviceOf(write);
      const bands = services.get(service) ?? new Map<string, OpenBand>();
      services.set(service, bands);
      applySlice(bands, write, `${ref.namespace}/${ref.name}`);
    }
  }
  return [...services]
    .map(([service, bands]) => ({
      service,
      addresses: [...bands.values()].map((band) => band.close(index.endMs, good)),
    }))
    .filter(({ service, addresses }) => addresses.length > 0 && !isScenery(service, addresses));
}

// Services that every cluster comes with tell something only when their addresses change.
function isScenery(service: string, addresses: readonly AddressBand[]): boolean {
  const isBuiltIn = service === 'default/kubernetes' || service.startsWith('kube-system/');
  return isBuiltIn && addresses.every(({ runs }) => runs.length <= 1);
}

function serviceOf({ object, ref }: WriteRecord): string {
  const { metadata } = object as Slice;
  return `${metadata.namespace ?? ''}/${metadata.labels?.[SERVICE_LABEL] ?? ref.name}`;
}

function applySlice(bands: Map<string, OpenBand>, { op, object, t, seq }: WriteRecord, slice: string): void {
  const there = new Map<string, { endpoint: Endpoint; address: string }>();
  const endpoints = op === 'delete' ? [] : ((object as Slice).endpoints ?? []);
  for (const endpoint of endpoints)
    for (const address of endpoint.addresses)
      there.set(`${address} ${endpoint.targetRef?.name ?? ''}`, { endpoint, address });
  for (const [key, band] of bands) if (band.slice === slice && !there.has(key)) band.end(t, seq);
  for (const [key, { endpoint, address }] of there) {
    const band = bands.get(key) ?? new OpenBand(address, endpoint.targetRef, slice);
    bands.set(key, band);
    band.put(stateOf(endpoint), t, seq);
  }
}

// Absent means ready: discovery/v1 EndpointConditions.
function stateOf({ conditions }: Endpoint): AddressState {
  if (conditions?.terminating === true) return conditions.serving === true ? 'serving' : 'terminating';
  return conditions?.ready === false ? 'not ready' : 'ready';
}

class OpenBand {
  readonly slice: string;
  private readonly address: string;
  private readonly target: Endpoint['targetRef'];
  private readonly runs: AddressRun[] = [];
  private open: Omit<AddressRun, 'toMs' | 'endSeq'> | undefined;

  constructor(address: string, target: Endpoint['targetRef'], slice: string) {
    this.address = address;
    this.target = target;
    this.slice = slice;
  }

  put(state: AddressState, t: number, seq: number): void {
    if (this.open?.state === state) return;
    this.end(t, seq);
    this.open = { fromMs: t, seq, state };
  }

  end(t: number, endSeq: number): void {
    if (this.open !== undefined && t > this.open.fromMs) this.runs.push({ ...this.open, toMs: t, endSeq });
    this.open = undefined;
  }

  close(endMs: number, good: ServingTimes): AddressBand {
    // What begins with the last record is there all the same.
    this.end(Math.max(endMs, (this.open?.fromMs ?? 0) + 1), Number.POSITIVE_INFINITY);
    const { address, target } = this;
    const pod = target?.name ?? '';
    const times = target?.kind === 'Pod' ? good.get(`Pod/${target.namespace ?? ''}/${pod}`) : undefined;
    const runs = times === undefined ? this.runs : this.runs.flatMap((run) => withStale(run, times));
    return { address, pod, runs };
  }
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Of each pod: when it was ready, and when it was there at all. */
type ServingTimes = ReadonlyMap<string, Readonly<Record<'ready' | 'serving', readonly Span[]>>>;

const servingTimes = (lanes: readonly PodLane[]): ServingTimes =>
  new Map(
    lanes.map(({ key, runs }) => [
      key,
      { ready: runs.filter(({ state }) => state === 'ready'), serving: runs },
    ]),
  );

// Splits a run that leads to the pod where the pod does not bear it out.
function withStale(
  run: AddressRun,
  times: Readonly<Record<'ready' | 'serving', readonly Span[]>>,
): AddressRun[] {
  const { state } = run;
  if (state !== 'ready' && state !== 'serving') return [run];
  const parts: AddressRun[] = [];
  let at = run.fromMs;
  const add = (toMs: number, part: AddressState): void => {
    const before = parts.at(-1);
    if (toMs > at && before?.state === part) parts[parts.length - 1] = { ...before, toMs };
    else if (toMs > at) parts.push({ ...run, fromMs: at, toMs, state: part });
    at = Math.max(at, toMs);
  };
  for (const { fromMs, toMs } of times[state]) {
    if (toMs <= run.fromMs || fromMs >= run.toMs) continue;
    add(Math.min(fromMs, run.toMs), 'stale');
    add(Math.min(toMs, run.toMs), state);
  }
  add(run.toMs, 'stale');
  return parts;
}

/** How many addresses the slices call ready after that record: what `kubectl get endpoints` lists. */
export const readyAddresses = ({ addresses }: EndpointBands, seq: number): number =>
  addresses.filter(({ runs }) =>
    runs.some(
      (run) => (run.state === 'ready' || run.state === 'stale') && run.seq <= seq && seq < run.endSeq,
    ),
  ).length;
