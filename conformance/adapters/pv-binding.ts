// Plays `pv-binding`: which volume a claim takes; volumes and claims over a series of operations; single passes.

import type { KindTraits } from '../../engine/api/kind.ts';
import { KINDS } from '../../engine/api/kinds/index.ts';
import type { AnyObject, PersistentVolume, PersistentVolumeClaim } from '../../engine/api/objects.ts';
import { startPersistentVolumeController } from '../../engine/controllers/volume/persistentvolume/controller.ts';
import { findBestMatch } from '../../engine/controllers/volume/persistentvolume/matching.ts';
import { type VolumeMeans, WriteRefused } from '../../engine/controllers/volume/persistentvolume/means.ts';
import { ObjectCache } from '../../engine/controllers/volume/persistentvolume/object-cache.ts';
import { Operations } from '../../engine/controllers/volume/persistentvolume/operations.ts';
import { syncClaim } from '../../engine/controllers/volume/persistentvolume/sync-claim.ts';
import { syncVolume } from '../../engine/controllers/volume/persistentvolume/sync-volume.ts';
import {
  IN_TREE_PLUGINS,
  type VolumePlugins,
} from '../../engine/controllers/volume/persistentvolume/volume-plugins.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';
import { ControlPlaneScene } from '../control-plane-scene.ts';

const version = versionProfile(20);

/** The table's storage deletes whatever it is asked to. */
const WILLING: VolumePlugins = {
  delete: () => undefined,
  recycle: IN_TREE_PLUGINS.recycle,
  provisionerKind: (provisioner) => (provisioner === '' ? 'unknown' : 'external'),
};

function match({ claim, volumes, waitForFirstConsumer }: TableCase['input']): unknown {
  const found = findBestMatch(claim, volumes, { isDelayed: waitForFirstConsumer, version });
  return found === undefined ? [] : [found.metadata.name];
}

function flow({ ops }: TableCase['input']): unknown {
  const scene = new ControlPlaneScene();
  startPersistentVolumeController(scene.component('persistentvolume-controller'), WILLING);
  scene.informers.start();
  const names = { claims: new Set<string>(), volumes: new Set<string>() };
  const afterEachOp = ops.map((op: TableCase['input']) => {
    if (op.create !== undefined) {
      const { kind, metadata } = op.create;
      scene.apply(op.create);
      names[kind === 'PersistentVolume' ? 'volumes' : 'claims'].add(metadata.name);
    } else {
      const { kind, name } = op.delete ?? op.forceDelete;
      scene.user.delete(kind, kind === 'PersistentVolume' ? undefined : 'default', name);
    }
    scene.kernel.advance(60_000);
    return {
      claims: Object.fromEntries([...names.claims].map((name) => [name, claimState(scene, name)])),
      volumes: Object.fromEntries([...names.volumes].map((name) => [name, volumeState(scene, name)])),
    };
  });
  return { afterEachOp };
}

function claimState({ server }: ControlPlaneScene, name: string): unknown {
  const claim = server.peek('PersistentVolumeClaim', 'default', name);
  if (claim === undefined) return 'absent';
  const { phase, capacity } = claim.status;
  const { volumeName } = claim.spec;
  return {
    phase,
    ...(volumeName ? { volumeName } : {}),
    ...(capacity ? { capacity: capacity.storage } : {}),
  };
}

function volumeState({ server }: ControlPlaneScene, name: string): unknown {
  const volume = server.peek('PersistentVolume', undefined, name);
  if (volume === undefined) return 'absent';
  const { claimRef } = volume.spec;
  return { phase: volume.status.phase, ...(claimRef === undefined ? {} : { claimRef: claimRef.name }) };
}

/** The table's objects are not all valid, and came into the store by no request. */
const LENIENT = KINDS.map(
  (kind): KindTraits => ({
    ...kind,
    setDefaults: () => {},
    validateCreate: () => [],
    validateUpdate: () => [],
    validateStatusUpdate: () => [],
  }),
);

function syncOnce({ claims, volumes, storageClasses, syncOnce: what }: TableCase['input']): unknown {
  const scene = new ControlPlaneScene(LENIENT);
  const component = scene.component('persistentvolume-controller');
  const operations = new Operations(scene.kernel, () => 0);
  const means: VolumeMeans = {
    client: component.client,
    recorder: component.recorder,
    version,
    volumes: new ObjectCache(),
    claims: new ObjectCache(),
    plugins: WILLING,
    storageClasses: () => storageClasses,
    podsUsing: () => [],
    addClaim: () => {},
    operate: (name, run) => operations.start(name, run),
  };
  const put = <T>(object: AnyObject): T =>
    scene.server.core.store.put({ status: {}, ...object } as AnyObject) as T;
  for (const claim of claims) means.claims.store(put<PersistentVolumeClaim>(claim));
  for (const volume of volumes) means.volumes.store(put<PersistentVolume>(volume));
  const [claim] = means.claims.list();
  const [volume] = means.volumes.list();
  try {
    if (what === 'claim') syncClaim(means, claim!);
    else syncVolume(means, volume!);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
  }
  scene.kernel.advance(1000);
  const events = scene.server.peekAll('Event').map(({ type, reason }) => `${type} ${reason}`);
  return {
    claims: scene.server.peekAll('PersistentVolumeClaim').map(withoutRevisions),
    volumes: scene.server.peekAll('PersistentVolume').map(withoutRevisions),
    events: [...new Set(events)].sort(),
  };
}

function withoutRevisions(object: unknown): unknown {
  const { metadata, spec, status, ...others } = object as AnyObject & {
    spec: { claimRef?: Record<string, unknown> };
  };
  const rest = Object.keys(status ?? {}).length === 0 ? others : { ...others, status };
  const { resourceVersion: _, ...meta } = metadata;
  if (spec.claimRef === undefined) return { ...rest, metadata: meta, spec };
  const { resourceVersion: __, ...claimRef } = spec.claimRef;
  return { ...rest, metadata: meta, spec: { ...spec, claimRef } };
}

type Loose = TableCase['expected'];

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.sort().map(([key, item]) => [key, canonical(item)]));
};
const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

function matches(actual: Loose, expected: Loose): boolean {
  if (expected.matchOneOf !== undefined) {
    const [chosen] = actual;
    return chosen === undefined ? expected.matchOneOf.length === 0 : expected.matchOneOf.includes(chosen);
  }
  if (expected.events === undefined) return isSame(actual, expected);
  const byName = (list: Loose): Loose =>
    (list ?? [])
      .map(withoutRevisions)
      .sort((a: Loose, b: Loose) => (a.metadata.name < b.metadata.name ? -1 : 1));
  return (
    // The tests that the table was made of wait for the events that they name, and for no others.
    expected.events.every((event: string) => actual.events.includes(event)) &&
    isSame(byName(actual.claims), byName(expected.claims)) &&
    isSame(byName(actual.volumes), byName(expected.volumes))
  );
}

export const adapter: TableAdapter = {
  topics: ['pv-binding'],
  run: ({ input }) => {
    if (input.ops !== undefined) return flow(input);
    return input.syncOnce === undefined ? match(input) : syncOnce(input);
  },
  matches,
};
