// How a container runtime says that it could not pull an image. The words come from the runtime, not from the kubelet:
// Docker's until 1.23, containerd's from then on.
//
// Source: moby v20.10 distribution/{errors,pull_v2}.go behind kubernetes v1.20.2 pkg/kubelet/dockershim/docker_image.go;
// containerd v1.7 client/pull.go, remotes/docker/{resolver,authorizer}.go.

import { type ImageName, referenceOf, withoutDockerHub } from '../../api/pod/image-name.ts';
import { DOCKER_HUB, type PullRefusal } from '../../runtime/registries/registries.ts';
import type { VersionProfile } from '../../versions/profile.ts';

/** Where Docker Hub answers. */
const DOCKER_HUB_HOST = 'registry-1.docker.io';

export function pullErrorText(image: ImageName, refusal: PullRefusal, version: VersionProfile): string {
  return version.has('dockershim') ? dockerText(image, refusal) : containerdText(image, refusal);
}

function dockerText(image: ImageName, refusal: PullRefusal): string {
  const { host, path, reference } = placeOf(image);
  const says = (text: string): string =>
    `rpc error: code = Unknown desc = Error response from daemon: ${text}`;
  const manifest = `Head "https://${host}/v2/${path}/manifests/${reference}"`;
  switch (refusal.why) {
    case 'down':
      return says(`Get "https://${host}/v2/": dial tcp ${refusal.address}:443: connect: connection refused`);
    case 'no account':
      return host === DOCKER_HUB_HOST
        ? says(deniedByDocker(image))
        : says(`${manifest}: no basic auth credentials`);
    case 'wrong account':
      return says(`${manifest}: unauthorized: authentication required`);
    case 'no such repository':
      return host === DOCKER_HUB_HOST
        ? says(deniedByDocker(image))
        : says(
            `manifest for ${familiar(image)} not found: name unknown: repository name not known to registry`,
          );
    case 'no such tag':
      return says(`manifest for ${familiar(image)} not found: manifest unknown: manifest unknown`);
  }
}

// Docker Hub does not say whether a repository is there to those who may not see it.
function deniedByDocker(image: ImageName): string {
  const [name = ''] = familiar(image).split(/[@:]/);
  return `pull access denied for ${name}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`;
}

function containerdText(image: ImageName, refusal: PullRefusal): string {
  const { host, path, reference, whole } = placeOf(image);
  const says = (text: string, code = 'Unknown'): string =>
    `rpc error: code = ${code} desc = failed to pull and unpack image "${whole}": failed to resolve reference "${whole}": ${text}`;
  const url = `https://${host}/v2/${path}/manifests/${reference}`;
  const denied = 'pull access denied, repository does not exist or may require authorization';
  const isHub = host === DOCKER_HUB_HOST;
  switch (refusal.why) {
    case 'down':
      return says(
        `failed to do request: Head "${url}": dial tcp ${refusal.address}:443: connect: connection refused`,
      );
    case 'no account':
      return says(
        isHub
          ? `${denied}: server message: insufficient_scope: authorization failed`
          : `${denied}: authorization failed: no basic auth credentials`,
      );
    case 'wrong account':
      return says(`unexpected status from HEAD request to ${url}: 401 Unauthorized`);
    case 'no such repository':
      return isHub
        ? says(`${denied}: server message: insufficient_scope: authorization failed`)
        : says(`${whole}: not found`, 'NotFound');
    case 'no such tag':
      return says(`${whole}: not found`, 'NotFound');
  }
}

function placeOf(image: ImageName): { host: string; path: string; reference: string; whole: string } {
  const { repository, tag, digest } = image;
  const slash = repository.indexOf('/');
  const host = repository.slice(0, slash);
  return {
    host: host === DOCKER_HUB ? DOCKER_HUB_HOST : host,
    path: repository.slice(slash + 1),
    reference: referenceOf(image),
    whole: `${repository}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`,
  };
}

// As people write it: without Docker Hub and its folder of official images.
const familiar = (image: ImageName): string => withoutDockerHub(placeOf(image).whole);
