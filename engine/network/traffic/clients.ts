// What a scenario says of clients: where they are, whom they ask, how often, and how patient they are.

import type { Rate } from './arrivals.ts';

export interface ClientsSpec {
  /** Unique among those that send. */
  readonly name: string;
  readonly from: Whereabouts;
  readonly target: Target;
  /** The target as the scenario says it: `service "web"`. */
  readonly targetText: string;
  readonly rate: Rate;
  /** Connections that stay open and take requests in turn, at least 1; absent: one for each request. */
  readonly connections?: number;
  /** Until a request is given up, whole milliseconds; default {@link CLIENT_TIMEOUT_MS}. */
  readonly timeoutMs?: number;
  /** Further tries of a request that failed, each at once; default 0. */
  readonly retries?: number;
}

export const CLIENT_TIMEOUT_MS = 10_000;

export type Whereabouts =
  /** On each node in turn, as pods that no policy knows; of large clusters on some of the nodes. */
  | { readonly kind: 'cluster' }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'pod'; readonly namespace: string; readonly name: string }
  /** In the running pods under an object, in turn. */
  | {
      readonly kind: 'pods of';
      readonly owner: { readonly kind: string; readonly namespace: string; readonly name: string };
    }
  | { readonly kind: 'outside' };

export type Target =
  /** From outside: by its load balancer's or another external address, else by its node port on each node in turn. */
  | {
      readonly kind: 'service';
      readonly namespace: string;
      readonly name: string;
      /** Name or number; default the first. */
      readonly port?: string | number;
    }
  | { readonly kind: 'url'; readonly host: string; readonly port: number; readonly path: string }
  /** On each node in turn, unless one is said. */
  | { readonly kind: 'node port'; readonly port: number; readonly node?: string };
