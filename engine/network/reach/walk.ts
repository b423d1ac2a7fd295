// Why a Service cannot be reached: what a person would look at, in the order in which it is worth looking, up to the first
// thing that is not well.
//
// First whether there is DNS (`kubernetes.default`), then the Service's own name, its endpoints with the pods and labels
// behind them, the rules of the client's node, policies, nodes, the port, and the way back to oneself. Nothing is sent, and nothing changes.
// Source: https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/.

import type { ApiServer } from '../../apiserver/api-server.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { ServiceState } from '../state/service-states.ts';
import type { ReachCheck } from './cause.ts';
import { endpointsCheck, portCheck } from './endpoint-checks.ts';
import { dnsCheck, nameCheck, serviceCheck } from './name-checks.ts';
import type { PodReach, ReachEnd } from './pod-reach.ts';
import { endsOf, execIn, isHeadless, type Looked, podRef, type Question } from './question.ts';
import { hairpinCheck, listenCheck, nodesCheck, policyCheck, rulesCheck } from './way-checks.ts';

export interface WalkWorld {
  readonly server: Pick<ApiServer, 'peek' | 'peekAll'>;
  readonly version: VersionProfile;
  readonly isIpvs: boolean;
  /** Undefined while the client has no address. */
  readonly reach: PodReach | undefined;
  readonly state: ServiceState | undefined;
}

/** What a connection by the Service's name would come to now. */
export interface Reachability {
  /** One for each endpoint that it may be led to; none where the name leads nowhere. */
  readonly ends: readonly ReachEnd[];
  /** How many of them somebody takes. */
  readonly openCount: number;
}

export function reachability(question: Question, world: WalkWorld): Reachability {
  const looked = lookedAt(question, world);
  const ends = looked === undefined ? [] : endsOf(looked);
  return { ends, openCount: ends.filter(({ obstacle }) => obstacle === undefined).length };
}

/** The checks in order, the last one with the cause if there is one. */
export function walk(question: Question, world: WalkWorld): readonly ReachCheck[] {
  const looked = lookedAt(question, world);
  if (looked === undefined) return [noAddress(question)];
  const checks: ReachCheck[] = [];
  for (const check of checksFor(looked)) {
    const checked = check(looked);
    checks.push(checked);
    if (checked.cause !== undefined) break;
  }
  return checks;
}

function checksFor({ object }: Looked): readonly ((looked: Looked) => ReachCheck)[] {
  const first = [dnsCheck, serviceCheck, nameCheck];
  const last = [policyCheck, nodesCheck, listenCheck, hairpinCheck];
  if (object?.spec.type === 'ExternalName') return [...first, ...last];
  if (object !== undefined && isHeadless(object)) return [...first, portCheck, endpointsCheck, ...last];
  return [...first, portCheck, endpointsCheck, rulesCheck, ...last];
}

function lookedAt(question: Question, world: WalkWorld): Looked | undefined {
  const { reach, state, ...rest } = world;
  if (reach === undefined) return undefined;
  const { namespace, name } = question.service;
  const isNear = namespace === question.client.metadata.namespace;
  return {
    ...question,
    ...rest,
    reach,
    object: state?.service,
    groups: state?.groups ?? [],
    name: isNear ? name : `${name}.${namespace}`,
  };
}

function noAddress({ client }: Question): ReachCheck {
  return {
    asks: 'the pod is on the network',
    command: execIn(client, 'ip addr'),
    found: `pod "${client.metadata.name}" has no address`,
    cause: {
      phrase: 'the pod has no address',
      blame: [podRef(client)],
      hint: 'wait until it runs: within 1 minute …',
    },
  };
}
