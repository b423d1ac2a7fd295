// Where volumes come from, as data: what each kind of source is called and which of its fields are shown.
//
// Source: kubectl v0.32.0 pkg/describe/describe.go, print…VolumeSource, print…PersistentVolumeSource. References are
// shown as Go prints them: `&LocalObjectReference{Name:key,}`, or `nil`.

import { goList } from './texts.ts';

export type Source = Readonly<Record<string, unknown>>;

export interface SourceText {
  readonly type: string;
  /** Label and value; a label stands for the field of that name with a small initial. */
  readonly fields: readonly (string | readonly [label: string, value: (source: Source) => string])[];
}

const text = (value: unknown, none = ''): string =>
  value === undefined || value === null ? none : String(value);

const field = (label: string, name: string, none = ''): readonly [string, (source: Source) => string] => [
  label,
  (source) => text(source[name], none),
];

const FS_TYPE = field('FSType', 'fsType');
const READ_ONLY = field('ReadOnly', 'readOnly', 'false');
const PARTITION = field('Partition', 'partition', '0');
const VOLUME_ID = field('VolumeID', 'volumeID');
const LOCAL_SECRET = [
  'SecretRef',
  (source: Source) => referenceText('LocalObjectReference', source.secretRef),
] as const;
const SECRET = ['SecretRef', (source: Source) => referenceText('SecretReference', source.secretRef)] as const;

function referenceText(type: string, reference: unknown): string {
  if (reference === undefined || reference === null) return 'nil';
  const { name = '', namespace = '' } = reference as { name?: string; namespace?: string };
  return `&${type}{Name:${name},${type === 'SecretReference' ? `Namespace:${namespace},` : ''}}`;
}

const listField = (label: string, name: string) =>
  [label, (source: Source) => goList(source[name] as readonly unknown[])] as const;

function mapText(value: unknown): string {
  const map = (value ?? {}) as Readonly<Record<string, string>>;
  return `map[${Object.keys(map)
    .sort()
    .map((key) => `${key}:${map[key]}`)
    .join(' ')}]`;
}

const DISK_IN = (cloud: string): string => `a Persistent Disk resource in ${cloud}`;
const ON_HOST = "mount on the host that shares a pod's lifetime";

const iscsi = (secret: SourceText['fields'][number]): SourceText => ({
  type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
  fields: [
    ...[field('TargetPortal', 'targetPortal'), field('IQN', 'iqn'), field('Lun', 'lun', '0')],
    // Upstream forgot the colon.
    field('ISCSIInterface\t', 'iscsiInterface'),
    ...[FS_TYPE, READ_ONLY, listField('Portals', 'portals')],
    field('DiscoveryCHAPAuth', 'chapAuthDiscovery', 'false'),
    field('SessionCHAPAuth', 'chapAuthSession', 'false'),
    secret,
    field('InitiatorName', 'initiatorName', '<none>'),
  ],
});

const rbd = (secret: SourceText['fields'][number]): SourceText => ({
  type: `RBD (a Rados Block Device ${ON_HOST})`,
  fields: [
    ...[listField('CephMonitors', 'monitors'), field('RBDImage', 'image'), FS_TYPE, field('RBDPool', 'pool')],
    ...[field('RadosUser', 'user'), field('Keyring', 'keyring'), secret, READ_ONLY],
  ],
});

const cinder = (secret: SourceText['fields'][number]): SourceText => ({
  type: `Cinder (${DISK_IN('OpenStack')})`,
  fields: [VOLUME_ID, FS_TYPE, READ_ONLY, secret],
});

const cephfs = (secret: SourceText['fields'][number]): SourceText => ({
  type: `CephFS (a CephFS ${ON_HOST})`,
  fields: [
    ...[listField('Monitors', 'monitors'), field('Path', 'path'), field('User', 'user')],
    ...[field('SecretFile', 'secretFile'), secret, READ_ONLY],
  ],
});

const flexVolume = (secret: SourceText['fields'][number]): SourceText => ({
  type: 'FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)',
  fields: [
    ...[field('Driver', 'driver'), FS_TYPE, secret, READ_ONLY],
    ['Options', ({ options }) => mapText(options)],
  ],
});

const SCALE_IO: SourceText['fields'] = [
  ...[field('Gateway', 'gateway'), field('System', 'system'), field('Protection Domain', 'protectionDomain')],
  ...[
    field('Storage Pool', 'storagePool'),
    field('Storage Mode', 'storageMode'),
    field('VolumeName', 'volumeName'),
  ],
];
const SCALE_IO_TYPE = 'ScaleIO (a persistent volume backed by a block device in ScaleIO)';
const GLUSTERFS_TYPE = `Glusterfs (a Glusterfs ${ON_HOST})`;
const AZURE_FILE_TYPE = 'AzureFile (an Azure File Service mount on the host and bind mount to the pod)';

// What volumes of pods and PersistentVolumes have alike.
const COMMON: Readonly<Record<string, SourceText>> = {
  hostPath: {
    type: 'HostPath (bare host directory volume)',
    fields: [field('Path', 'path'), field('HostPathType', 'type', '<none>')],
  },
  gcePersistentDisk: {
    type: `GCEPersistentDisk (${DISK_IN('Google Compute Engine')})`,
    fields: [field('PDName', 'pdName'), FS_TYPE, PARTITION, READ_ONLY],
  },
  awsElasticBlockStore: {
    type: `AWSElasticBlockStore (${DISK_IN('AWS')})`,
    fields: [VOLUME_ID, FS_TYPE, PARTITION, READ_ONLY],
  },
  nfs: {
    type: 'NFS (an NFS mount that lasts the lifetime of a pod)',
    fields: [field('Server', 'server'), field('Path', 'path'), READ_ONLY],
  },
  quobyte: {
    type: `Quobyte (a Quobyte ${ON_HOST})`,
    fields: [field('Registry', 'registry'), field('Volume', 'volume'), READ_ONLY],
  },
  vsphereVolume: {
    type: `vSphereVolume (${DISK_IN('vSphere')})`,
    fields: [field('VolumePath', 'volumePath'), FS_TYPE, field('StoragePolicyName', 'storagePolicyName')],
  },
  azureDisk: {
    type: 'AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)',
    fields: [
      ...[field('DiskName', 'diskName'), field('DiskURI', 'diskURI'), field('Kind', 'kind')],
      ...[FS_TYPE, field('CachingMode', 'cachingMode'), READ_ONLY],
    ],
  },
  photonPersistentDisk: {
    type: `PhotonPersistentDisk (${DISK_IN('photon platform')})`,
    fields: [field('PdID', 'pdID'), FS_TYPE],
  },
  portworxVolume: { type: 'PortworxVolume (a Portworx Volume resource)', fields: [VOLUME_ID] },
  storageos: {
    type: 'StorageOS (a StorageOS Persistent Disk resource)',
    fields: [
      field('VolumeName', 'volumeName'),
      field('VolumeNamespace', 'volumeNamespace'),
      FS_TYPE,
      READ_ONLY,
    ],
  },
  fc: {
    type: 'FC (a Fibre Channel disk)',
    fields: [
      ['TargetWWNs', ({ targetWWNs }) => ((targetWWNs ?? []) as string[]).join(', ')],
      ...[field('LUN', 'lun', '<none>'), FS_TYPE, READ_ONLY],
    ],
  },
  flocker: {
    type: 'Flocker (a Flocker volume mounted by the Flocker agent)',
    fields: [field('DatasetName', 'datasetName'), field('DatasetUUID', 'datasetUUID')],
  },
};

const pick = (...names: readonly string[]): Readonly<Record<string, SourceText>> =>
  Object.fromEntries(names.map((name) => [name, COMMON[name]!]));

/** Of pods' volumes, in the order in which upstream looks for them; those with a form of their own are in volumes.ts. */
export const POD_SOURCES: Readonly<Record<string, SourceText>> = {
  ...pick('hostPath', 'gcePersistentDisk', 'awsElasticBlockStore'),
  gitRepo: {
    type: 'GitRepo (a volume that is pulled from git when the pod is created)',
    fields: [field('Repository', 'repository'), field('Revision', 'revision')],
  },
  secret: {
    type: 'Secret (a volume populated by a Secret)',
    fields: [field('SecretName', 'secretName'), field('Optional', 'optional', 'false')],
  },
  configMap: {
    type: 'ConfigMap (a volume populated by a ConfigMap)',
    fields: [field('Name', 'name'), field('Optional', 'optional', 'false')],
  },
  ...pick('nfs'),
  iscsi: iscsi(LOCAL_SECRET),
  glusterfs: {
    type: GLUSTERFS_TYPE,
    fields: [field('EndpointsName', 'endpoints'), field('Path', 'path'), READ_ONLY],
  },
  persistentVolumeClaim: {
    type: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    fields: [field('ClaimName', 'claimName'), READ_ONLY],
  },
  rbd: rbd(LOCAL_SECRET),
  ...pick('quobyte', 'azureDisk', 'vsphereVolume'),
  cinder: cinder(LOCAL_SECRET),
  ...pick('photonPersistentDisk', 'portworxVolume'),
  scaleIO: { type: SCALE_IO_TYPE, fields: [...SCALE_IO, FS_TYPE, READ_ONLY] },
  cephfs: cephfs(LOCAL_SECRET),
  ...pick('storageos', 'fc'),
  azureFile: {
    type: AZURE_FILE_TYPE,
    fields: [field('SecretName', 'secretName'), field('ShareName', 'shareName'), READ_ONLY],
  },
  flexVolume: flexVolume(LOCAL_SECRET),
  ...pick('flocker'),
  image: {
    type: 'Image (a container image or OCI artifact)',
    fields: [field('Reference', 'reference'), field('PullPolicy', 'pullPolicy')],
  },
};

/** Of PersistentVolumes, CSI excepted. */
export const PERSISTENT_SOURCES: Readonly<Record<string, SourceText>> = {
  ...pick('hostPath', 'gcePersistentDisk', 'awsElasticBlockStore', 'nfs'),
  iscsi: iscsi(SECRET),
  glusterfs: {
    type: GLUSTERFS_TYPE,
    fields: [
      ...[field('EndpointsName', 'endpoints'), field('EndpointsNamespace', 'endpointsNamespace', '<unset>')],
      ...[field('Path', 'path'), READ_ONLY],
    ],
  },
  rbd: rbd(SECRET),
  ...pick('quobyte', 'vsphereVolume'),
  cinder: cinder(SECRET),
  ...pick('azureDisk', 'photonPersistentDisk', 'portworxVolume'),
  scaleIO: {
    type: SCALE_IO_TYPE,
    fields: [
      ...SCALE_IO,
      ['SecretName', ({ secretRef }) => text((secretRef as Source | undefined)?.name)],
      ['SecretNamespace', ({ secretRef }) => text((secretRef as Source | undefined)?.namespace)],
      ...[FS_TYPE, READ_ONLY],
    ],
  },
  local: {
    type: 'LocalVolume (a persistent volume backed by local storage on a node)',
    fields: [field('Path', 'path')],
  },
  cephfs: cephfs(SECRET),
  ...pick('storageos', 'fc'),
  azureFile: {
    type: AZURE_FILE_TYPE,
    fields: [
      ...[field('SecretName', 'secretName'), field('SecretNamespace', 'secretNamespace')],
      ...[field('ShareName', 'shareName'), READ_ONLY],
    ],
  },
  flexVolume: flexVolume(SECRET),
  ...pick('flocker'),
};
