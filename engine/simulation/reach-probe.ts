// Asks a cluster's network for conditions and steps: can that pod reach that Service, and what is the first thing in the way.

import type { Cluster } from '../cluster.ts';
import { CAUSES, type ReachCheck } from '../network/reach/cause.ts';
import type { Question } from '../network/reach/question.ts';
import { reachability, walk } from '../network/reach/walk.ts';
import type { ReachProbe } from '../observe/conditions/index.ts';

/** Names of a client pod and a Service, with their namespaces. */
export interface ReachQuestion {
  readonly client: { readonly namespace: string; readonly name: string };
  readonly service: { readonly namespace: string; readonly name: string };
  /** Default: the Service's first. */
  readonly port?: number | undefined;
}

/** Names of two pods, with their namespaces, and a port of the second. */
export interface PodQuestion {
  readonly client: ReachQuestion['client'];
  readonly target: ReachQuestion['client'];
  readonly port?: number | undefined;
}

/** The probe of one question; the pod is looked up anew each time. */
export function reachProbe(cluster: Cluster, asked: ReachQuestion): ReachProbe {
  const { network } = cluster;
  return {
    phrases: CAUSES,
    count: () => {
      const question = questionOf(cluster, asked);
      if (question === undefined) return { ends: 0, open: 0 };
      const { ends, openCount } = reachability(question, network.reach.walkWorld(question));
      return { ends: ends.length, open: openCount };
    },
    why: () => reasonOf(walkOf(cluster, asked).at(-1), asked),
    nextTurnMs: () => network.reach.nextTurnMs(questionOf(cluster, asked)?.client.spec.nodeName),
  };
}

/** Every check of the walk up to the first that is not well; none without the client. */
export function walkOf(cluster: Cluster, asked: ReachQuestion): readonly ReachCheck[] {
  const question = questionOf(cluster, asked);
  return question === undefined ? [] : walk(question, cluster.network.reach.walkWorld(question));
}

/**
 * Whether a connection to a pod's own address would be taken, as things are now.
 *
 * @param port  default: the first that its containers name
 * @returns undefined where one of the pods is not there or has no address, or no port is known
 */
export function reachesPod(
  { server, network }: Cluster,
  { client, target, port }: PodQuestion,
): boolean | undefined {
  const [from, to] = [client, target].map(({ namespace, name }) => server.peek('Pod', namespace, name));
  const reach = from === undefined ? undefined : network.reach.of(from);
  const ports = to?.spec.containers.flatMap((container) => container.ports ?? []) ?? [];
  const asked = port ?? ports[0]?.containerPort;
  const ip = to?.status.podIP;
  if (reach === undefined || ip === undefined || asked === undefined) return undefined;
  return reach.ends(ip, asked).every(({ obstacle }) => obstacle === undefined);
}

/** The cause of a walk as a reason for readers; undefined where all was well. */
export function reasonOf(
  check: ReachCheck | undefined,
  { service }: ReachQuestion,
): ReturnType<ReachProbe['why']> {
  if (check?.cause === undefined) return undefined;
  const { cause, found } = check;
  const { phrase, where, hint, blame } = cause;
  return {
    ...{ phrase, blame },
    ref: { kind: 'Service', ...service },
    state: 'out of reach',
    message: `${phrase}: ${found}`,
    hint,
    ...(where === undefined ? {} : { where }),
  };
}

function questionOf({ server }: Cluster, { client, service, port }: ReachQuestion): Question | undefined {
  const pod = server.peek('Pod', client.namespace, client.name);
  if (pod === undefined) return undefined;
  return { client: pod, service, ...(port === undefined ? {} : { port }) };
}
