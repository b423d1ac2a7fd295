// One group of clients: when it sends next, where from and on which connection, and what has become of it so far.

import type { Stream } from '../../kernel/streams.ts';
import type { PodPlace } from '../machines.ts';
import { Arrivals } from './arrivals.ts';
import { CLIENT_TIMEOUT_MS, type ClientsSpec } from './clients.ts';
import type { Destination } from './destination.ts';
import type { Origin } from './origins.ts';
import { type Plan, pathOf, type Route } from './plan.ts';
import { type NewTraffic, Stretch } from './stretch.ts';

/** A connection that stays on its pod, whatever the rules say of new ones, until one of both ends closes it. */
export interface KeptConnection {
  readonly origin: Origin;
  readonly pod: PodPlace;
  readonly port: number;
  /** What requests on it meet; undefined once the server has closed it. */
  destination: Destination | undefined;
  /** A request on it was given up, and with it the connection. */
  brokenFromMs: number;
}

interface Lane {
  readonly origin: Origin;
  readonly route: Route;
}

export class ClientGroup {
  readonly spec: ClientsSpec;
  readonly timeoutMs: number;
  /** The record of the input that started it. */
  readonly startedBy: number;
  private readonly stream: () => Stream;
  /** When it was told to send. */
  readonly toldMs: number;
  readonly stretch: Stretch;
  private arrivals: Arrivals | undefined;
  isStopped = false;
  private lanes: readonly Lane[] = [];
  private text = '';
  private turn = 0;
  private readonly kept: (KeptConnection | undefined)[];

  constructor(
    spec: ClientsSpec,
    start: { readonly atMs: number; readonly seq: number },
    stream: () => Stream,
  ) {
    this.spec = spec;
    this.timeoutMs = spec.timeoutMs ?? CLIENT_TIMEOUT_MS;
    this.startedBy = start.seq;
    this.toldMs = start.atMs;
    this.stream = stream;
    this.stretch = new Stretch(start.atMs);
    this.kept = new Array<KeptConnection | undefined>(spec.connections ?? 0).fill(undefined);
  }

  /** Goes by another plan from now on. @returns whether that makes a difference to its requests */
  follow(plan: Plan, origins: readonly Origin[]): boolean {
    this.lanes = origins.map((origin) => ({ origin, route: plan.routeTo(origin, this.spec.target) }));
    const path = pathOf(this.spec.target);
    for (const kept of this.kept) {
      if (kept?.destination === undefined) continue;
      kept.destination = kept.origin.isGone()
        ? undefined
        : plan.established(kept.origin, kept.pod, kept.port, path);
    }
    const before = this.text;
    this.text = this.lanes.map(({ origin, route }) => `${origin.key}\n${route.text}`).join('\n\n');
    return this.text !== before;
  }

  get hasBegun(): boolean {
    return this.arrivals !== undefined;
  }

  /** Sends its first request now, or as its rate has it. */
  begin(nowMs: number): void {
    this.arrivals = new Arrivals(this.spec.rate, nowMs, this.stream);
    this.stretch.fromMs = nowMs;
  }

  /** When it sends next; infinite when it does not. */
  get nextMs(): number {
    return this.isStopped || this.arrivals === undefined ? Number.POSITIVE_INFINITY : this.arrivals.nextMs;
  }

  /** The next request is on its way. */
  step(): void {
    this.arrivals?.step();
  }

  /** Where a request of that instant starts and leads; undefined where nobody is there to send it. */
  send(
    atMs: number,
  ): { origin: Origin; destination: Destination; kept: KeptConnection | undefined } | undefined {
    const { lanes, kept } = this;
    if (lanes.length === 0) return undefined;
    const turn = this.turn++;
    if (kept.length === 0) {
      const { origin, route } = lanes[turn % lanes.length]!;
      return { origin, destination: route.take(atMs), kept: undefined };
    }
    const slot = turn % kept.length;
    const known = kept[slot];
    if (known?.destination !== undefined && known.brokenFromMs > atMs) {
      return { origin: known.origin, destination: known.destination, kept: known };
    }
    const { origin, route } = lanes[slot % lanes.length]!;
    const destination = route.take(atMs);
    const opened = connectionTo(destination, origin);
    kept[slot] = opened;
    return { origin, destination, kept: opened };
  }

  /** The record of what there was until now. */
  close(toMs: number, inFlight: number): NewTraffic | undefined {
    const { name, targetText } = this.spec;
    return this.stretch.close(toMs, inFlight, { clients: name, target: targetText });
  }
}

function connectionTo(destination: Destination, origin: Origin): KeptConnection | undefined {
  if (destination.kind !== 'serves') return undefined;
  const { pod, port } = destination;
  return { origin, pod, port, destination, brokenFromMs: Number.POSITIVE_INFINITY };
}
