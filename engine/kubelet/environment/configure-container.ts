// What a container is started with: environment, command line and mounts, all looked up afresh at each start.
//
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, GenerateRunContainerOptions;
// pkg/kubelet/container/helpers.go, ExpandContainerCommandAndArgs. Failures: pkg/kubelet/kuberuntime/
// kuberuntime_container.go, ErrCreateContainerConfig.

import type { World } from '../../client/component.ts';
import { expandReferences } from '../../runtime/runtime.ts';
import type { Kubelet } from '../kubelet.ts';
import type { SyncMeans } from '../sync/sync-means.ts';
import { podVolumes } from '../volumes/pod-volumes.ts';
import { ConfigError } from './config-error.ts';
import { environmentOf } from './environment-variables.ts';
import { verifyRunAsNonRoot } from './non-root.ts';
import { ServiceVariables } from './service-variables.ts';

// Processes have worlds of their own around the one API server.
const byServer = new WeakMap<World['server'], ServiceVariables>();

// One for all nodes: what services tell is the same everywhere.
function serviceVariables(world: World): ServiceVariables {
  let variables = byServer.get(world.server);
  if (variables === undefined) {
    variables = new ServiceVariables(world);
    byServer.set(world.server, variables);
  }
  return variables;
}

export function configureContainer(kubelet: Kubelet): SyncMeans['configure'] {
  const volumes = podVolumes(kubelet);
  const services = serviceVariables(kubelet.world);
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
