// How a container runtime calls an image: in the status of a container that runs it, and in the status of its node.
//
// Docker leaves out its own registry, containerd does not; so the scheduler, which compares the pod's own text, finds
// `nginx` on nodes with Docker alone. Source: kubernetes v1.20.2 pkg/kubelet/dockershim/convert.go, toPullableImageID,
// imageToRuntimeAPIImage; containerd v1.7 pkg/cri/sbserver/container_status.go, toCRIContainerStatus; image_list.go.

import { hexDigest } from '../../api/hash/hex-digest.ts';
import { parseImageName, withoutDockerHub } from '../../api/pod/image-name.ts';
import type { VersionProfile } from '../../versions/profile.ts';

export interface ImageReferences {
  /** As in `status.containerStatuses[].imageID`. */
  readonly imageId: string;
  /** As in `status.containerStatuses[].image`: by tag, where it has one. */
  readonly image: string;
  /** As in `status.images[].names` of a node: by digest, then by tag. */
  readonly names: readonly string[];
}

/** @param image  with its tag or digest */
export function imageReferences(image: string, version: VersionProfile): ImageReferences {
  const parsed = parseImageName(image);
  if (parsed === undefined) return { imageId: digestOf(image), image, names: [image] };
  const isDocker = version.has('dockershim');
  const repository = isDocker ? withoutDockerHub(parsed.repository) : parsed.repository;
  const byDigest = `${repository}@${parsed.digest === '' ? digestOf(image) : parsed.digest}`;
  const imageId = isDocker ? `docker-pullable://${byDigest}` : byDigest;
  if (parsed.tag === '') return { imageId, image, names: [byDigest] };
  const byTag = `${repository}:${parsed.tag}`;
  return { imageId, image: byTag, names: [byDigest, byTag] };
}

const digestOf = (image: string): string => `sha256:${hexDigest(image)}`;
