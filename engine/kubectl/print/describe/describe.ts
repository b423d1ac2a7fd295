// `kubectl describe`: which description belongs to which kind.
//
// Each file beside this one writes one kind's, after the function of kubectl v0.32.0 pkg/describe/describe.go that it
// names; what no file knows is described field by field. kubectl reads objects in the versions it was built with: kinds
// that the cluster serves in older ones only cannot be described.

import { kindByName } from '../../../api/kinds/index.ts';
import type { AnyObject } from '../../../api/objects.ts';
import { withParts } from '../../../api/printing/zero-parts.ts';
import { describeConfigMap } from './config-map.ts';
import { describeCronJob } from './cron-job.ts';
import { describeCSINode } from './csi-node.ts';
import { describeDaemonSet } from './daemon-set.ts';
import { describeDeployment } from './deployment.ts';
import { describeEndpointSlice } from './endpoint-slice.ts';
import { describeEndpoints } from './endpoints.ts';
import { describeGeneric } from './generic.ts';
import { describeHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { describeIngress } from './ingress.ts';
import { describeIngressClass } from './ingress-class.ts';
import { describeJob } from './job.ts';
import { describeLimitRange } from './limit-range.ts';
import { describeNamespace } from './namespace.ts';
import { describeNetworkPolicy } from './network-policy.ts';
import { describeNode } from './node.ts';
import { describePersistentVolume } from './persistent-volume.ts';
import { describePersistentVolumeClaim } from './persistent-volume-claim.ts';
import { describePod } from './pod.ts';
import { describePodDisruptionBudget } from './pod-disruption-budget.ts';
import { describePriorityClass } from './priority-class.ts';
import { describeReplicaSet } from './replica-set.ts';
import { describeReplicationController } from './replication-controller.ts';
import { describeResourceQuota } from './resource-quota.ts';
import { describeBinding, describeRole } from './role.ts';
import { describeSecret } from './secret.ts';
import { isServed } from './served.ts';
import { describeService } from './service.ts';
import { describeServiceAccount } from './service-account.ts';
import { describeStatefulSet } from './stateful-set.ts';
import { describeStorageClass } from './storage-class.ts';
import type { DescribeWorld } from './world.ts';
import { describedText, type Writer } from './writer.ts';

export type { DescribeWorld } from './world.ts';

// The functions are typed for their own kinds, which the table's key makes sure of.
// biome-ignore lint/suspicious/noExplicitAny: each entry takes the objects of its kind.
type Describer = (w: Writer, object: any, world: DescribeWorld) => void;

const DESCRIBERS: Readonly<Record<string, Describer>> = {
  ConfigMap: describeConfigMap,
  Endpoints: describeEndpoints,
  LimitRange: describeLimitRange,
  Namespace: describeNamespace,
  Node: describeNode,
  PersistentVolume: describePersistentVolume,
  PersistentVolumeClaim: describePersistentVolumeClaim,
  Pod: describePod,
  ReplicationController: describeReplicationController,
  ResourceQuota: describeResourceQuota,
  Secret: describeSecret,
  Service: describeService,
  ServiceAccount: describeServiceAccount,
  DaemonSet: describeDaemonSet,
  Deployment: describeDeployment,
  ReplicaSet: describeReplicaSet,
  StatefulSet: describeStatefulSet,
  CronJob: describeCronJob,
  Job: describeJob,
  HorizontalPodAutoscaler: describeHorizontalPodAutoscaler,
  EndpointSlice: describeEndpointSlice,
  Ingress: describeIngress,
  IngressClass: describeIngressClass,
  NetworkPolicy: describeNetworkPolicy,
  PodDisruptionBudget: describePodDisruptionBudget,
  PriorityClass: describePriorityClass,
  ClusterRole: describeRole,
  ClusterRoleBinding: describeBinding,
  Role: describeRole,
  RoleBinding: describeBinding,
  CSINode: describeCSINode,
  StorageClass: describeStorageClass,
};

// Kinds that this kubectl reads in one version alone, and never in an older one.
const READ_AS: Readonly<Record<string, string>> = {
  CronJob: 'batch/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  PriorityClass: 'scheduling.k8s.io/v1',
  StorageClass: 'storage.k8s.io/v1',
  CSINode: 'storage.k8s.io/v1',
};

/** The cluster does not serve the version that this kubectl reads the kind in. The server's answer: a plain 404. */
export class NotServedError extends Error {
  constructor() {
    super('the server could not find the requested resource');
  }
}

/**
 * @param kind  one of the API's own; others are described field by field
 * @param object  as the version asked for shows it
 * @returns lines, the last one ended as well
 * @throws NotServedError
 */
export function describe(kind: string, object: AnyObject, world: DescribeWorld): string {
  const traits = kindByName(kind);
  const describer = traits !== undefined && isOfKind(object, kind) ? DESCRIBERS[kind] : undefined;
  if (describer === undefined) return describedText((w) => describeGeneric(w, object, world));
  const readAs = READ_AS[kind];
  if (readAs !== undefined && !isServed(kind, readAs, world.version)) throw new NotServedError();
  const { namespace, name } = object.metadata;
  const stored = world.get(kind, namespace, name) ?? object;
  return describedText((w) => describer(w, withParts(stored), world));
}

// A kind of users may be called like one of the API's own.
function isOfKind({ apiVersion }: AnyObject, kind: string): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return kindByName(kind)!.versions.some((served) => served.group === group);
}
