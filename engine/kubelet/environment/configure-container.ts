// What a container is started with: environment, command line and mounts, all looked up afresh at each start.
//
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, GenerateRunContainerOptions;
// pkg/kubelet/container/helpers.go, ExpandContainerCommandAndArgs. Failures: pkg/kubelet/kuberuntime/
// kuberuntime_container.go, ErrCreateContainerConfig.

import { expandReferences } from '../../runtime/runtime.ts';
import type { Kubelet } from '../kubelet.ts';
import type { SyncMeans } from '../sync/sync-means.ts';
import type { NodeVolumes } from '../volumes/pod-volumes.ts';
import { ConfigError } from './config-error.ts';
import { environmentOf } from './environment-variables.ts';
import { verifyRunAsNonRoot } from './non-root.ts';
import type { ServiceVariables } from './service-variables.ts';

/** @param services  one for all nodes: what services tell is the same everywhere */
export function configureContainer(
  kubelet: Kubelet,
  volumes: NodeVolumes,
  services: ServiceVariables,
): SyncMeans['configure'] {
  const means = { kubelet, objects: volumes.objects, services };
  return (pod, container) => {
    try {
      const env = environmentOf(means, pod, container);
      const expand = (words: readonly string[] = []): string[] =>
        words.map((word) => expandReferences(word, env));
      const mounts = volumes.mountsOf(pod, container, env);
      verifyRunAsNonRoot(kubelet, pod, container);
      return { env, command: expand(container.command), args: expand(container.args), mounts };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return { reason: 'CreateContainerConfigError', message: error.message };
    }
  };
}
