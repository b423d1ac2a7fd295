// A cluster view over a plain list of objects: for tests, tables, and questions about clusters that do not run.

import type { KindMap, KubeObject } from '../../api/objects.ts';
import type { ClusterView } from './cluster-view.ts';

export function listedView(objects: readonly KubeObject[]): ClusterView {
  const byKind = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const list = byKind.get(object.kind);
    if (list === undefined) byKind.set(object.kind, [object]);
    else list.push(object);
  }
  const all = <K extends keyof KindMap>(kind: K): KindMap[K][] =>
    (byKind.get(kind) ?? []) as unknown as KindMap[K][];
  const named = <K extends keyof KindMap>(kind: K, name: string): KindMap[K] | undefined =>
    all(kind).find(({ metadata }) => metadata.name === name);
  const inside = <K extends keyof KindMap>(kind: K, namespace: string): KindMap[K][] =>
    all(kind).filter(({ metadata }) => metadata.namespace === namespace);
  const namedIn = <K extends keyof KindMap>(
    kind: K,
    namespace: string,
    name: string,
  ): KindMap[K] | undefined => inside(kind, namespace).find(({ metadata }) => metadata.name === name);
  return {
    namespace: (name) => named('Namespace', name),
    namespaces: () => all('Namespace'),
    services: (namespace) => inside('Service', namespace),
    replicationControllers: (namespace) => inside('ReplicationController', namespace),
    replicaSets: (namespace) => inside('ReplicaSet', namespace),
    statefulSets: (namespace) => inside('StatefulSet', namespace),
    replicationController: (namespace, name) => namedIn('ReplicationController', namespace, name),
    replicaSet: (namespace, name) => namedIn('ReplicaSet', namespace, name),
    statefulSet: (namespace, name) => namedIn('StatefulSet', namespace, name),
    persistentVolumeClaim: (namespace, name) => namedIn('PersistentVolumeClaim', namespace, name),
    persistentVolume: (name) => named('PersistentVolume', name),
    persistentVolumes: () => all('PersistentVolume'),
    storageClass: (name) => named('StorageClass', name),
    csiNode: (name) => named('CSINode', name),
    csiDriver: (name) => named('CSIDriver', name),
    csiStorageCapacities: () => all('CSIStorageCapacity'),
    podDisruptionBudgets: () => all('PodDisruptionBudget'),
  };
}
