// The network as one client sees it: names by its own resolver, connections and requests along the router's way.
//
// A connection and the request on it are one thing here; keep-alive is left out, so each request is balanced anew.

import type {
  Connection,
  HttpAnswer,
  HttpRequest,
  NetworkError,
  NetworkPort,
  RecordAnswer,
  RecordType,
  Resolution,
} from '../runtime/runtime.ts';
import type { Router, Source, Way } from './router.ts';

export type Resolve = (name: string, server?: string) => Resolution;

export interface NetworkClientOptions {
  readonly router: Router;
  readonly source: () => Source;
  readonly resolve: Resolve;
  /** Default: nobody knows any. */
  readonly records?: NonNullable<NetworkPort['records']>;
  readonly searches?: readonly string[];
  readonly nameOf: (address: string) => string | undefined;
  readonly servicePort?: (service: string) => number | undefined;
}

interface Found {
  readonly way: Way | { readonly error: NetworkError; readonly tookMs: number };
  /** What looking up the name took. */
  readonly tookMs: number;
}

export class NetworkClient implements NetworkPort {
  private readonly options: NetworkClientOptions;

  constructor(options: NetworkClientOptions) {
    this.options = options;
  }

  resolve(name: string, server?: string): Resolution {
    return this.options.resolve(name, server);
  }

  records(type: RecordType, name: string, server?: string): RecordAnswer {
    const { records } = this.options;
    return records?.(type, name, server) ?? { error: 'not-found', server: server ?? '', tookMs: 0 };
  }

  get searches(): readonly string[] {
    return this.options.searches ?? [];
  }

  nameOf(address: string): string | undefined {
    return this.options.nameOf(address);
  }

  servicePort(service: string): number | undefined {
    return this.options.servicePort?.(service);
  }

  connect(host: string, port: number): Connection {
    const { way, tookMs } = this.find(host, port);
    if ('error' in way) return { connected: false, error: way.error, tookMs: tookMs + way.tookMs };
    const answer = way.server.accept(way.port);
    if (answer.connected) return { connected: true, tookMs: tookMs + answer.tookMs };
    return { connected: false, error: answer.error, tookMs: tookMs + answer.tookMs };
  }

  http(request: HttpRequest): HttpAnswer {
    const { way, tookMs } = this.find(request.address ?? request.host, request.port);
    if ('error' in way) return { error: way.error, tookMs: tookMs + way.tookMs };
    const answer = way.server.answer({ ...request, port: way.port });
    if ('error' in answer) return { error: answer.error, tookMs: tookMs + answer.tookMs };
    return { status: answer.status, body: answer.body, tookMs: tookMs + answer.tookMs };
  }

  private find(host: string, port: number): Found {
    const { router, source, resolve } = this.options;
    if (isAddress(host)) return { way: router.wayTo(source(), host, port), tookMs: 0 };
    const { tookMs, ...answer } = resolve(host);
    const address = 'error' in answer ? undefined : answer.addresses[0];
    if (address === undefined) return { way: failed('unknown-host'), tookMs };
    return { way: router.wayTo(source(), address, port), tookMs };
  }
}

const failed = (error: NetworkError): Found['way'] => ({ error, tookMs: 0 });

export const isAddress = (host: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(host) || host.includes(':');
