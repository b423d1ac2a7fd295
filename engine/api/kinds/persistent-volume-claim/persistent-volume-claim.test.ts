// What the API server says of claims that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaim.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: PersistentVolumeClaim: spec',
  KIND,
  String.raw`
no access, no storage
  spec: {}
  > spec.accessModes: Required value: at least 1 access mode is required
  > spec.resources[storage]: Required value

unknown modes, no storage, a class that is no name
  spec: {accessModes: [ReadSome], resources: {requests: {storage: '0'}}, volumeMode: Raw, storageClassName: A_}
  > spec.accessModes: Unsupported value: "ReadSome": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"
  > spec.resources[storage]: Invalid value: "0": must be greater than zero
  > spec.storageClassName: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.volumeMode: Unsupported value: "Raw": supported values: "Block", "Filesystem"

ReadWriteOncePod among others
  spec: {accessModes: [ReadWriteOncePod, ReadWriteMany], resources: {requests: {storage: 1Gi}}}
  > spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes

a bad selector
  spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}},
    selector: {matchExpressions: [{key: k, operator: In}]}}
  > spec.selector.matchExpressions[0].values: Required value: must be specified when ${TICK}operator${TICK} is 'In' or 'NotIn'

sources of data: no kind, no name, of a group that is not core
  spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, dataSource: {kind: '', name: ''}}
  > spec.dataSource.name: Required value
  > spec.dataSource.kind: Required value
  > spec.dataSource: Invalid value: "": must be 'PersistentVolumeClaim' when referencing the default apiGroup
  > spec.dataSourceRef.name: Required value
  > spec.dataSourceRef.kind: Required value
  > spec.dataSourceRef: Invalid value: "": must be 'PersistentVolumeClaim' when referencing the default apiGroup

a source of data that is no claim
  spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, dataSource: {kind: ConfigMap,
    name: x}}
  > spec.dataSource: Invalid value: "ConfigMap": must be 'PersistentVolumeClaim' when referencing the default apiGroup
  > spec.dataSourceRef: Invalid value: "ConfigMap": must be 'PersistentVolumeClaim' when referencing the default apiGroup

two sources of data that differ
  spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}},
    dataSource: {kind: PersistentVolumeClaim, name: x}, dataSourceRef: {kind: PersistentVolumeClaim, name: 'y'}}
  > spec: Invalid value: "spec.dataSource": must match dataSourceRef
`,
);

describeRefusals(
  'refused: PersistentVolumeClaim: updates',
  KIND,
  `
the class
  old: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, storageClassName: a,
    volumeName: v}}
  new: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, storageClassName: b,
    volumeName: v}}
  > spec: Forbidden: spec is immutable after creation except resources.requests for bound claims

less storage
  old: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, volumeName: v},
    status: {phase: Bound, capacity: {storage: 1Gi}}}
  new: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}, volumeName: v},
    status: {phase: Bound, capacity: {storage: 1Gi}}}
  > spec.resources.requests.storage: Forbidden: field can not be less than status.capacity

more storage before it is bound
  old: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
  new: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}}
  > spec: Forbidden: spec is immutable after creation except resources.requests for bound claims
`,
);
