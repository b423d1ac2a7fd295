// What the API server says of volumes, claims and their drivers that break a rule; rows without a problem are taken.
// Source of the rules: kubernetes v1.28.0 pkg/apis/{core,storage}/validation/validation.go, and its later releases.

import { describeRefusals } from './test-refusals.ts';

describeRefusals(
  'refused: volumes',
  { apiVersion: 'v1', kind: 'PersistentVolume' },
  `
an inline volume with what only volumes have
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce]}
  > spec: Required value: must specify a volume type

an iSCSI initiator that makes too long a name
  metadata: {name: pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp}
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], iscsi: {targetPortal: 1.2.3.4, iqn: iqn.2020-01.com.example:a, lun: 0, initiatorName: iqn.2020-01.com.example:b}}
  > spec.iscsi.targetportal: Invalid value: "1.2.3.4": Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.

sources with nothing in them
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], glusterfs: {endpoints: "", path: ""}}
  > spec.glusterfs.endpoints: Required value
  > spec.glusterfs.path: Required value

Gluster in a namespace that is none
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], glusterfs: {endpoints: e, path: p, endpointsNamespace: A_}}
  > spec.glusterfs.endpointsNamespace: Invalid value: "A_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')

an Azure file without a share
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], azureFile: {secretName: "", shareName: ""}}
  > spec.azureFile.secretName: Required value
  > spec.azureFile.shareName: Required value

StorageOS names that are none
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], storageos: {volumeName: "", volumeNamespace: A_}}
  > spec.storageos.volumeName: Required value
  > spec.storageos.volumeNamespace: Invalid value: "A_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')

a flex volume and another source
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], flexVolume: {driver: a/b}, nfs: {server: s, path: /p}}

two sources
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /a}, nfs: {server: s, path: /p}}
  > spec.nfs: Forbidden: may not specify more than 1 volume type

a secret of a driver without a name
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], csi: {driver: d.example.com, volumeHandle: h, nodePublishSecretRef: {}}}
  > spec.csi.nodePublishSecretRef.name: Required value
  > spec.csi.nodePublishSecretRef.namespace: Required value

no capacity
  spec: {accessModes: [ReadWriteOnce], hostPath: {path: /a}}
  > spec.capacity: Required value
  > spec.capacity: Unsupported value: null: supported values: "storage"

recycling the root
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], persistentVolumeReclaimPolicy: Recycle, hostPath: {path: /../}}
  > spec.hostPath.path: Invalid value: "/../": must not contain '..'
  > spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'

recycling a relative path
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], persistentVolumeReclaimPolicy: Recycle, hostPath: {path: a}}

mount options for what cannot have them
  metadata: {annotations: {volume.beta.kubernetes.io/mount-options: ro}}
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /a}}
  > metadata.annotations.volume.beta.kubernetes.io/mount-options: Forbidden: may not specify mount options for this volume type

another node affinity
  old: {spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], local: {path: /a}, nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: In, values: [a]}]}]}}}}
  new: {spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], local: {path: /a}, nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: In, values: [b]}]}]}}}}
  > nodeAffinity: Invalid value: {"required":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"k","operator":"In","values":["b"]}]}]}}: field is immutable, except for updating from beta label to GA
`,
);

describeRefusals(
  'refused: claims',
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  `
a request of less than nothing
  spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: -1Gi}}}
  > spec.resources[storage]: Invalid value: "-1Gi": must be greater than zero

a capacity of less than nothing
  old: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
  new: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}, status: {capacity: {storage: -1Gi}}}
  subresource: status
  > status.capacity[storage]: Invalid value: -1073741824: must be a valid resource quantity
`,
);

describeRefusals(
  'refused: storage classes',
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' },
  `
an empty binding mode
  provisioner: example.com/p
  volumeBindingMode: ""
  > volumeBindingMode: Unsupported value: "": supported values: "Immediate", "WaitForFirstConsumer"
`,
);

describeRefusals(
  'refused: CSI drivers',
  { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver' },
  `
a token that lives too long
  metadata: {name: d.example.com}
  spec: {tokenRequests: [{audience: a, expirationSeconds: 4294967297}]}
  > spec.tokenRequests[0].expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds

another attachRequired
  old: {metadata: {name: d.example.com}, spec: {attachRequired: true}}
  new: {metadata: {name: d.example.com}, spec: {attachRequired: false}}
  > spec.attachedRequired: Invalid value: false: field is immutable
`,
);

describeRefusals(
  'refused: CSI nodes',
  { apiVersion: 'storage.k8s.io/v1', kind: 'CSINode' },
  `
an empty key of topology
  spec: {drivers: [{name: d.example.com, nodeID: n, topologyKeys: [""]}]}
  > spec.drivers[0]: Required value
  > spec.drivers[0]: Invalid value: "": name part must be non-empty
  > spec.drivers[0]: Invalid value: "": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.drivers[0]: Required value
  > spec.drivers[0]: Invalid value: "": name part must be non-empty
  > spec.drivers[0]: Invalid value: "": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')

a driver changed
  old: {spec: {drivers: [{name: d.example.com, nodeID: n, topologyKeys: null}]}}
  new: {spec: {drivers: [{name: d.example.com, nodeID: m, topologyKeys: null}]}}
  > CSINodeDriver: Invalid value: {"name":"d.example.com","nodeID":"m"}: field is immutable
`,
);

describeRefusals(
  'refused: attachments',
  { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttachment' },
  `
another node
  old: {spec: {attacher: d.example.com, nodeName: n, source: {persistentVolumeName: p}}}
  new: {spec: {attacher: d.example.com, nodeName: m, source: {persistentVolumeName: p}}}
  > spec: Invalid value: {"attacher":"d.example.com","nodeName":"m","source":{"persistentVolumeName":"p"}}: field is immutable
`,
);
