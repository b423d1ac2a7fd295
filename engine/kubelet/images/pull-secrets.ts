// The Secrets that a pod names for pulling its images, as far as they are there. Those that are missing do not stop the
// pod: its images may not need them.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/kubelet_pods.go, getPullSecretsForPod.

import type { Pod, Secret } from '../../api/objects.ts';
import type { ConfigObjects } from '../environment/config-objects.ts';
import type { Kubelet } from '../kubelet.ts';

/** Asked at each pass; since 1.28 it tells of missing ones in an event. */
export function pullSecretsOf(kubelet: Kubelet, objects: ConfigObjects): (pod: Pod) => readonly Secret[] {
  return (pod) => {
    const names = (pod.spec.imagePullSecrets ?? []).flatMap(({ name = '' }) => (name === '' ? [] : [name]));
    const missing: string[] = [];
    const secrets = names.flatMap((name) => {
      const secret = objects.get('Secret', pod.metadata.namespace, name);
      if (secret === undefined) missing.push(name);
      return secret === undefined ? [] : [secret];
    });
    if (missing.length > 0 && kubelet.world.version.has('missingPullSecretsAreTold')) {
      const text = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`;
      kubelet.recorder.event(pod, 'Warning', 'FailedToRetrieveImagePullSecret', text);
    }
    return secrets;
  };
}
