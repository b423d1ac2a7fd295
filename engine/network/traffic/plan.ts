// Where requests lead as things are at one instant: names, rules, ways and servers, taken down once for all requests until
// something changes. A plan is never changed; the balancers and queues that it leads through go on.

import type { Stream } from '../../kernel/streams.ts';
import type { Dependency } from '../../runtime/behaviour/serving.ts';
import type { Sandbox } from '../../runtime/sandbox.ts';
import type { PodPlace } from '../machines.ts';
import { type Fork, type Router, severedAt, type Way } from '../router.ts';
import type { Target } from './clients.ts';
import { atPod, type Destination, destinationOf, type ServingDestination, textOf } from './destination.ts';
import type { Endings } from './endings.ts';
import type { Origin, Origins } from './origins.ts';
import type { TargetAddresses } from './target-addresses.ts';

/** The way from one origin to one target. */
export interface Route {
  /** Where a connection of that instant leads. */
  readonly take: (atMs: number) => Destination;
  /** Routes of one text treat requests alike. */
  readonly text: string;
}

export interface PlanMeans {
  readonly router: Router;
  readonly origins: Origins;
  readonly addresses: TargetAddresses;
  readonly endings: Endings;
  /** For choices among several addresses of one name. */
  readonly stream: () => Stream;
  /** Told of each server that requests may reach. */
  readonly onServer: (server: ServingDestination) => void;
}

export class Plan {
  private readonly means: PlanMeans;
  private readonly routes = new Map<string, Route>();
  private readonly atPods = new Map<string, Destination>();
  private readonly texts = new Map<Destination, string>();
  /** Whose changes make it a different plan. */
  readonly sandboxes = new Set<Sandbox>();
  /** Where its ways lead to; it is the same while nothing else comes and goes. */
  readonly addresses = new Set<string>();
  /** A port of a node is closed, and whoever may open it is nobody that the plan knows. */
  hasClosedPort = false;
  /** Some destination must be asked at the very instant of the request. */
  asksPrograms = false;

  constructor(means: PlanMeans) {
    this.means = means;
  }

  /** Taken down when first asked for, which is when the plan is made. */
  routeTo(origin: Origin, target: Target): Route {
    const key = `${origin.key} ${JSON.stringify(target)}`;
    const known = this.routes.get(key);
    if (known !== undefined) return known;
    // Servers that depend on each other come back here.
    this.routes.set(key, nowhere);
    const route = this.newRoute(origin, target);
    this.routes.set(key, route);
    return route;
  }

  /** The way from a server to one that it depends on. */
  routeOf(pod: PodPlace, dependency: Dependency): Route {
    return this.routeTo(this.means.origins.inPod(pod), targetOf(pod, dependency));
  }

  /** What a connection that is open meets; undefined when the server has closed it. */
  established(origin: Origin, pod: PodPlace, port: number, path: string): Destination | undefined {
    const { endings } = this.means;
    const severed = severedAt(origin.source.node, pod.node);
    const cut = severed === undefined ? undefined : endings.cut(pod, severed.name);
    if (pod.sandbox.listenerAt(port) === undefined) {
      // Whoever is cut off does not hear that the connection is closed.
      return cut && { kind: 'ends', ending: cut, tookMs: Number.POSITIVE_INFINITY };
    }
    const destination = atPod(pod, port, path, endings);
    this.note(destination);
    return cut === undefined || destination.kind !== 'serves' ? destination : { ...destination, heldUp: cut };
  }

  private newRoute(origin: Origin, target: Target): Route {
    const { addresses, router, stream } = this.means;
    const found = addresses.of(target, origin);
    if ('ending' in found) {
      const end: Destination = { kind: 'ends', ...found };
      return { take: () => end, text: textOf(end) };
    }
    const path = pathOf(target);
    const forks = found.places.map(({ ip, port }) => router.forkTo(origin.source, ip, port));
    const ends = new Map<Way, Destination>();
    for (const fork of forks) this.expand(fork, ends, path);
    const [only] = forks;
    let turn = 0;
    const first = (): Fork => {
      if (forks.length === 1) return only!;
      return found.isInTurn ? forks[turn++ % forks.length]! : stream().pick(forks);
    };
    return {
      take: (atMs) => {
        let fork = first();
        while ('take' in fork) fork = fork.take(atMs);
        return ends.get(fork)!;
      },
      text: [...ends.values()].map((end) => this.fullText(end)).join('\n'),
    };
  }

  private expand(fork: Fork, ends: Map<Way, Destination>, path: string): void {
    if ('take' in fork) {
      for (const branch of fork.all()) this.expand(branch, ends, path);
      return;
    }
    if (!('error' in fork) && fork.pod !== undefined) {
      this.sandboxes.add(fork.pod.sandbox);
      this.addresses.add(fork.pod.sandbox.addresses[0] ?? '');
    }
    if ('error' in fork && 'address' in fork.obstacle) this.addresses.add(fork.obstacle.address);
    if ('error' in fork && fork.obstacle.kind === 'closed port') this.hasClosedPort = true;
    const destination = this.destinationOf(fork, path);
    ends.set(fork, destination);
  }

  // What is at a pod is the same for all who come there.
  private destinationOf(way: Way, path: string): Destination {
    if ('error' in way || way.pod === undefined) return destinationOf(way, path, this.means.endings);
    const key = `${way.pod.uid} ${way.port} ${path}`;
    let destination = this.atPods.get(key);
    if (destination === undefined) {
      destination = destinationOf(way, path, this.means.endings);
      this.atPods.set(key, destination);
      this.note(destination);
    }
    return destination;
  }

  private note(destination: Destination): void {
    if (destination.kind === 'asks') this.asksPrograms = true;
    if (destination.kind !== 'serves') return;
    this.sandboxes.add(destination.pod.sandbox);
    this.means.onServer(destination);
    for (const dependency of destination.serving.dependsOn) this.routeOf(destination.pod, dependency);
  }

  private fullText(destination: Destination): string {
    const known = this.texts.get(destination);
    if (known !== undefined) return known;
    const dependsOn = destination.kind === 'serves' ? destination.serving.dependsOn : [];
    const others = dependsOn.map((one) => this.routeOf((destination as ServingDestination).pod, one).text);
    const text = [textOf(destination), ...others].join(' > ');
    this.texts.set(destination, text);
    return text;
  }
}

export const pathOf = (target: Target): string => (target.kind === 'url' ? target.path : '/');

const nowhere: Route = {
  take: () => ({
    kind: 'ends',
    ending: { outcome: 'timed out', why: 'servers depend on each other' },
    tookMs: 0,
  }),
  text: '',
};

/** `db` is a Service of the pod's namespace, `db.shop` one of another; longer names are hosts. */
function targetOf(pod: PodPlace, { service, port }: Dependency): Target {
  const [name = '', namespace = pod.namespace, ...rest] = service.split('.');
  if (rest.length > 0 && rest[0] !== 'svc')
    return { kind: 'url', host: service, port: port ?? 80, path: '/' };
  return { kind: 'service', namespace, name, ...(port === undefined ? {} : { port }) };
}
