// Builds the objects of a scheduling case into what one scheduling cycle reads, and runs the cycle.

import { KINDS } from '../engine/api/kinds/index.ts';
import type { AnyObject, Pod } from '../engine/api/objects.ts';
import { SchedulerCache } from '../engine/scheduler/cache/cache.ts';
import { defaultProfile } from '../engine/scheduler/config/profiles.ts';
import { type Outcome, type Surroundings, schedulePod } from '../engine/scheduler/cycle.ts';
import { listedView } from '../engine/scheduler/framework/listed-view.ts';
import { type PodInfo, podInfo } from '../engine/scheduler/framework/pod-info.ts';
import { Nominator } from '../engine/scheduler/queue/nominator.ts';
import { versionProfile } from '../engine/versions/profile.ts';
import type { TableCase } from './adapter.ts';

export const version = versionProfile(20);

export interface Scene {
  readonly pod: PodInfo;
  readonly around: Surroundings;
  readonly outcome: Outcome;
}

/** Runs one cycle for the case's pod; `fits` outcomes name the first of the best nodes. */
export function playCycle(input: TableCase['input']): Scene {
  const objects = (input.objects as AnyObject[]).map(stored);
  const priorities = new Map(
    objects.filter(({ kind }) => kind === 'PriorityClass').map((c) => [c.metadata.name, c]),
  );
  const cache = new SchedulerCache(version);
  const nominator = new Nominator();
  for (const object of objects) {
    if (object.kind === 'Node') cache.putNode(object as never);
    else if (object.kind === 'Pod') cache.putPod(withPriority(object, priorities));
  }
  const around: Surroundings = {
    profile: defaultProfile(version),
    snapshot: cache,
    view: listedView(objects),
    version,
    nominator,
    choose: () => 0,
  };
  const pod = podInfo(withPriority(stored(input.pod), priorities), version);
  return { pod, around, outcome: schedulePod(pod, around, 0) };
}

// As the API server would keep it: with defaults, and the metadata that only it gives.
function stored(manifest: AnyObject): AnyObject {
  const object = structuredClone(manifest);
  const { namespace = '', name } = object.metadata;
  const given = {
    uid: `${object.kind}/${namespace}/${name}`,
    resourceVersion: '1',
    creationTimestamp: '2021-01-01T00:00:00Z',
  };
  object.metadata = Object.assign(given, object.metadata);
  for (const key of ['spec', 'status']) object[key] ??= {};
  KINDS.find(({ kind }) => kind === object.kind)?.setDefaults?.(object, { version });
  return object;
}

function withPriority(pod: AnyObject, classes: ReadonlyMap<string, AnyObject>): Pod {
  const { spec } = pod as unknown as Pod;
  const found = classes.get(spec.priorityClassName ?? '');
  if (found === undefined) return pod as unknown as Pod;
  return {
    ...pod,
    spec: { ...spec, priority: found.value as number, preemptionPolicy: found.preemptionPolicy as string },
  } as unknown as Pod;
}
