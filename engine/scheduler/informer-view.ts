// The cluster as the scheduler's informers last saw it.

import type { KubeObject } from '../api/objects.ts';
import type { SharedInformers } from '../client/component.ts';
import type { Informer } from '../client/informer.ts';
import type { ClusterView } from './framework/cluster-view.ts';

const BY_NAMESPACE = 'namespace';

export function informerView(informers: SharedInformers): ClusterView {
  const byNamespace = <K extends string, T extends KubeObject>(
    informer: Informer<K, T>,
  ): ((name: string) => T[]) => {
    informer.addIndex(BY_NAMESPACE, ({ metadata }) => [metadata.namespace ?? '']);
    return (name) => informer.byIndex(BY_NAMESPACE, name);
  };
  const namespaces = informers.of('Namespace');
  const claims = informers.of('PersistentVolumeClaim');
  const volumes = informers.of('PersistentVolume');
  const classes = informers.of('StorageClass');
  const csiNodes = informers.of('CSINode');
  const csiDrivers = informers.of('CSIDriver');
  const capacities = informers.of('CSIStorageCapacity');
  const budgets = informers.of('PodDisruptionBudget');
  const services = informers.of('Service');
  const replicationControllers = informers.of('ReplicationController');
  const replicaSets = informers.of('ReplicaSet');
  const statefulSets = informers.of('StatefulSet');
  return {
    namespace: (name) => namespaces.get(undefined, name),
    namespaces: () => namespaces.list(),
    services: byNamespace(services),
    replicationControllers: byNamespace(replicationControllers),
    replicaSets: byNamespace(replicaSets),
    statefulSets: byNamespace(statefulSets),
    replicationController: (namespace, name) => replicationControllers.get(namespace, name),
    replicaSet: (namespace, name) => replicaSets.get(namespace, name),
    statefulSet: (namespace, name) => statefulSets.get(namespace, name),
    persistentVolumeClaim: (namespace, name) => claims.get(namespace, name),
    persistentVolume: (name) => volumes.get(undefined, name),
    persistentVolumes: () => volumes.list(),
    storageClass: (name) => classes.get(undefined, name),
    csiNode: (name) => csiNodes.get(undefined, name),
    csiDriver: (name) => csiDrivers.get(undefined, name),
    csiStorageCapacities: () => capacities.list(),
    podDisruptionBudgets: () => budgets.list(),
  };
}
