// What a pod's programs would come to if they connected now, for who asks without connecting: names, and every end that a
// connection may be led to. Nothing is cached, balanced or counted on the way.
//
// Looking draws the latencies of rewrites that a connection at this instant would draw.

import type { Resolution } from '../../runtime/runtime.ts';
import type { PodPlace } from '../machines.ts';
import type { NodeProxy } from '../proxy/node-proxy.ts';
import type { Fork, Obstacle, Router, Source } from '../router.ts';

/** Where one of the ways ends. */
export interface ReachEnd {
  /** `10.244.1.7:8080`, behind all translation. */
  readonly address: string;
  readonly pod: PodPlace | undefined;
  /** What is in the way; undefined: somebody takes the connection. */
  readonly obstacle: Obstacle | undefined;
}

export interface PodReachOptions {
  readonly source: Source;
  readonly router: Router;
  readonly resolve: (name: string) => Resolution;
  /** What is between the pod and a name server. */
  readonly nameServerObstacle: (server: string) => Obstacle | undefined;
  /** Of the pod's node. */
  readonly proxy: NodeProxy | undefined;
}

export class PodReach {
  readonly source: Source;
  readonly resolve: PodReachOptions['resolve'];
  readonly nameServerObstacle: PodReachOptions['nameServerObstacle'];
  readonly proxy: NodeProxy | undefined;
  private readonly router: Router;

  constructor({ source, resolve, nameServerObstacle, proxy, router }: PodReachOptions) {
    this.source = source;
    this.resolve = resolve;
    this.nameServerObstacle = nameServerObstacle;
    this.proxy = proxy;
    this.router = router;
  }

  /** Every end that a connection to the address may be led to: one, or one for each endpoint. */
  ends(ip: string, port: number): ReachEnd[] {
    return endsOf(this.router.forkTo(this.source, ip, port), `${ip}:${port}`);
  }
}

function endsOf(fork: Fork, address: string): ReachEnd[] {
  if ('take' in fork) {
    const addresses = fork.addresses?.();
    return fork.all().flatMap((branch, i) => endsOf(branch, addresses?.[i] ?? address));
  }
  if ('obstacle' in fork) return [{ address, pod: undefined, obstacle: fork.obstacle }];
  const { server, port, pod } = fork;
  // A connection may end whoever takes it (`nc -l`), so pods are asked for their open ports.
  const isOpen = pod === undefined ? server.accept(port).connected : pod.sandbox.hasOpenPort(port);
  return [{ address, pod, obstacle: isOpen ? undefined : { kind: 'closed port', address } }];
}
