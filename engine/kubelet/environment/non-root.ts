// runAsNonRoot: a container that would run as root is not made.
//
// Whom an image runs as is known of the images in the catalogue; of all others it is taken to be some number that is not
// root. Source: kubernetes v1.20.2 pkg/kubelet/kuberuntime/security_context.go, verifyRunAsNonRoot.

import type { Container, Pod } from '../../api/objects.ts';
import { IMAGES } from '../../runtime/images/catalogue.ts';
import { imageBaseName } from '../../runtime/images/image.ts';
import type { Kubelet } from '../kubelet.ts';
import { formatPod } from '../lifecycle/hooks.ts';
import { ConfigError } from './config-error.ts';

/** Images that exist to run without root say so in name or tag. */
const SAYS_NON_ROOT = /unprivileged|non-?root|rootless/;

/** @throws ConfigError */
export function verifyRunAsNonRoot(kubelet: Kubelet, pod: Pod, container: Container): void {
  const own = container.securityContext;
  const ofPod = pod.spec.securityContext;
  if ((own?.runAsNonRoot ?? ofPod?.runAsNonRoot) !== true) return;
  const runAsUser = own?.runAsUser ?? ofPod?.runAsUser;
  const { version } = kubelet.world;
  const who = version.has('nonRootErrorsNamePod')
    ? ` (pod: "${formatPod(pod)}", container: ${container.name})`
    : '';
  if (runAsUser !== undefined) {
    if (runAsUser === 0) throw new ConfigError(`container's runAsUser breaks non-root policy${who}`);
    return;
  }
  const user = userOf(container.image ?? '');
  if (user === undefined) {
    const text = `image ${container.image} is taken to run as a user that is not root`;
    kubelet.decide('assume', text, pod);
  } else if (user === '0') {
    throw new ConfigError(`container has runAsNonRoot and image will run as root${who}`);
  } else if (!/^[0-9]+$/.test(user)) {
    throw new ConfigError(
      `container has runAsNonRoot and image has non-numeric user (${user}), cannot verify user is non-root${who}`,
    );
  }
}

/** The image's USER, without group; `0` where it names none; undefined for images that nobody knows. */
function userOf(image: string): string | undefined {
  if (SAYS_NON_ROOT.test(image)) return undefined;
  const name = imageBaseName(image);
  const entry = IMAGES.find(({ names }) => names.includes(name));
  return entry === undefined ? undefined : (entry.user ?? '0');
}
