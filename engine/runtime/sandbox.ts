// What the containers of one pod share beside volumes: host name, addresses, and the ports they listen on.
//
// It answers whoever connects to the pod (probes, Services, other containers) and carries the pod's own requests out.
// Its revision grows when a port opens, closes, hangs or recovers: a steady answer holds until then.

import { COPY_OF } from '../api/plain.ts';
import type { Serving } from './behaviour/serving.ts';
import type {
  Connection,
  HttpAnswer,
  HttpRequest,
  NetworkPort,
  RecordAnswer,
  RecordType,
  Resolution,
} from './host.ts';

/** A program that listens on a port. */
export interface Listener {
  accept(): Connection;
  answer(request: HttpRequest): HttpAnswer;
  /** gRPC health protocol; absent: the server does not speak it. */
  health?(service: string): 'SERVING' | 'NOT_SERVING' | 'TIMEOUT';
  /** Whether the next answer is the same until the sandbox changes. */
  readonly isSteady: boolean;
  /** How it treats requests until the sandbox changes; absent: it must be asked each time. */
  serving?(port: number, path: string): Serving;
}

/** What a probe learns. `steady`: the same question gets the same answer until the revision changes. */
export type ProbeAnswer<T> = T & { readonly steady: boolean };

export type HealthAnswer =
  | { readonly status: 'SERVING' | 'NOT_SERVING' | 'UNIMPLEMENTED'; readonly tookMs: number }
  | { readonly error: 'refused' | 'timeout'; readonly tookMs: number };

export interface SandboxOptions {
  readonly hostname: string;
  /** The pod's addresses, most important first; may be empty. */
  readonly addresses: readonly string[];
  readonly network: NetworkPort;
  /** The pod is on its node's network: others may have ports at its addresses. Default false. */
  readonly sharesAddresses?: boolean;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0)$/;
const REFUSED = { error: 'refused', tookMs: 0 } as const;

export class Sandbox {
  readonly hostname: string;
  readonly addresses: readonly string[];
  readonly #network: NetworkPort;
  readonly #sharesAddresses: boolean;
  readonly #listeners = new Map<number, Listener>();
  #watchers: Set<() => void> | undefined;
  revision = 0;
  /** HTTP requests that reached an open port. */
  requestsAnswered = 0;

  constructor(options: SandboxOptions) {
    this.hostname = options.hostname;
    this.addresses = options.addresses;
    this.#network = options.network;
    this.#sharesAddresses = options.sharesAddresses === true;
  }

  /** Opens a port. @returns how to close it; undefined where it is taken */
  listen(port: number, listener: Listener): (() => void) | undefined {
    if (this.#listeners.has(port)) return undefined;
    this.#listeners.set(port, listener);
    this.changed();
    return () => {
      if (this.#listeners.get(port) !== listener) return;
      this.#listeners.delete(port);
      this.changed();
    };
  }

  /** Ports that are open, rising. */
  get openPorts(): number[] {
    return [...this.#listeners.keys()].sort((a, b) => a - b);
  }

  hasOpenPort(port: number): boolean {
    return this.#listeners.has(port);
  }

  listenerAt(port: number): Listener | undefined {
    return this.#listeners.get(port);
  }

  /** Told by listeners whose answers will differ from now on. */
  changed(): void {
    this.revision++;
    for (const watcher of [...(this.#watchers ?? [])]) watcher();
  }

  /** Calls back after every change; returns how to stop. */
  watch(watcher: () => void): () => void {
    this.#watchers ??= new Set();
    this.#watchers.add(watcher);
    return () => this.#watchers?.delete(watcher);
  }

  /** A connection to one of the pod's ports, from anywhere. */
  accept(port: number): ProbeAnswer<Connection> {
    const listener = this.#listeners.get(port);
    if (listener === undefined) return { connected: false, ...REFUSED, steady: true };
    // A connection may end the listener (`nc -l`), so steadiness is asked first.
    const steady = listener.isSteady;
    return { ...listener.accept(), steady };
  }

  /** A request to one of the pod's ports, from anywhere. */
  answer(request: HttpRequest): ProbeAnswer<HttpAnswer> {
    const listener = this.#listeners.get(request.port);
    if (listener === undefined) return { ...REFUSED, steady: true };
    const steady = listener.isSteady;
    this.requestsAnswered++;
    return { ...COPY_OF, ...listener.answer(request), steady };
  }

  /** gRPC `Health/Check`. */
  health(port: number, service: string): ProbeAnswer<HealthAnswer> {
    const listener = this.#listeners.get(port);
    if (listener === undefined) return { ...REFUSED, steady: true };
    const connection = listener.accept();
    const steady = listener.isSteady;
    if (!connection.connected) {
      return {
        error: connection.error === 'timeout' ? 'timeout' : 'refused',
        tookMs: connection.tookMs,
        steady,
      };
    }
    const status = listener.health?.(service) ?? 'UNIMPLEMENTED';
    if (status === 'TIMEOUT') return { error: 'timeout', tookMs: Number.POSITIVE_INFINITY, steady };
    return { status, tookMs: connection.tookMs, steady };
  }

  /**
   * Name resolution as a program in the pod does it; addresses and `localhost` need no server.
   *
   * @param server  address of the name server to ask instead of the pod's own
   */
  resolve(name: string, server?: string): Resolution {
    if (/^\d+\.\d+\.\d+\.\d+$/.test(name) || name.includes(':')) {
      return { addresses: [name], name, server: '', tookMs: 0 };
    }
    if (name === 'localhost') return { addresses: ['127.0.0.1'], name, server: '', tookMs: 0 };
    if (name === this.hostname && this.addresses.length > 0) {
      return { addresses: this.addresses, name, server: '', tookMs: 0 };
    }
    return this.#network.resolve(name, server);
  }

  /** Other records of a name than its addresses. */
  records(type: RecordType, name: string, server?: string): RecordAnswer {
    const answer = this.#network.records?.(type, name, server);
    return answer ?? { error: 'not-found', server: server ?? '', tookMs: 0 };
  }

  /** The search domains of its resolver. */
  get searches(): readonly string[] {
    return this.#network.searches ?? [];
  }

  /** The name of an address, where its name server knows one. */
  nameOf(address: string): string | undefined {
    return this.#network.nameOf?.(address);
  }

  /** The first port of a Service, named as programs in the pod do, as far as there is one. */
  servicePort(service: string): number | undefined {
    return this.#network.servicePort?.(service);
  }

  connect(host: string, port: number): Connection {
    return this.#isSelf(host, port) ? this.accept(port) : this.#network.connect(host, port);
  }

  http(request: HttpRequest): HttpAnswer {
    const host = request.address ?? request.host;
    return this.#isSelf(host, request.port) ? this.answer(request) : this.#network.http(request);
  }

  #isSelf(host: string, port: number): boolean {
    const isOwn = LOOPBACK.test(host) || host === this.hostname || this.addresses.includes(host);
    return isOwn && (!this.#sharesAddresses || this.#listeners.has(port));
  }
}
