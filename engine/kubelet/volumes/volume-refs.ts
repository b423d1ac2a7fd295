// Which of a pod's volumes are used, and which of them show ConfigMaps and Secrets.
//
// Source: kubernetes v1.20.2 pkg/volume/util/util.go, GetPodVolumeNames.

import type { Pod, Volume } from '../../api/objects.ts';
import type { ConfigRef } from '../environment/config-objects.ts';

export interface VolumeRef extends ConfigRef {
  readonly optional: boolean;
}

/** The volumes that a container mounts or has as a device; others are never set up. */
export function usedVolumes({ spec }: Pod): readonly Volume[] {
  const { volumes = [] } = spec;
  if (volumes.length === 0) return volumes;
  const used = new Set<string>();
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    for (const { name } of container.volumeMounts ?? []) used.add(name);
    for (const { name } of container.volumeDevices ?? []) used.add(name);
  }
  return volumes.filter(({ name }) => used.has(name));
}

/** Whether the volume is written again at each pass. Source: the plugins' RequiresRemount. */
export const isFollowing = ({ configMap, secret, downwardAPI, projected }: Volume): boolean =>
  configMap !== undefined || secret !== undefined || downwardAPI !== undefined || projected !== undefined;

export function refsOf({ metadata }: Pod, { configMap, secret, projected }: Volume): VolumeRef[] {
  const { namespace = '' } = metadata;
  const refs: VolumeRef[] = [];
  const add = (kind: ConfigRef['kind'], name: string | undefined, optional: boolean | undefined): void => {
    if (name !== undefined) refs.push({ kind, namespace, name, optional: optional === true });
  };
  add('ConfigMap', configMap?.name, configMap?.optional);
  add('Secret', secret?.secretName, secret?.optional);
  for (const source of projected?.sources ?? []) {
    add('ConfigMap', source.configMap?.name, source.configMap?.optional);
    add('Secret', source.secret?.name, source.secret?.optional);
  }
  return refs;
}
