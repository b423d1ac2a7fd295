// Objects of each kind as Go makes them: what a new object is compared with to see what its creator set.
//
// Go's structs that are no pointers are always there, and lists without omitempty are null; both belong to nobody.
// Source: kubernetes/api v0.36 */types.go. Left out: scalars, whose zero nobody sets.

import type { AnyObject } from '../../api/objects.ts';

type Json = Readonly<Record<string, unknown>>;

const POD_TEMPLATE: Json = { metadata: {}, spec: { containers: null } };

const FIELDS: Readonly<Record<string, Json>> = {
  ClusterRole: { rules: null },
  ClusterRoleBinding: { roleRef: {} },
  CronJob: { spec: { jobTemplate: { metadata: {}, spec: { template: POD_TEMPLATE } } } },
  CSINode: { spec: { drivers: null } },
  CustomResourceDefinition: { spec: { names: {}, versions: null } },
  DaemonSet: { spec: { selector: null, template: POD_TEMPLATE, updateStrategy: {} } },
  Deployment: { spec: { selector: null, template: POD_TEMPLATE, strategy: {} } },
  EndpointSlice: { endpoints: null, ports: null },
  Event: { involvedObject: {}, source: {} },
  HorizontalPodAutoscaler: { spec: { scaleTargetRef: {} } },
  Job: { spec: { template: POD_TEMPLATE } },
  LimitRange: { spec: { limits: null } },
  NetworkPolicy: { spec: { podSelector: {} } },
  PersistentVolumeClaim: { spec: { resources: {} } },
  Pod: { spec: { containers: null } },
  ReplicaSet: { spec: { selector: null, template: POD_TEMPLATE } },
  Role: { rules: null },
  RoleBinding: { roleRef: {} },
  StatefulSet: { spec: { selector: null, template: POD_TEMPLATE, updateStrategy: {} } },
  VolumeAttachment: { spec: { source: {} } },
};

const WITH_SPEC: ReadonlySet<string> = new Set([
  ...['Namespace', 'Node', 'PersistentVolume', 'ReplicationController', 'ResourceQuota', 'Service', 'Lease'],
  ...['Ingress', 'IngressClass', 'PodDisruptionBudget', 'CSIDriver'],
]);

export function emptyObject(apiVersion: string, kind: string): AnyObject {
  const fields = FIELDS[kind] ?? (WITH_SPEC.has(kind) ? { spec: {} } : {});
  return { apiVersion, kind, metadata: {}, ...fields } as unknown as AnyObject;
}
