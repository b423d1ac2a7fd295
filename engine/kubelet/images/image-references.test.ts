// How runtimes call images. Source of the rows: kubernetes v1.20.2 pkg/kubelet/dockershim/convert_test.go and naming of
// Docker; containerd v1.7 pkg/cri/sbserver/container_status_test.go.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import { imageReferences } from './image-references.ts';

const HEX = 'a'.repeat(64);

const ROWS: readonly (readonly [image: string, docker: string, containerd: string])[] = [
  ['nginx:1.25', 'nginx:1.25', 'docker.io/library/nginx:1.25'],
  ['team/app:2', 'team/app:2', 'docker.io/team/app:2'],
  ['reg.io:5000/app:latest', 'reg.io:5000/app:latest', 'reg.io:5000/app:latest'],
];

describe('the names of images on a node', () => {
  for (const [image, docker, containerd] of ROWS)
    it(image, () => {
      const withDocker = imageReferences(image, versionProfile(20));
      const withContainerd = imageReferences(image, versionProfile(30));
      expect(withDocker.names[1]).to.equal(docker);
      expect(withContainerd.names[1]).to.equal(containerd);
      expect(withDocker.imageId).to.equal(`docker-pullable://${withDocker.names[0]}`);
      expect(withContainerd.image).to.equal(containerd);
      expect(withContainerd.imageId).to.equal(withContainerd.names[0]);
      expect(withContainerd.names[0]).to.match(/^[^@]*[^:@]@sha256:[0-9a-f]{64}$/);
    });

  it('an image by digest has no tag', () => {
    expect(imageReferences(`nginx@sha256:${HEX}`, versionProfile(30))).to.deep.equal({
      imageId: `docker.io/library/nginx@sha256:${HEX}`,
      image: `nginx@sha256:${HEX}`,
      names: [`docker.io/library/nginx@sha256:${HEX}`],
    });
  });
});
