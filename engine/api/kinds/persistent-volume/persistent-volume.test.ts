// What the API server says of PersistentVolumes that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidatePersistentVolume.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
};

describeRefusals(
  'refused: PersistentVolume: spec',
  KIND,
  String.raw`
no access, no capacity, no source
  spec: {}
  > spec.accessModes: Required value
  > spec.capacity: Required value
  > spec.capacity: Unsupported value: null: supported values: "storage"
  > spec: Required value: must specify a volume type

ReadWriteOncePod among others
  spec: {accessModes: [ReadWriteOncePod, ReadWriteMany], capacity: {storage: 1Gi}, hostPath: {path: /d}}
  > spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes

capacity below zero
  spec: {accessModes: [ReadWriteOnce], capacity: {storage: '-1'}, hostPath: {path: /d}}
  > spec.capacity[storage]: Invalid value: -1: must be a valid resource quantity
  > spec.capacity[storage]: Invalid value: "-1": must be greater than zero

policies that are none
  spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, hostPath: {path: /d},
    persistentVolumeReclaimPolicy: Keep, volumeMode: Raw, storageClassName: A_}
  > spec.persistentVolumeReclaimPolicy: Unsupported value: "Keep": supported values: "Delete", "Recycle", "Retain"
  > spec.storageClassName: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.volumeMode: Unsupported value: "Raw": supported values: "Block", "Filesystem"

the root of the host, recycled
  spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, hostPath: {path: /},
    persistentVolumeReclaimPolicy: Recycle}
  > spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'

a local volume without affinity, and with a bad path
  spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, local: {path: ../x}}
  > spec.local.path: Invalid value: "../x": must not contain '..'
  > spec.nodeAffinity: Required value: Local volume requires node affinity

affinity: none required, no terms
  spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, hostPath: {path: /d}, nodeAffinity: {}}
  > spec.nodeAffinity.required: Required value: must specify required node constraints

affinity without terms
  spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, hostPath: {path: /d},
    nodeAffinity: {required: {nodeSelectorTerms: []}}}
  > spec.nodeAffinity.required.nodeSelectorTerms: Required value: must have at least one node selector term

CSI: no driver, no handle, secrets without name
  spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, csi: {driver: '', volumeHandle: '',
    nodeStageSecretRef: {}, controllerPublishSecretRef: {}}}
  > spec.csi.driver: Required value
  > spec.csi.driver: Invalid value: "": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.csi.volumeHandle: Required value
  > spec.csi.controllerPublishSecretRef.name: Required value
  > spec.csi.controllerPublishSecretRef.namespace: Required value

other sources without their fields
  spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, iscsi: {targetPortal: '', iqn: x, lun: 300}}
  > spec.iscsi.targetPortal: Required value
  > spec.iscsi.iqn: Invalid value: "x": must be valid format starting with iqn, eui, or naa
  > spec.iscsi.lun: Invalid value: 300: must be between 0 and 255, inclusive

a flexible volume without driver
  spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, flexVolume: {}}
  > spec.flexVolume.driver: Required value

a file share without secret namespace
  spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, azureFile: {secretName: s, shareName: '',
    secretNamespace: ''}}
  > spec.azureFile.shareName: Required value
  > spec.azureFile.secretNamespace: Required value
`,
);

describeRefusals(
  'refused: PersistentVolume: updates',
  KIND,
  `
the source
  old: {spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, hostPath: {path: /d}}}
  new: {spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, hostPath: {path: /e}}}
  > spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation

the volume mode
  old: {spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, hostPath: {path: /d},
    volumeMode: Filesystem}}
  new: {spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, hostPath: {path: /d}, volumeMode: Block}}
  > volumeMode: Invalid value: "Block": field is immutable
`,
);
