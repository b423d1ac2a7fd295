// How requests end, in words, with the record that broke them. Requests that end alike share one object.

import { DEPENDENCY_FAILED_STATUS } from '../../runtime/behaviour/serving.ts';
import type { ObjectRef } from '../../trace/records.ts';
import type { PodPlace } from '../machines.ts';
import { CONNECT_GIVE_UP_MS, type DeadEnd, type Obstacle } from '../router.ts';
import { addressKey, type Mark, type Marks, nodeKey, POLICIES_KEY, podKey, serviceKey } from './marks.ts';
import type { Ending } from './stretch.ts';

export const refOfPod = ({ namespace, name, uid }: PodPlace): ObjectRef => ({
  kind: 'Pod',
  namespace,
  name,
  uid,
});

const since = (mark: Mark | undefined): string => (mark === undefined ? '' : ` since ${mark.atMs / 1000}s`);
const brokenBy = (mark: Mark | undefined): { readonly brokenBy?: number } =>
  mark === undefined || mark.seq === 0 ? {} : { brokenBy: mark.seq };

export class Endings {
  private readonly known = new Map<string, Ending>();
  private readonly marks: Marks;

  constructor(marks: Marks) {
    this.marks = marks;
  }

  /** An answer of a pod, or of a machine that is none. */
  answered(pod: PodPlace | undefined, status: number | undefined): Ending {
    const isError = status !== undefined && status >= 500;
    const mark = pod === undefined ? undefined : this.marks.of(podKey(pod.uid));
    return this.shared({
      outcome: isError ? 'server error' : 'answered',
      ...(status === undefined ? {} : { status }),
      ...(pod === undefined ? {} : { pod: refOfPod(pod) }),
      why: isError ? `${nameOf(pod)} answers ${status}` : '',
      ...(isError ? brokenBy(mark) : {}),
    });
  }

  /** A server fails because another one does, that it depends on. */
  dependent(pod: PodPlace, service: string, inner: Ending): Ending {
    const status = DEPENDENCY_FAILED_STATUS;
    const why = `${nameOf(pod)} depends on service "${service}": ${inner.why}`;
    const broken = inner.brokenBy === undefined ? {} : { brokenBy: inner.brokenBy };
    return this.shared({ outcome: 'server error', status, pod: refOfPod(pod), why, ...broken });
  }

  /** A port of a pod at which nobody listens. */
  closed(pod: PodPlace, port: number): Ending {
    const mark = this.marks.of(podKey(pod.uid));
    const why = `nothing listens on port ${port} of ${nameOf(pod)}${since(mark)}, and requests are still sent there`;
    return this.shared({ outcome: 'refused', pod: refOfPod(pod), why, ...brokenBy(mark) });
  }

  /** @param mark  what ended the server's process */
  reset(pod: PodPlace, mark: Mark): Ending {
    const why = `${nameOf(pod)} ended at ${mark.atMs / 1000}s, before it had answered`;
    return this.shared({ outcome: 'reset', pod: refOfPod(pod), why, ...brokenBy(mark) });
  }

  /** The server takes connections and answers nothing. */
  hanging(pod: PodPlace): Ending {
    const mark = this.marks.of(podKey(pod.uid));
    const why = `${nameOf(pod)} takes connections and answers nothing${since(mark)}`;
    return this.shared({ outcome: 'timed out', pod: refOfPod(pod), why, ...brokenBy(mark) });
  }

  /** The server is too busy, or too slow for the patience of its clients. */
  late(pod: PodPlace | undefined, timeoutMs: number): Ending {
    const why = `${nameOf(pod)} did not answer within the ${timeoutMs / 1000}s that its clients wait`;
    return this.shared({ outcome: 'timed out', ...(pod === undefined ? {} : { pod: refOfPod(pod) }), why });
  }

  /** The path to a pod that a connection leads to, or a request is at, is cut. */
  cut(pod: PodPlace, node: string): Ending {
    const mark = this.marks.of(nodeKey(node));
    const why = `${nameOf(pod)} cannot be reached: node ${node} is cut off${since(mark)}`;
    return this.shared({ outcome: 'timed out', pod: refOfPod(pod), why, ...brokenBy(mark) });
  }

  /** @param host  the name as it was asked for */
  unknownHost(host: string, error: 'not-found' | 'timeout', service?: string): Ending {
    const why = error === 'timeout' ? `no name server answers for ${host}` : `no name server knows ${host}`;
    const mark = service === undefined ? undefined : this.marks.of(serviceKey(service));
    const policies = error === 'timeout' ? this.marks.of(POLICIES_KEY) : undefined;
    return this.shared({ outcome: 'unknown host', why, ...brokenBy(policies ?? mark) });
  }

  /** What came back was no answer. */
  broken(pod: PodPlace): Ending {
    const why = `${nameOf(pod)} broke the connection`;
    return this.shared({ outcome: 'reset', pod: refOfPod(pod), why });
  }

  /** There is no address to send to. */
  noAddress(why: string, service: string): Ending {
    return this.shared({ outcome: 'unknown host', why, ...brokenBy(this.marks.of(serviceKey(service))) });
  }

  /** A way that leads nowhere. */
  deadEnd({ error, obstacle, tookMs }: DeadEnd): Ending {
    const mark = this.markOf(obstacle);
    const why = `${obstacleText(obstacle)}${since(mark)}`;
    const isSilent = error === 'timeout' || tookMs >= CONNECT_GIVE_UP_MS;
    const outcome =
      obstacle.kind === 'no endpoint'
        ? 'no endpoint'
        : isSilent
          ? 'timed out'
          : error === 'refused'
            ? 'refused'
            : 'unreachable';
    return this.shared({ outcome, why, ...brokenBy(mark) });
  }

  /** A client does not wait for an end that comes too late. */
  givenUp(ending: Ending): Ending {
    return ending.outcome === 'timed out' ? ending : this.shared({ ...ending, outcome: 'timed out' });
  }

  private markOf(obstacle: Obstacle): Mark | undefined {
    switch (obstacle.kind) {
      case 'no endpoint':
      case 'no local endpoint':
        return this.marks.of(serviceKey(serviceOf(obstacle.rules)));
      case 'cut':
      case 'hairpin':
        return this.marks.of(nodeKey(obstacle.node));
      case 'policy':
        return this.marks.of(POLICIES_KEY);
      default:
        return this.marks.of(addressKey(obstacle.address));
    }
  }

  private shared(ending: Ending): Ending {
    const { outcome, status = 0, pod, why, brokenBy: seq = 0 } = ending;
    const key = `${outcome} ${status} ${pod?.uid} ${seq} ${why}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, ending);
    return ending;
  }
}

const nameOf = (pod: PodPlace | undefined): string => (pod === undefined ? 'the server' : `pod ${pod.name}`);

/** `default/web` of `default/web:http`. */
const serviceOf = (rules: string): string => rules.split(':')[0]!;

function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'no endpoint':
      return `the rules of kube-proxy have no endpoint of ${obstacle.rules}`;
    case 'no local endpoint':
      return `node ${obstacle.node} has no endpoint of ${obstacle.rules} of its own`;
    case 'cut':
      return `node ${obstacle.node} is cut off`;
    case 'hairpin':
      return `node ${obstacle.node} sends no pod back to itself`;
    case 'policy':
      return `a network policy drops what is sent to ${obstacle.address}`;
    case 'closed port':
      return `nothing listens at ${obstacle.address}`;
    case 'not routed':
      return `${obstacle.address} means nothing outside of the cluster`;
    case 'nobody':
      return `nobody has the address ${obstacle.address}`;
    default:
      return obstacle satisfies never;
  }
}
