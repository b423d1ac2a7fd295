// What the API server says of volumes that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, and its later releases.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'Pod',
  complete: ({ spec, ...rest }: Record<string, unknown>) => ({
    ...rest,
    spec: { containers: [{ name: 'c', image: 'i' }], ...(spec as object) },
  }),
};

describeRefusals(
  'refused pods: volumes',
  KIND,
  String.raw`
no name, twice, no source, two sources
  spec: {volumes: [{}, {name: v, emptyDir: {}}, {name: v, emptyDir: {}}, {name: w, emptyDir: {},
    hostPath: {path: /}}]}
  > spec.volumes[0].name: Required value
  > spec.volumes[2].name: Duplicate value: "v"
  > spec.volumes[3].hostPath: Forbidden: may not specify more than 1 volume type

emptyDir: below zero, and of an unknown medium
  spec: {volumes: [{name: v, emptyDir: {sizeLimit: '-1'}}]}
  > spec.volumes[0].emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity

hostPath: no path, upwards, unknown type
  spec: {volumes: [{name: a, hostPath: {}}, {name: b, hostPath: {path: /a/../b, type: Folder}}]}
  > spec.volumes[0].hostPath.path: Required value
  > spec.volumes[1].hostPath.path: Invalid value: "/a/../b": must not contain '..'
  > spec.volumes[1].hostPath.type: Unsupported value: "Folder": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"

claim without a name
  spec: {volumes: [{name: v, persistentVolumeClaim: {}}]}
  > spec.volumes[0].persistentVolumeClaim.claimName: Required value

secret and config map: no name, items, modes
  spec: {volumes: [{name: a, secret: {defaultMode: 1000, items: [{key: '', path: ''}, {key: k, path: /x, mode: -1},
    {key: k, path: ..x}]}}, {name: b, configMap: {items: [{key: k, path: a/../b}]}}]}
  > spec.volumes[0].secret.secretName: Required value
  > spec.volumes[0].secret.defaultMode: Invalid value: 1000: must be a number between 0 and 0777 (octal), both inclusive
  > spec.volumes[0].secret.items[0].key: Required value
  > spec.volumes[0].secret.items[0].path: Required value
  > spec.volumes[0].secret.items[1].path: Invalid value: "/x": must be a relative path
  > spec.volumes[0].secret.items[1].mode: Invalid value: -1: must be a number between 0 and 0777 (octal), both inclusive
  > spec.volumes[0].secret.items[2].path: Invalid value: "..x": must not start with '..'
  > spec.volumes[1].configMap.name: Required value
  > spec.volumes[1].configMap.items[0].path: Invalid value: "a/../b": must not contain '..'

downward API: no path, both, none, modes
  spec: {volumes: [{name: v, downwardAPI: {items: [{path: ''}, {path: a, fieldRef: {fieldPath: metadata.name},
    resourceFieldRef: {containerName: c, resource: limits.cpu}}, {path: b, mode: 1000,
    fieldRef: {fieldPath: status.podIP}}, {path: c, resourceFieldRef: {resource: limits.cpu}}]}}]}
  > spec.volumes[0].downwardAPI.path: Required value
  > spec.volumes[0].downwardAPI: Required value: one of fieldRef and resourceFieldRef is required
  > spec.volumes[0].downwardAPI: Invalid value: "resource": fieldRef and resourceFieldRef can not be specified simultaneously
  > spec.volumes[0].downwardAPI.fieldRef.fieldPath: Unsupported value: "status.podIP": supported values: "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"
  > spec.volumes[0].downwardAPI.mode: Invalid value: 1000: must be a number between 0 and 0777 (octal), both inclusive
  > spec.volumes[0].downwardAPI.resourceFieldRef.containerName: Required value

projected: none, two in one, paths that meet, tokens
  spec: {volumes: [{name: v, projected: {defaultMode: 1000, sources: [{}, {secret: {name: s},
    configMap: {name: c}}, {secret: {name: s, items: [{key: a, path: p}]}}, {configMap: {items: [{key: a,
    path: p}]}}, {serviceAccountToken: {expirationSeconds: 1}}, {serviceAccountToken: {path: q,
    expirationSeconds: 4294967297}}, {downwardAPI: {items: [{path: q, fieldRef: {fieldPath: metadata.name}}]}}]}}]}
  > spec.volumes[0].projected.defaultMode: Invalid value: 1000: must be a number between 0 and 0777 (octal), both inclusive
  > spec.volumes[0].projected.sources[1]: Forbidden: may not specify more than 1 volume type
  > spec.volumes[0].projected.sources[3].configMap.name: Required value
  > spec.volumes[0].projected: Invalid value: "": conflicting duplicate paths
  > spec.volumes[0].projected.sources[4].serviceAccountToken.expirationSeconds: Invalid value: 1: may not specify a duration less than 10 minutes
  > spec.volumes[0].projected.path: Required value
  > spec.volumes[0].projected.sources[5].serviceAccountToken.expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds
  > spec.volumes[0].projected.sources[4].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set
  > spec.volumes[0].projected.sources[5].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set

ephemeral: no template, a bad one
  spec: {volumes: [{name: a, ephemeral: {}}, {name: b, ephemeral: {volumeClaimTemplate: {spec: {}}}}]}
  > spec.volumes[0].ephemeral.volumeClaimTemplate: Required value
  > spec.volumes[1].ephemeral.volumeClaimTemplate.spec.accessModes: Required value: at least 1 access mode is required
  > spec.volumes[1].ephemeral.volumeClaimTemplate.spec.resources[storage]: Required value

ephemeral: a claim whose name is too long or that another volume uses
  metadata: {name: a}
  spec: {volumes: [{name: v, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce],
    resources: {requests: {storage: '1'}}}}}}, {name: w, persistentVolumeClaim: {claimName: a-v}}]}
  > spec.volumes[1].persistentVolumeClaim.claimName: Invalid value: "a-v": must not reference a PVC that gets created for an ephemeral volume

image volumes: no reference
  spec: {volumes: [{name: v, image: {pullPolicy: Sometimes}}]}
  > spec.volumes[0].image.reference: Required value

git: no repository, upwards
  spec: {volumes: [{name: a, gitRepo: {}}, {name: b, gitRepo: {repository: r, directory: ../x}}]}
  > spec.volumes[0].gitRepo.repository: Required value
  > spec.volumes[1].gitRepo.directory: Invalid value: "../x": must not contain '..'

disks of clouds
  spec: {volumes: [{name: a, gcePersistentDisk: {partition: 256}}, {name: b,
    awsElasticBlockStore: {partition: -1}}, {name: c, azureDisk: {cachingMode: Some, kind: Big}}, {name: d,
    azureDisk: {diskName: d, diskURI: x, kind: Managed}}, {name: e, azureDisk: {diskName: d, diskURI: x}},
    {name: f, azureFile: {}}, {name: g, vsphereVolume: {}}, {name: h, cinder: {secretRef: {}}}, {name: i,
    photonPersistentDisk: {}}]}
  > spec.volumes[0].persistentDisk.pdName: Required value
  > spec.volumes[0].persistentDisk.partition: Invalid value: 256: must be between 1 and 255, inclusive
  > spec.volumes[1].awsElasticBlockStore.volumeID: Required value
  > spec.volumes[1].awsElasticBlockStore.partition: Invalid value: -1: must be between 1 and 255, inclusive
  > spec.volumes[2].azureDisk.diskName: Required value
  > spec.volumes[2].azureDisk.diskURI: Required value
  > spec.volumes[2].azureDisk.cachingMode: Unsupported value: "Some": supported values: "None", "ReadOnly", "ReadWrite"
  > spec.volumes[2].azureDisk.kind: Unsupported value: "Big": supported values: "Dedicated", "Managed", "Shared"
  > spec.volumes[2].azureDisk.diskURI: Unsupported value: "": supported values: "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"
  > spec.volumes[3].azureDisk.diskURI: Unsupported value: "x": supported values: "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"
  > spec.volumes[4].azureDisk.diskURI: Unsupported value: "x": supported values: "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"
  > spec.volumes[5].azureFile.secretName: Required value
  > spec.volumes[5].azureFile.shareName: Required value
  > spec.volumes[6].vsphereVolume.volumePath: Required value
  > spec.volumes[7].cinder.volumeID: Required value
  > spec.volumes[7].cinder.secretRef.name: Required value
  > spec.volumes[8].photonPersistentDisk.pdID: Required value

network file systems
  spec: {volumes: [{name: a, nfs: {path: x}}, {name: b, glusterfs: {}}, {name: c, cephfs: {}}, {name: d, rbd: {}},
    {name: e, quobyte: {}}, {name: f, quobyte: {registry: 'a:1,b', volume: v,
    tenant: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}}, {name: g, flocker: {}}, {name: h,
    flocker: {datasetName: a/b, datasetUUID: u}}]}
  > spec.volumes[0].nfs.server: Required value
  > spec.volumes[0].nfs.path: Invalid value: "x": must be an absolute path
  > spec.volumes[1].glusterfs.endpoints: Required value
  > spec.volumes[1].glusterfs.path: Required value
  > spec.volumes[2].cephfs.monitors: Required value
  > spec.volumes[3].rbd.monitors: Required value
  > spec.volumes[3].rbd.image: Required value
  > spec.volumes[4].quobyte.registry: Required value: must be a host:port pair or multiple pairs separated by commas
  > spec.volumes[4].quobyte.volume: Required value
  > spec.volumes[5].quobyte.tenant: Required value: must be a UUID and may not exceed a length of 64 characters
  > spec.volumes[6].flocker: Required value: one of datasetName and datasetUUID is required
  > spec.volumes[7].flocker: Invalid value: "resource": datasetName and datasetUUID can not be specified simultaneously
  > spec.volumes[7].flocker.datasetName: Invalid value: "a/b": must not contain '/'

block protocols
  spec: {volumes: [{name: a, iscsi: {}}, {name: b, iscsi: {targetPortal: p, iqn: x, lun: 256,
    chapAuthSession: true}}, {name: c, iscsi: {targetPortal: p, iqn: eui.1, initiatorName: x}}, {name: d, fc: {}},
    {name: e, fc: {targetWWNs: [a], wwids: [b]}}, {name: f, fc: {targetWWNs: [a], lun: 256}}, {name: g,
    scaleIO: {}}, {name: h, storageos: {}}, {name: i, portworxVolume: {}}, {name: j, flexVolume: {}}, {name: k,
    csi: {}}, {name: l, csi: {driver: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy}}, {name: m,
    csi: {driver: D_, nodePublishSecretRef: {}}}]}
  > spec.volumes[0].iscsi.targetPortal: Required value
  > spec.volumes[0].iscsi.iqn: Required value
  > spec.volumes[1].iscsi.iqn: Invalid value: "x": must be valid format starting with iqn, eui, or naa
  > spec.volumes[1].iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive
  > spec.volumes[1].iscsi.secretRef: Required value
  > spec.volumes[2].iscsi.iqn: Invalid value: "eui.1": must be valid format
  > spec.volumes[2].iscsi.initiatorname: Invalid value: "x": must be valid format starting with iqn, eui, or naa
  > spec.volumes[3].fc.targetWWNs: Required value: must specify either targetWWNs or wwids, but not both
  > spec.volumes[4].fc.targetWWNs: Invalid value: ["a"]: targetWWNs and wwids can not be specified simultaneously
  > spec.volumes[4].fc.lun: Required value: lun is required if targetWWNs is specified
  > spec.volumes[5].fc.lun: Invalid value: 256: must be between 0 and 255, inclusive
  > spec.volumes[6].scaleIO.gateway: Required value
  > spec.volumes[6].scaleIO.system: Required value
  > spec.volumes[6].scaleIO.volumeName: Required value
  > spec.volumes[7].storageos.volumeName: Required value
  > spec.volumes[8].portworxVolume.volumeID: Required value
  > spec.volumes[9].flexVolume.driver: Required value
  > spec.volumes[10].csi.driver: Required value
  > spec.volumes[10].csi.driver: Invalid value: "": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.volumes[11].csi.driver: Too long: may not be more than 63 bytes
  > spec.volumes[12].csi.driver: Invalid value: "D_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.volumes[12].csi.nodePublishSecretRef.name: Required value
`,
);
