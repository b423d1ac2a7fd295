// What a node gives its pods before their containers start: volumes, environment and Secrets for pulling images. Made
// together, once a kubelet, since all three look up the same API data.

import { configureContainer } from './environment/configure-container.ts';
import type { ServiceVariables } from './environment/service-variables.ts';
import { pullSecretsOf } from './images/pull-secrets.ts';
import type { Kubelet } from './kubelet.ts';
import type { PodVolumes, SyncMeans } from './sync/sync-means.ts';
import { NodeVolumes } from './volumes/pod-volumes.ts';

export interface PodProvisions extends Pick<SyncMeans, 'configure' | 'pullSecretsOf'> {
  readonly volumes: PodVolumes;
}

/** @param before  volumes of the kubelet that ran here before: what it has mounted is found on the disk */
export function podProvisions(
  kubelet: Kubelet,
  services: ServiceVariables,
  before?: NodeVolumes,
): PodProvisions & { readonly volumes: NodeVolumes } {
  const volumes = new NodeVolumes(kubelet, before);
  return {
    volumes,
    configure: configureContainer(kubelet, volumes, services),
    pullSecretsOf: pullSecretsOf(kubelet, volumes.objects),
  };
}
