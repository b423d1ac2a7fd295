// Every built-in kind. One import and one line each, in the order in which `kubectl api-resources` would have them.

import type { KindTraits } from '../kind.ts';
import { clusterRole } from './cluster-role/cluster-role.ts';
import { clusterRoleBinding } from './cluster-role-binding/cluster-role-binding.ts';
import { componentStatus } from './component-status/component-status.ts';
import { configMap } from './config-map/config-map.ts';
import { controllerRevision } from './controller-revision/controller-revision.ts';
import { cronJob } from './cron-job/cron-job.ts';
import { csiDriver } from './csi-driver/csi-driver.ts';
import { csiNode } from './csi-node/csi-node.ts';
import { customResourceDefinition } from './custom-resource-definition/custom-resource-definition.ts';
import { daemonSet } from './daemon-set/daemon-set.ts';
import { deployment } from './deployment/deployment.ts';
import { endpointSlice } from './endpoint-slice/endpoint-slice.ts';
import { endpoints } from './endpoints/endpoints.ts';
import { event } from './event/event.ts';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler/horizontal-pod-autoscaler.ts';
import { ingress } from './ingress/ingress.ts';
import { ingressClass } from './ingress-class/ingress-class.ts';
import { job } from './job/job.ts';
import { lease } from './lease/lease.ts';
import { limitRange } from './limit-range/limit-range.ts';
import { namespace } from './namespace/namespace.ts';
import { networkPolicy } from './network-policy/network-policy.ts';
import { node } from './node/node.ts';
import { persistentVolume } from './persistent-volume/persistent-volume.ts';
import { persistentVolumeClaim } from './persistent-volume-claim/persistent-volume-claim.ts';
import { pod } from './pod/pod.ts';
import { podDisruptionBudget } from './pod-disruption-budget/pod-disruption-budget.ts';
import { priorityClass } from './priority-class/priority-class.ts';
import { replicaSet } from './replica-set/replica-set.ts';
import { replicationController } from './replication-controller/replication-controller.ts';
import { resourceQuota } from './resource-quota/resource-quota.ts';
import { role } from './role/role.ts';
import { roleBinding } from './role-binding/role-binding.ts';
import { runtimeClass } from './runtime-class/runtime-class.ts';
import { secret } from './secret/secret.ts';
import { service } from './service/service.ts';
import { serviceAccount } from './service-account/service-account.ts';
import { statefulSet } from './stateful-set/stateful-set.ts';
import { storageClass } from './storage-class/storage-class.ts';
import { volumeAttachment } from './volume-attachment/volume-attachment.ts';

export const KINDS: readonly KindTraits[] = [
  componentStatus,
  configMap,
  endpoints,
  event,
  limitRange,
  namespace,
  node,
  persistentVolumeClaim,
  persistentVolume,
  pod,
  replicationController,
  resourceQuota,
  secret,
  serviceAccount,
  service,
  controllerRevision,
  daemonSet,
  deployment,
  replicaSet,
  statefulSet,
  cronJob,
  job,
  customResourceDefinition,
  horizontalPodAutoscaler,
  lease,
  endpointSlice,
  ingressClass,
  ingress,
  networkPolicy,
  runtimeClass,
  podDisruptionBudget,
  clusterRoleBinding,
  clusterRole,
  roleBinding,
  role,
  priorityClass,
  csiDriver,
  csiNode,
  storageClass,
  volumeAttachment,
];

const byName: ReadonlyMap<string, KindTraits> = new Map(KINDS.map((kind) => [kind.kind, kind]));

/** The traits of a built-in kind, for example `Deployment`. */
export function kindByName(kind: string): KindTraits | undefined {
  return byName.get(kind);
}
