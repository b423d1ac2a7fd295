// How many replicas, pods, endpoints an object counts in its status.

import type { AnyObject } from '../../api/objects.ts';
import { nearest } from '../../api/schema/nearest.ts';
import { UserError } from '../../errors.ts';
import type { TraceRecord } from '../../trace/records.ts';
import type { ClusterView } from '../cluster-view.ts';
import type { Condition } from '../condition.ts';
import { type Amount, foundOf, marginOf } from './amount.ts';
import { blamedPods } from './blame.ts';
import { either, find, writes, writesKind } from './lookup.ts';
import { onObject } from './object.ts';
import { refOf, type Target, type Vocabulary } from './vocabulary.ts';

// The word before "replicas" to a field; '' is the plain count.
const COMMON = {
  '': 'status.replicas',
  available: 'status.availableReplicas',
  ready: 'status.readyReplicas',
  desired: 'spec.replicas',
};
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Deployment: {
    ...COMMON,
    updated: 'status.updatedReplicas',
    unavailable: 'status.unavailableReplicas',
    terminating: 'status.terminatingReplicas',
  },
  ReplicaSet: { ...COMMON, terminating: 'status.terminatingReplicas' },
  ReplicationController: COMMON,
  StatefulSet: { ...COMMON, updated: 'status.updatedReplicas', current: 'status.currentReplicas' },
  DaemonSet: {
    '': 'status.currentNumberScheduled',
    available: 'status.numberAvailable',
    ready: 'status.numberReady',
    updated: 'status.updatedNumberScheduled',
    current: 'status.currentNumberScheduled',
    scheduled: 'status.currentNumberScheduled',
    desired: 'status.desiredNumberScheduled',
    unavailable: 'status.numberUnavailable',
    misscheduled: 'status.numberMisscheduled',
  },
  Job: {
    active: 'status.active',
    succeeded: 'status.succeeded',
    failed: 'status.failed',
    ready: 'status.ready',
    terminating: 'status.terminating',
    desired: 'spec.parallelism',
  },
  HorizontalPodAutoscaler: { current: 'status.currentReplicas', desired: 'status.desiredReplicas' },
};

const numberAt = (object: AnyObject, path: string): number => {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], object);
  return typeof value === 'number' ? value : 0;
};

/**
 * `deployment "web" has 3 available replicas`.
 *
 * @param state  the word before "replicas"; '' for none
 * @throws UserError  for a word that the kind does not count
 */
export function replicasCondition(
  vocabulary: Vocabulary,
  target: Target,
  amount: Amount,
  state: string,
): Condition {
  const { kind } = target;
  const fields = FIELDS[kind.kind];
  const field = fields?.[state];
  if (field === undefined) throw unknownCount(kind.singular, state, fields);
  const what = state === '' ? 'replicas' : state;
  return onObject(
    vocabulary,
    target,
    `has ${amount.text} ${state === '' ? '' : `${state} `}replicas`,
    (object) => {
      const value = numberAt(object, field);
      const margin = marginOf(amount, value);
      return { holds: margin >= 0, found: foundOf(amount, value, what), value, margin };
    },
  );
}

function unknownCount(
  kind: string,
  state: string,
  fields: Readonly<Record<string, string>> | undefined,
): UserError {
  if (fields === undefined) {
    return new UserError({
      message: `a ${kind} has no replicas`,
      hint: `say them of a ${Object.keys(FIELDS)
        .map((each) => each.toLowerCase())
        .join(', ')}`,
    });
  }
  const words = Object.keys(fields).filter((word) => word !== '');
  const near = nearest(state, words);
  return new UserError({
    message: state === '' ? `say which replicas of a ${kind}` : `a ${kind} counts no "${state}" replicas`,
    hint: near === undefined ? `it counts ${words.join(', ')}` : `did you mean "${near}"?`,
  });
}

const SERVICE_LABEL = 'kubernetes.io/service-name';

interface EndpointCounts {
  readonly ready: number;
  readonly notReady: number;
}

/** Addresses behind a service: from its EndpointSlices, and where there are none from its Endpoints. */
export function endpointCounts(
  view: ClusterView,
  namespace: string | undefined,
  name: string,
): EndpointCounts {
  const slices = view
    .list('EndpointSlice', namespace)
    .filter(({ metadata }) => metadata.labels?.[SERVICE_LABEL] === name);
  const ready = new Set<string>();
  const notReady = new Set<string>();
  for (const { endpoints } of slices) {
    for (const { addresses, conditions } of endpoints ?? []) {
      for (const address of addresses) (conditions?.ready === false ? notReady : ready).add(address);
    }
  }
  if (slices.length === 0) {
    for (const subset of view.get('Endpoints', namespace, name)?.subsets ?? []) {
      for (const { ip } of subset.addresses ?? []) ready.add(ip);
      for (const { ip } of subset.notReadyAddresses ?? []) notReady.add(ip);
    }
  }
  return { ready: ready.size, notReady: notReady.size };
}

/** `service "web" has at least 2 ready endpoints`. @throws UserError for words other than `ready` and `not ready` */
export function endpointsCondition(
  vocabulary: Vocabulary,
  target: Target,
  amount: Amount,
  state: string,
): Condition {
  if (target.kind.kind !== 'Service') {
    throw new UserError({
      message: `a ${target.kind.singular} has no endpoints`,
      hint: `say service "${target.name}"`,
    });
  }
  if (!['', 'ready', 'not ready', 'unready'].includes(state)) {
    throw new UserError({ message: `endpoints are never "${state}"`, hint: 'write ready or not ready' });
  }
  const what = state === '' ? 'endpoints' : `${state} endpoints`;
  return {
    ...onObject(vocabulary, target, `has ${amount.text} ${what}`, (object, view) => {
      const { namespace, name } = object.metadata;
      const { ready, notReady } = endpointCounts(view, namespace, name);
      const value = state === '' ? ready + notReady : state === 'ready' ? ready : notReady;
      const margin = marginOf(amount, value);
      return { holds: margin >= 0, found: foundOf(amount, value, what), value, margin };
    }),
    concerns: either(writes(target), (record) => writesEndpoints(record, target)),
    blame: (view) => {
      const service = find(view, target);
      return service === undefined ? [] : [...blamedBehind(view, service), refOf(service)];
    },
  };
}

function writesEndpoints(record: TraceRecord, { namespace, name }: Target): boolean {
  if (record.type !== 'change' || record.ref.namespace !== namespace) return false;
  if (record.ref.kind === 'Endpoints') return record.ref.name === name;
  const { labels } = (record.object as AnyObject).metadata;
  return record.ref.kind === 'EndpointSlice' && labels?.[SERVICE_LABEL] === name;
}

function blamedBehind(view: ClusterView, service: AnyObject): ReturnType<typeof blamedPods> {
  const { selector } = (service.spec ?? {}) as { selector?: Record<string, string> };
  if (selector === undefined) return [];
  const pods = view
    .list('Pod', service.metadata.namespace)
    .filter(({ metadata }) =>
      Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value),
    );
  return blamedPods(pods);
}

/** `job "x" has restarted 3 times`: restarts of all containers of a pod, or of all pods under an object. */
export function restartsCondition(
  vocabulary: Vocabulary,
  target: Target,
  amount: Amount,
  restartsOf: (object: AnyObject, view: ClusterView) => number,
): Condition {
  return {
    ...onObject(vocabulary, target, `has restarted ${amount.text} times`, (object, view) => {
      const value = restartsOf(object, view);
      const margin = marginOf(amount, value);
      return {
        holds: margin >= 0,
        found: foundOf(amount, value, 'restarts'),
        value,
        margin,
      };
    }),
    concerns: either(writes(target), writesKind('Pod')),
  };
}
