// A claim that names no class gets the default one.
//
// Source: kubernetes v1.20.2 plugin/pkg/admission/storage/storageclass/setdefault/admission.go; v1.28.0
// pkg/volume/util/storageclass.go, GetDefaultClass.

import type { PersistentVolumeClaim, StorageClass } from '../../api/objects.ts';
import type { ServerCore } from '../server-core.ts';
import { forbid } from './forbid.ts';
import type { AdmissionPlugin } from './plugin.ts';

const DEFAULT_ANNOTATIONS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

function defaultClasses(server: ServerCore): StorageClass[] {
  const classes = server.store.list('StorageClass') as StorageClass[];
  return classes.filter(({ metadata: { annotations } }) =>
    DEFAULT_ANNOTATIONS.some((name) => annotations?.[name] === 'true'),
  );
}

const byAgeThenName = ({ metadata: a }: StorageClass, { metadata: b }: StorageClass): number => {
  if (a.creationTimestamp !== b.creationTimestamp) return a.creationTimestamp > b.creationTimestamp ? -1 : 1;
  return a.name < b.name ? -1 : 1;
};

export const defaultStorageClass: AdmissionPlugin = {
  name: 'DefaultStorageClass',
  mutate: (request, server) => {
    const { traits, operation, subresource, object } = request;
    if (traits.kind !== 'PersistentVolumeClaim' || operation !== 'create' || subresource !== undefined)
      return undefined;
    const { metadata, spec } = object as unknown as PersistentVolumeClaim;
    if (metadata.annotations?.[CLASS_ANNOTATION] !== undefined || spec.storageClassName !== undefined)
      return undefined;
    const classes = defaultClasses(server);
    if (classes.length > 1 && !server.version.has('defaultStorageClassIsNewest')) {
      const text = `${classes.length} default StorageClasses were found`;
      return forbid(request, `Internal error occurred: ${text}`);
    }
    const newest = classes.sort(byAgeThenName)[0];
    if (newest !== undefined) spec.storageClassName = newest.metadata.name;
    return undefined;
  },
};
