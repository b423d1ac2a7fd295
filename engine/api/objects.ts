// The Kubernetes objects as the engine holds them: plain JSON data, typed by the published type package.
//
// A `KubeObject` is anything with apiVersion, kind and metadata. A stored object always has a name, a uid, a
// resourceVersion and a creationTimestamp. Objects in the store are shared by reference and never written to:
// whoever changes one makes a copy of the path he changes.
// Types only: nothing here runs.

import type { ICustomResourceDefinition } from 'kubernetes-models/apiextensions.k8s.io/v1/CustomResourceDefinition';
import type { IControllerRevision } from 'kubernetes-models/apps/v1/ControllerRevision';
import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IReplicaSet } from 'kubernetes-models/apps/v1/ReplicaSet';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { ILease } from 'kubernetes-models/coordination.k8s.io/v1/Lease';
import type { IEndpointSlice } from 'kubernetes-models/discovery.k8s.io/v1/EndpointSlice';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { IIngressClass } from 'kubernetes-models/networking.k8s.io/v1/IngressClass';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IRuntimeClass } from 'kubernetes-models/node.k8s.io/v1/RuntimeClass';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import type { IClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import type { ICSIDriver } from 'kubernetes-models/storage.k8s.io/v1/CSIDriver';
import type { ICSINode } from 'kubernetes-models/storage.k8s.io/v1/CSINode';
import type { ICSIStorageCapacity } from 'kubernetes-models/storage.k8s.io/v1/CSIStorageCapacity';
import type { IStorageClass } from 'kubernetes-models/storage.k8s.io/v1/StorageClass';
import type { IVolumeAttachment } from 'kubernetes-models/storage.k8s.io/v1/VolumeAttachment';
import type { IComponentStatus } from 'kubernetes-models/v1/ComponentStatus';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IEndpoints } from 'kubernetes-models/v1/Endpoints';
import type { IEvent } from 'kubernetes-models/v1/Event';
import type { ILimitRange } from 'kubernetes-models/v1/LimitRange';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { INode } from 'kubernetes-models/v1/Node';
import type { IPersistentVolume } from 'kubernetes-models/v1/PersistentVolume';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IReplicationController } from 'kubernetes-models/v1/ReplicationController';
import type { IResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** metadata as the store keeps it. Timestamps are RFC 3339 text in whole seconds, UTC. */
export interface ObjectMeta {
  name: string;
  /** Absent on cluster-scoped objects. */
  namespace?: string;
  generateName?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: unknown[];
}

/** That of a namespaced kind. */
export interface NamespacedMeta extends ObjectMeta {
  namespace: string;
}

/** Any object of the API. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/** An object whose fields are read by name, where the kind is not known to the code at hand. */
export type AnyObject = KubeObject & Record<string, unknown>;

type Stored<T, K extends string, M extends ObjectMeta = NamespacedMeta> = Omit<
  T,
  'metadata' | 'apiVersion' | 'kind'
> & {
  apiVersion: string;
  kind: K;
  metadata: M;
};
type WithSpec<T extends { spec?: unknown }, K extends string, M extends ObjectMeta = NamespacedMeta> = Omit<
  Stored<T, K, M>,
  'spec'
> & {
  spec: NonNullable<T['spec']>;
};
type WithStatus<
  T extends { spec?: unknown; status?: unknown },
  K extends string,
  M extends ObjectMeta = NamespacedMeta,
> = Omit<Stored<T, K, M>, 'spec' | 'status'> & {
  spec: NonNullable<T['spec']>;
  status: NonNullable<T['status']>;
};

export type Pod = WithStatus<IPod, 'Pod'>;
export type Node = WithStatus<INode, 'Node', ObjectMeta>;
export type Namespace = WithStatus<INamespace, 'Namespace', ObjectMeta>;
export type Service = WithStatus<IService, 'Service'>;
export type Endpoints = Stored<IEndpoints, 'Endpoints'>;
export type EndpointSlice = Stored<IEndpointSlice, 'EndpointSlice'>;
export type ComponentStatus = Stored<IComponentStatus, 'ComponentStatus', ObjectMeta>;
export type ConfigMap = Stored<IConfigMap, 'ConfigMap'>;
export type Secret = Stored<ISecret, 'Secret'>;
export type ServiceAccount = Stored<IServiceAccount, 'ServiceAccount'>;
export type PersistentVolume = WithStatus<IPersistentVolume, 'PersistentVolume', ObjectMeta>;
export type PersistentVolumeClaim = WithStatus<IPersistentVolumeClaim, 'PersistentVolumeClaim'>;
export type StorageClass = Stored<IStorageClass, 'StorageClass', ObjectMeta>;
export type CSIDriver = WithSpec<ICSIDriver, 'CSIDriver', ObjectMeta>;
export type CSINode = WithSpec<ICSINode, 'CSINode', ObjectMeta>;
export type CSIStorageCapacity = Stored<ICSIStorageCapacity, 'CSIStorageCapacity'>;
export type PodDisruptionBudget = WithStatus<IPodDisruptionBudget, 'PodDisruptionBudget'>;
export type KubeEvent = Stored<IEvent, 'Event'>;
export type Lease = WithSpec<ILease, 'Lease'>;
export type ReplicaSet = WithStatus<IReplicaSet, 'ReplicaSet'>;
export type ReplicationController = WithStatus<IReplicationController, 'ReplicationController'>;
export type Deployment = WithStatus<IDeployment, 'Deployment'>;
export type StatefulSet = WithStatus<IStatefulSet, 'StatefulSet'>;
export type DaemonSet = WithStatus<IDaemonSet, 'DaemonSet'>;
export type ControllerRevision = Stored<IControllerRevision, 'ControllerRevision'>;
export type Job = WithStatus<IJob, 'Job'>;
export type CronJob = WithStatus<ICronJob, 'CronJob'>;
export type HorizontalPodAutoscaler = WithStatus<IHorizontalPodAutoscaler, 'HorizontalPodAutoscaler'>;
export type CustomResourceDefinition = WithSpec<
  ICustomResourceDefinition,
  'CustomResourceDefinition',
  ObjectMeta
>;
export type Ingress = WithStatus<IIngress, 'Ingress'>;
export type IngressClass = WithSpec<IIngressClass, 'IngressClass', ObjectMeta>;
export type NetworkPolicy = WithSpec<INetworkPolicy, 'NetworkPolicy'>;
export type Role = Stored<IRole, 'Role'>;
export type RoleBinding = Stored<IRoleBinding, 'RoleBinding'>;
export type ClusterRole = Stored<IClusterRole, 'ClusterRole', ObjectMeta>;
export type ClusterRoleBinding = Stored<IClusterRoleBinding, 'ClusterRoleBinding', ObjectMeta>;
export type RuntimeClass = Stored<IRuntimeClass, 'RuntimeClass', ObjectMeta>;
export type PriorityClass = Stored<IPriorityClass, 'PriorityClass', ObjectMeta>;
export type VolumeAttachment = Stored<IVolumeAttachment, 'VolumeAttachment', ObjectMeta>;
export type LimitRange = WithSpec<ILimitRange, 'LimitRange'>;
export type ResourceQuota = WithStatus<IResourceQuota, 'ResourceQuota'>;

export type PodSpec = Pod['spec'];
export type PodStatus = Pod['status'];
export type PodCondition = NonNullable<PodStatus['conditions']>[number];
export type Container = PodSpec['containers'][number];
export type ContainerStatus = NonNullable<PodStatus['containerStatuses']>[number];
export type ContainerState = NonNullable<ContainerStatus['state']>;
export type Probe = NonNullable<Container['livenessProbe']>;
export type Volume = NonNullable<PodSpec['volumes']>[number];
export type PodTemplateSpec = IPodTemplateSpec;
export type LabelSelector = NonNullable<Deployment['spec']['selector']>;
export type Taint = NonNullable<Node['spec']['taints']>[number];
export type Toleration = NonNullable<PodSpec['tolerations']>[number];

/** Object types by kind, for typed access to stores and listers. */
export interface KindMap {
  Pod: Pod;
  Node: Node;
  Namespace: Namespace;
  Service: Service;
  Endpoints: Endpoints;
  EndpointSlice: EndpointSlice;
  ComponentStatus: ComponentStatus;
  ConfigMap: ConfigMap;
  Secret: Secret;
  ServiceAccount: ServiceAccount;
  PersistentVolume: PersistentVolume;
  PersistentVolumeClaim: PersistentVolumeClaim;
  StorageClass: StorageClass;
  CSIDriver: CSIDriver;
  CSINode: CSINode;
  CSIStorageCapacity: CSIStorageCapacity;
  PodDisruptionBudget: PodDisruptionBudget;
  Event: KubeEvent;
  Lease: Lease;
  ReplicaSet: ReplicaSet;
  ReplicationController: ReplicationController;
  Deployment: Deployment;
  StatefulSet: StatefulSet;
  DaemonSet: DaemonSet;
  ControllerRevision: ControllerRevision;
  Job: Job;
  CronJob: CronJob;
}

/** The type of a kind's objects; `AnyObject` for kinds known only at run time. */
export type ObjectOf<K extends string> = K extends keyof KindMap ? KindMap[K] : AnyObject;
