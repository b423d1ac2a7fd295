// Source of the rows: docker/distribution reference/normalize_test.go; kubernetes v1.20.2 pkg/apis/core/v1/defaults_test.go.

import { test } from 'node:test';
import { expect } from 'chai';
import { defaultPullPolicy, parseImageName } from './image-name.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

const rows: readonly (readonly [
  image: string,
  repository: string | undefined,
  tag: string,
  policy: string,
])[] = [
  ['nginx', 'docker.io/library/nginx', 'latest', 'Always'],
  ['nginx:1.19', 'docker.io/library/nginx', '1.19', 'IfNotPresent'],
  ['team/app:latest', 'docker.io/team/app', 'latest', 'Always'],
  ['index.docker.io/nginx', 'docker.io/library/nginx', 'latest', 'Always'],
  ['reg.example.com:5000/x/y', 'reg.example.com:5000/x/y', 'latest', 'Always'],
  ['localhost/x', 'localhost/x', 'latest', 'Always'],
  [`nginx@${DIGEST}`, 'docker.io/library/nginx', '', 'IfNotPresent'],
  [`nginx:latest@${DIGEST}`, 'docker.io/library/nginx', 'latest', 'Always'],
  ['Upper/case', undefined, '', 'IfNotPresent'],
  ['nginx:bad tag', undefined, '', 'IfNotPresent'],
  ['a'.repeat(64), undefined, '', 'IfNotPresent'],
];

for (const [image, repository, tag, policy] of rows) {
  test(`image ${image.slice(0, 40)}`, () => {
    const name = parseImageName(image);
    expect(name?.repository).to.equal(repository);
    expect(name?.tag ?? '').to.equal(tag);
    expect(defaultPullPolicy(image)).to.equal(policy);
  });
}
