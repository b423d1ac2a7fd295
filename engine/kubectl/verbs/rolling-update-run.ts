// The course of a rolling update: the new controller up by what the surge allows, a pause, the old one down by what is
// available, again and again until the old one has no pods; then the old controller is deleted, or its name taken over.
//
// Every step is a request of kubectl's; a kubectl that is cut off leaves everything as it is, and the next one goes on.
// Source: kubectl v1.17.0 pkg/cmd/rollingupdate/rolling_updater.go; pkg/scale/scale.go, WaitForScaleHasDesiredReplicas.

import type { Pod } from '../../api/objects.ts';
import { type Routine, sleep } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import { textFailure } from '../failure.ts';
import {
  type Controller,
  type Controllers,
  DESIRED_REPLICAS,
  ORIGINAL_REPLICAS,
  SOURCE_ID,
} from './rolling-update-controllers.ts';

// Source: rollingupdate.go, Run: MaxSurge 1, MaxUnavailable 0.
const MAX_SURGE = 1;
// A round without a pause still makes two requests, of which a client makes five a second.
// Source: client-go rest/config.go, DefaultQPS.
const ROUND_MIN_MS = 400;
// Source: rolling_updater.go, Rename.
const RENAME_POLL = { pollMs: 5000, timeoutMs: 60_000 };

export interface Pace {
  /** Between scaling up and scaling down. */
  readonly periodMs: number;
  readonly pollMs: number;
  /** For each wait, and for an update that does not move. */
  readonly timeoutMs: number;
}

export interface RollingUpdate {
  readonly controllers: Controllers;
  readonly from: Controller;
  readonly to: Controller;
  readonly pace: Pace;
  /** The new controller takes the old one's name in the end. */
  readonly renames: boolean;
}

/** The update the other way round. Source: rolling_updater.go, AbortRollingUpdate. */
export function turnedAround(call: Call, { from, to, ...rest }: RollingUpdate): RollingUpdate {
  const original = from.metadata.annotations?.[ORIGINAL_REPLICAS];
  if (original === undefined) {
    throw textFailure(`couldn't find original replica count of ${JSON.stringify(from.metadata.name)}`);
  }
  call.out(`Setting ${JSON.stringify(from.metadata.name)} replicas to ${original}\n`);
  const { controllers } = rest;
  const target = controllers.annotate(from.metadata.name, {
    [SOURCE_ID]: sourceId(to),
    [DESIRED_REPLICAS]: original,
  });
  return { ...rest, from: to, to: target, renames: false };
}

const sourceId = ({ metadata: { name, uid } }: Controller): string => `${name}:${uid}`;
const replicasOf = ({ spec }: Controller): number => spec.replicas ?? 0;

interface State {
  readonly call: Call;
  readonly update: RollingUpdate;
  readonly desired: number;
  from: Controller;
  to: Controller;
}

export function* rollingUpdateRun(call: Call, update: RollingUpdate): Routine<void> {
  const { controllers } = update;
  const to = targetOf(call, update);
  const text = to.metadata.annotations?.[DESIRED_REPLICAS] ?? '';
  if (!/^[-+]?\d+$/.test(text)) {
    throw textFailure(`Unable to parse annotation for ${to.metadata.name}: ${DESIRED_REPLICAS}=${text}`);
  }
  const desired = Number(text);
  let { from } = update;
  if (from.metadata.annotations?.[ORIGINAL_REPLICAS] === undefined) {
    const count = replicasOf(controllers.get(from.metadata.name));
    from = controllers.annotate(from.metadata.name, { [ORIGINAL_REPLICAS]: String(count) });
  }
  const state: State = { call, update, desired, from, to };
  const [source, target] = [from.metadata.name, to.metadata.name];
  call.out(
    `Scaling up ${target} from ${replicasOf(to)} to ${desired}, scaling down ${source} from ${replicasOf(from)} to 0 (keep ${desired} pods available, don't exceed ${desired + MAX_SURGE} pods)\n`,
  );
  yield* roll(state);
  yield* cleanUp(state);
}

/** The new controller: the one that an earlier run began, or made now, without pods. */
function targetOf(call: Call, { controllers, from, to }: RollingUpdate): Controller {
  const { name } = to.metadata;
  const existing = controllers.find(name);
  if (existing === undefined) {
    const replicas = replicasOf(to);
    if (replicas <= 0) {
      throw textFailure(`Invalid controller spec for ${name}; required: > 0 replicas, actual: ${replicas}`);
    }
    const annotations = {
      ...to.metadata.annotations,
      [DESIRED_REPLICAS]: String(replicas),
      [SOURCE_ID]: sourceId(from),
    };
    const empty = { ...to, metadata: { ...to.metadata, annotations }, spec: { ...to.spec, replicas: 0 } };
    const created = controllers.create(empty as Controller);
    call.out(`Created ${name}\n`);
    return created;
  }
  const annotations = existing.metadata.annotations ?? {};
  if (annotations[SOURCE_ID] !== sourceId(from) || annotations[DESIRED_REPLICAS] === undefined) {
    throw textFailure(
      `Missing/unexpected annotations for controller ${name}, expected ${sourceId(from)} : ${goMap(annotations)}`,
    );
  }
  call.out(`Continuing update with existing controller ${name}.\n`);
  return existing;
}

const goMap = (map: Readonly<Record<string, string>>): string =>
  `map[${Object.entries(map)
    .map(([key, value]) => `${key}:${value}`)
    .sort()
    .join(' ')}]`;

function* roll(state: State): Routine<void> {
  const { call, update, desired } = state;
  const { periodMs, timeoutMs } = update.pace;
  const now = (): number => call.session.kernel.nowMs;
  let deadlineMs = now() + timeoutMs;
  while (replicasOf(state.to) !== desired || replicasOf(state.from) !== 0) {
    const [up, down] = [replicasOf(state.to), replicasOf(state.from)];
    yield* scaleUp(state);
    if (periodMs > 0) yield sleep(Math.ceil(periodMs), `kubectl rolling-update --update-period`);
    yield* scaleDown(state);
    const hasMoved = replicasOf(state.to) !== up || replicasOf(state.from) !== down;
    if (hasMoved) deadlineMs = now() + timeoutMs;
    else if (now() > deadlineMs) throw textFailure('timed out waiting for any update progress to be made');
    if (!hasMoved && periodMs < ROUND_MIN_MS) yield sleep(ROUND_MIN_MS, 'kubectl rolling-update round');
  }
}

function* scaleUp(state: State): Routine<void> {
  const { desired, from, to } = state;
  const [up, down] = [replicasOf(to), replicasOf(from)];
  if (up === desired) return;
  const increment = down === 0 ? desired - up : desired + MAX_SURGE - (down + up);
  if (increment <= 0) return;
  const replicas = Math.min(desired, up + increment);
  state.call.out(`Scaling ${to.metadata.name} up to ${replicas}\n`);
  state.to = yield* scaleAndWait(state, to.metadata.name, replicas);
}

function* scaleDown(state: State): Routine<void> {
  const { desired, from, to, update } = state;
  const [up, down] = [replicasOf(to), replicasOf(from)];
  if (down === 0) return;
  const available = update.controllers.podsOf(to).filter(isReady).length;
  // The pods to keep available are all that are wanted; those of the new controller that are not there yet do not count.
  const decrement = down + up - desired - (up - available);
  if (decrement <= 0) return;
  const isThere = up === desired && available === desired;
  const replicas = isThere ? 0 : Math.max(0, down - decrement);
  state.call.out(`Scaling ${from.metadata.name} down to ${replicas}\n`);
  state.from = yield* scaleAndWait(state, from.metadata.name, replicas);
}

const isReady = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp === undefined &&
  status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') === true;

function* scaleAndWait({ update }: State, name: string, replicas: number): Routine<Controller> {
  const { controllers, pace } = update;
  controllers.scale(name, replicas);
  const isSettled = (): boolean => {
    const { spec, status } = controllers.get(name);
    // Somebody else wants another number by now; that is not waited for.
    return spec.replicas !== replicas || (status?.replicas ?? 0) === replicas;
  };
  if (!isSettled() && !(yield* poll(isSettled, pace))) {
    throw textFailure(`timed out waiting for ${JSON.stringify(name)} to be synced`);
  }
  return controllers.get(name);
}

/** Asks after each interval, and a last time when the time is up. */
function* poll(
  isDone: () => boolean,
  { pollMs, timeoutMs }: Pick<Pace, 'pollMs' | 'timeoutMs'>,
): Routine<boolean> {
  const intervalMs = Math.max(1, Math.ceil(pollMs));
  for (let leftMs = Math.ceil(timeoutMs); leftMs > 0; leftMs -= intervalMs) {
    yield sleep(Math.min(intervalMs, leftMs), 'kubectl rolling-update --poll-interval');
    if (isDone()) return true;
  }
  return false;
}

const TIMED_OUT = 'timed out waiting for the condition';

// Source: rolling_updater.go, cleanupWithClients, ControllerHasDesiredReplicas.
function* cleanUp({ call, update, from, to }: State): Routine<void> {
  const { controllers, pace, renames } = update;
  const { name } = to.metadata;
  const { metadata } = controllers.annotate(name, { [SOURCE_ID]: undefined, [DESIRED_REPLICAS]: undefined });
  const isSettled = (): boolean => {
    const { spec, status } = controllers.get(name);
    const isSeen = (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0);
    return isSeen && (status?.replicas ?? 0) === (spec.replicas ?? 0);
  };
  if (!(yield* poll(isSettled, pace))) throw textFailure(TIMED_OUT);
  const settled = controllers.get(name);
  const old = from.metadata.name;
  call.out(`Update succeeded. Deleting ${renames ? `old controller: ${old}` : old}\n`);
  controllers.delete(old);
  if (!renames) return;
  call.out(`Renaming ${name} to ${old}\n`);
  yield* finishRename(controllers, settled, old);
}

/** The controller again under another name; its pods are orphaned meanwhile. */
export function* finishRename(controllers: Controllers, controller: Controller, name: string): Routine<void> {
  const { resourceVersion: _, ...metadata } = controller.metadata;
  const former = metadata.name;
  if (controllers.find(former) !== undefined) controllers.delete(former);
  if (!(yield* poll(() => controllers.find(former) === undefined, RENAME_POLL))) throw textFailure(TIMED_OUT);
  controllers.create({ ...controller, metadata: { ...metadata, name } } as Controller);
}
