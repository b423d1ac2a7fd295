// The ConfigMaps and Secrets that a node's pods use: one watch for each object, kept as long as a pod needs it.
//
// Objects marked immutable are watched no longer once they are known. Until a watch has brought its first list, the
// object is read live. Source: kubernetes v1.20.2 pkg/kubelet/util/manager/watch_based_manager.go.

import type { ConfigMap, Pod, Secret } from '../../api/objects.ts';
import { informerHost, type World } from '../../client/component.ts';
import { Informer } from '../../client/informer.ts';
import { ephemeralContainersOf } from '../sync/restart-policy.ts';

export type ConfigKind = 'ConfigMap' | 'Secret';

export interface ConfigRef {
  readonly kind: ConfigKind;
  readonly namespace: string;
  readonly name: string;
}

type ConfigObject = { ConfigMap: ConfigMap; Secret: Secret };

interface Watched {
  readonly informer: Informer<ConfigKind>;
  readonly pods: Set<string>;
  hasSynced: boolean;
}

export interface ConfigObjectsOptions {
  readonly world: World;
  /** Names the node's kubelet in random streams. */
  readonly consumer: string;
  /** An object changed that these pods use. */
  readonly onChange: (ref: ConfigRef, podUids: ReadonlySet<string>) => void;
}

const keyOf = ({ kind, namespace, name }: ConfigRef): string => `${kind}/${namespace}/${name}`;

export class ConfigObjects {
  private readonly options: ConfigObjectsOptions;
  private readonly watched = new Map<string, Watched>();
  private readonly byPod = new Map<string, readonly ConfigRef[]>();

  constructor(options: ConfigObjectsOptions) {
    this.options = options;
  }

  /** Watches what the pod refers to. A second call for a pod changes nothing: its references cannot change. */
  register(pod: Pod): void {
    const { uid } = pod.metadata;
    if (this.byPod.has(uid)) return;
    const refs = configRefsOf(pod);
    this.byPod.set(uid, refs);
    for (const ref of refs) this.watch(ref).pods.add(uid);
  }

  unregister(uid: string): void {
    for (const ref of this.byPod.get(uid) ?? []) {
      const watched = this.watched.get(keyOf(ref));
      if (watched === undefined) continue;
      watched.pods.delete(uid);
      if (watched.pods.size > 0) continue;
      watched.informer.stop();
      this.watched.delete(keyOf(ref));
    }
    this.byPod.delete(uid);
  }

  /** Hears of nothing until `release`. */
  hold(): void {
    for (const { informer } of this.watched.values()) informer.holdBackUntil(Number.POSITIVE_INFINITY);
  }

  release(): void {
    for (const { informer } of this.watched.values()) informer.release();
  }

  get<K extends ConfigKind>(kind: K, namespace: string, name: string): ConfigObject[K] | undefined {
    const watched = this.watched.get(keyOf({ kind, namespace, name }));
    const found = watched?.hasSynced
      ? watched.informer.get(namespace, name)
      : this.options.world.server.peek(kind, namespace, name);
    return found as ConfigObject[K] | undefined;
  }

  private watch(ref: ConfigRef): Watched {
    const key = keyOf(ref);
    const known = this.watched.get(key);
    if (known !== undefined) return known;
    const { world, consumer } = this.options;
    const { kind, namespace, name } = ref;
    const filter = { namespace, field: { label: 'metadata.name', value: name } };
    const informer = new Informer(informerHost(world, `${consumer} ${kind}`), kind, filter);
    const watched: Watched = { informer, pods: new Set(), hasSynced: false };
    this.watched.set(key, watched);
    const wasThere = world.server.peek(kind, namespace, name) !== undefined;
    const note = (object: ConfigMap | Secret): void => {
      // What was there when the watch began is no news.
      const isFirst = !watched.hasSynced && wasThere;
      watched.hasSynced = true;
      if (object.immutable === true) informer.stop();
      if (!isFirst) this.options.onChange(ref, watched.pods);
    };
    informer.addHandler({
      add: (object) => note(object as ConfigMap | Secret),
      update: (object) => note(object as ConfigMap | Secret),
      delete: () => this.options.onChange(ref, watched.pods),
    });
    informer.start();
    return watched;
  }
}

/** All ConfigMaps and Secrets that the pod names, each once. Source: pkg/api/v1/pod/util.go, VisitPodConfigmapNames. */
export function configRefsOf(pod: Pod): ConfigRef[] {
  const refs = new Map<string, ConfigRef>();
  const namespace = pod.metadata.namespace;
  const add = (kind: ConfigKind, name: string | undefined): void => {
    if (name === undefined || name === '') return;
    const ref = { kind, namespace, name };
    refs.set(keyOf(ref), ref);
  };
  for (const { name } of pod.spec.imagePullSecrets ?? []) add('Secret', name);
  const containers = [
    ...(pod.spec.initContainers ?? []),
    ...pod.spec.containers,
    ...ephemeralContainersOf(pod),
  ];
  for (const container of containers) {
    for (const { configMapRef, secretRef } of container.envFrom ?? []) {
      add('ConfigMap', configMapRef?.name);
      add('Secret', secretRef?.name);
    }
    for (const { valueFrom } of container.env ?? []) {
      add('ConfigMap', valueFrom?.configMapKeyRef?.name);
      add('Secret', valueFrom?.secretKeyRef?.name);
    }
  }
  for (const volume of pod.spec.volumes ?? []) {
    add('ConfigMap', volume.configMap?.name);
    add('Secret', volume.secret?.secretName);
    for (const source of volume.projected?.sources ?? []) {
      add('ConfigMap', source.configMap?.name);
      add('Secret', source.secret?.name);
    }
  }
  return [...refs.values()];
}
