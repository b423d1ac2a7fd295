// Whether a container is to be started again.
// Source: kubernetes v1.20.2 pkg/kubelet/container/helpers.go, ShouldContainerBeRestarted.

import type { Container, Pod } from '../../api/objects.ts';
import { containerNamed, type RuntimePodStatus } from '../cri/container-record.ts';

export function shouldContainerBeRestarted(
  container: Container,
  pod: Pod,
  status: RuntimePodStatus,
): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false;
  const last = containerNamed(status, container.name);
  if (last === undefined) return true;
  if (last.state === 'running') return false;
  if (last.state === 'created') return true;
  if (isSidecar(container)) return true;
  const { restartPolicy } = pod.spec;
  if (restartPolicy === 'Never') return false;
  return !(restartPolicy === 'OnFailure' && last.exitCode === 0);
}

/** Those that somebody added to look into the pod. They are containers but for what they may not have. */
export const ephemeralContainersOf = ({ spec }: Pod): readonly Container[] =>
  (spec.ephemeralContainers ?? none) as unknown as readonly Container[];

const none: readonly Container[] = [];

/** A sidecar: an init container that keeps running beside the others. Source: KEP-753. */
export const isSidecar = (container: Container): boolean =>
  (container as { restartPolicy?: string }).restartPolicy === 'Always';
