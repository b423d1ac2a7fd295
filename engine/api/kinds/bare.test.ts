// Objects that say nothing: how they print, what selects them, and what the API server misses. Whoever reads a field
// has to bear its absence, as Go's zero values do. Source: kubernetes v1.20.2 pkg/printers/internalversion/printers.go.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import type { AnyObject } from '../objects.ts';
import { kindByName } from './index.ts';
import { refusals } from './test-refusals.ts';

const bare = (kind: string, spec: object = {}): AnyObject =>
  ({ apiVersion: '', kind, metadata: { name: 'a' }, spec, status: {} }) as unknown as AnyObject;

const printed = (object: AnyObject, minor: number): string =>
  kindByName(object.kind)!
    .printer!.cells(object, { version: versionProfile(minor), nowEpochMs: 0, wide: true })
    .join('|');

const PRINTED: readonly (readonly [kind: string, cells: string, minor?: number])[] = [
  ['ConfigMap', 'a|0|<unknown>'],
  ['Endpoints', 'a|<none>|<unknown>'],
  ['Namespace', 'a||<unknown>'],
  ['Node', 'a|Unknown|<none>|<unknown>||<none>|<none>|<unknown>|<unknown>|<unknown>'],
  ['PersistentVolumeClaim', 'a||||||<unset>|<unknown>|<unset>'],
  ['PersistentVolumeClaim', 'a||||||<unknown>|<unset>', 20],
  ['PersistentVolume', 'a|0||||||<unset>||<unknown>|<unset>'],
  ['PersistentVolume', 'a|0|||||||<unknown>|<unset>', 20],
  ['ReplicationController', 'a|0|0|0|<unknown>|||<none>'],
  ['ResourceQuota', 'a|||<unknown>'],
  ['ResourceQuota', 'a|<unknown>||', 20],
  ['Secret', 'a||0|<unknown>'],
  ['ServiceAccount', 'a|0|<unknown>'],
  ['Service', 'a||<none>|<unknown>|<none>|<unknown>|<none>'],
  ['ControllerRevision', 'a|<none>|0|<unknown>'],
  ['Deployment', 'a|0/0|0|0|<unknown>|||'],
  ['ReplicaSet', 'a|0|0|0|<unknown>|||<none>'],
  ['StatefulSet', 'a|0/0|<unknown>||'],
  ['Job', 'a|Running|0/1||<unknown>|||<none>'],
  ['Job', 'a|0/1||<unknown>|||<none>', 20],
  ['Lease', 'a||<unknown>'],
  ['EndpointSlice', 'a||<unset>|<unset>|<unknown>'],
  ['IngressClass', 'a||<none>|<unknown>'],
  ['Ingress', 'a|<none>|*||80|<unknown>'],
  ['NetworkPolicy', 'a|<none>|<unknown>'],
  ['PodDisruptionBudget', 'a|N/A|N/A|0|<unknown>'],
  ['PriorityClass', 'a|0|false|<unknown>|'],
  ['PriorityClass', 'a|0|false|<unknown>', 20],
  ['CSIDriver', 'a|true|false|false|<unset>|false|<none>|<unknown>'],
  ['CSIDriver', 'a|true|false|<none>|<unknown>', 20],
  ['CSINode', 'a|0|<unknown>'],
  ['StorageClass', 'a||Delete|Immediate|false|<unknown>'],
  ['VolumeAttachment', 'a||||false|<unknown>'],
];

const SELECTED: readonly (readonly [kind: string, fields: Record<string, string>])[] = [
  [
    'Event',
    {
      'involvedObject.kind': '',
      'involvedObject.namespace': '',
      'involvedObject.name': '',
      'involvedObject.uid': '',
      'involvedObject.apiVersion': '',
      'involvedObject.resourceVersion': '',
      'involvedObject.fieldPath': '',
      reason: '',
      reportingComponent: '',
      source: '',
      type: '',
    },
  ],
  ['Namespace', { name: 'a', 'status.phase': '' }],
  ['Node', { 'spec.unschedulable': 'false' }],
  ['PersistentVolumeClaim', { name: 'a' }],
  ['PersistentVolume', { name: 'a' }],
  [
    'Pod',
    {
      'spec.nodeName': '',
      'spec.restartPolicy': '',
      'spec.schedulerName': '',
      'spec.serviceAccountName': '',
      'spec.hostNetwork': 'false',
      'status.phase': '',
      'status.podIP': '',
      'status.nominatedNodeName': '',
    },
  ],
  ['ReplicationController', { 'status.replicas': '0' }],
  ['Secret', { type: '' }],
  ['Service', { 'spec.clusterIP': '', 'spec.type': '' }],
  ['ReplicaSet', { 'status.replicas': '0' }],
  ['Job', { 'status.successful': '0' }],
];

const MISSED: readonly (readonly [kind: string, apiVersion: string, problems: readonly string[]])[] = [
  [
    'PersistentVolumeClaim',
    'v1',
    [
      'spec.accessModes: Required value: at least 1 access mode is required',
      'spec.resources[storage]: Required value',
    ],
  ],
  [
    'PersistentVolume',
    'v1',
    [
      'spec.accessModes: Required value',
      'spec.capacity: Required value',
      'spec.capacity: Unsupported value: null: supported values: "storage"',
      'spec: Required value: must specify a volume type',
    ],
  ],
  ['Pod', 'v1', ['spec.containers: Required value']],
  ['ReplicationController', 'v1', ['spec.selector: Required value', 'spec.template: Required value']],
  ['Service', 'v1', ['spec.ports: Required value']],
  ['ControllerRevision', 'apps/v1', ['data: Required value: data is mandatory']],
  [
    'DaemonSet',
    'apps/v1',
    [
      'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
      'spec.template.spec.containers: Required value',
    ],
  ],
  [
    'Deployment',
    'apps/v1',
    [
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
      'spec.template.spec.containers: Required value',
    ],
  ],
  [
    'ReplicaSet',
    'apps/v1',
    [
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
      'spec.template.spec.containers: Required value',
    ],
  ],
  [
    'StatefulSet',
    'apps/v1',
    [
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
    ],
  ],
  [
    'CronJob',
    'batch/v1',
    [
      'spec.schedule: Required value',
      'spec.jobTemplate.spec.template.spec.containers: Required value',
      'spec.jobTemplate.spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    ],
  ],
  [
    'Job',
    'batch/v1',
    [
      'spec.template.spec.containers: Required value',
      'spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    ],
  ],
  [
    'CustomResourceDefinition',
    'apiextensions.k8s.io/v1',
    [
      'metadata.name: Invalid value: "a": must be spec.names.plural+"."+spec.group',
      'spec.group: Required value',
      'spec.scope: Required value',
      'spec.versions: Invalid value: null: must have exactly one version marked as storage version',
      'spec.names.plural: Required value',
      'spec.names.singular: Required value',
      'spec.names.kind: Required value',
      'spec.names.listKind: Required value',
    ],
  ],
  [
    'HorizontalPodAutoscaler',
    'autoscaling/v2',
    [
      'spec.maxReplicas: Invalid value: 0: must be greater than 0',
      'spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`',
      'spec.scaleTargetRef.kind: Required value',
      'spec.scaleTargetRef.name: Required value',
    ],
  ],
  ['EndpointSlice', 'discovery.k8s.io/v1', ['addressType: Required value']],
  ['IngressClass', 'networking.k8s.io/v1', ['spec.controller: Required value']],
  [
    'Ingress',
    'networking.k8s.io/v1',
    ['spec: Invalid value: null: either `defaultBackend` or `rules` must be specified'],
  ],
  [
    'ClusterRoleBinding',
    'rbac.authorization.k8s.io/v1',
    ['roleRef.kind: Unsupported value: "": supported values: "ClusterRole"', 'roleRef.name: Required value'],
  ],
  [
    'RoleBinding',
    'rbac.authorization.k8s.io/v1',
    [
      'roleRef.kind: Unsupported value: "": supported values: "Role", "ClusterRole"',
      'roleRef.name: Required value',
    ],
  ],
  ['StorageClass', 'storage.k8s.io/v1', ['provisioner: Required value']],
];

describe('bare objects', () => {
  for (const [kind, cells, minor = 36] of PRINTED)
    it(`prints a ${kind} of 1.${minor}`, () => {
      expect(printed(bare(kind), minor)).to.equal(cells);
    });

  for (const [kind, fields] of SELECTED)
    it(`selects a ${kind}`, () => {
      expect(kindByName(kind)!.selectableFields!(bare(kind))).to.deep.equal(fields);
    });

  for (const [kind, apiVersion, problems] of MISSED)
    it(`misses what a ${kind} must have`, () => {
      expect(refusals({ apiVersion, kind }, { spec: {} }, 36)).to.deep.equal(problems);
    });
});
