import { test } from 'node:test';
import { expect } from 'chai';
import { type TestNode, testNode } from '../test-node.ts';

const IMAGE_MANAGER = 'kubernetes v1.20.2 pkg/kubelet/images/image_manager_test.go, pullerTestCases';

interface Row {
  readonly name: string;
  readonly source: string;
  readonly image?: string;
  readonly policy: 'Always' | 'IfNotPresent' | 'Never';
  readonly isPresent: boolean;
  readonly isMissing?: boolean;
  readonly waiting?: string;
  readonly events: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: 'IfNotPresent, image is there',
    source: IMAGE_MANAGER,
    policy: 'IfNotPresent',
    isPresent: true,
    events: ['Pulled Container image "busybox:1" already present on machine'],
  },
  {
    name: 'IfNotPresent, image is not there',
    source: IMAGE_MANAGER,
    policy: 'IfNotPresent',
    isPresent: false,
    events: ['Pulling Pulling image "busybox:1"', 'Pulled Successfully pulled image "busybox:1" in'],
  },
  {
    name: 'Always, image is there',
    source: IMAGE_MANAGER,
    policy: 'Always',
    isPresent: true,
    events: ['Pulling Pulling image "busybox:1"', 'Pulled Successfully pulled image "busybox:1" in'],
  },
  {
    name: 'Never, image is there',
    source: IMAGE_MANAGER,
    policy: 'Never',
    isPresent: true,
    events: ['Pulled Container image "busybox:1" already present on machine'],
  },
  {
    name: 'Never, image is not there',
    source: IMAGE_MANAGER,
    policy: 'Never',
    isPresent: false,
    waiting: 'ErrImageNeverPull Container image "busybox:1" is not present with pull policy of Never',
    events: [
      'ErrImageNeverPull Container image "busybox:1" is not present with pull policy of Never',
      'Failed Error: ErrImageNeverPull',
    ],
  },
  {
    name: 'the pull fails',
    source: IMAGE_MANAGER,
    policy: 'IfNotPresent',
    isPresent: false,
    isMissing: true,
    waiting:
      'ErrImagePull rpc error: code = Unknown desc = Error response from daemon: manifest for busybox:1 not found: manifest unknown: manifest unknown',
    events: [
      'Pulling Pulling image "busybox:1"',
      'Failed Failed to pull image "busybox:1": rpc error: code = Unknown desc = Error response from daemon: manifest for busybox:1 not found: manifest unknown: manifest unknown',
      'Failed Error: ErrImagePull',
      'Failed Error: ImagePullBackOff',
    ],
  },
  {
    name: 'a name in capitals',
    source: 'kubernetes v1.20.2 pkg/kubelet/images/image_manager.go, applyDefaultImageTag',
    image: 'BusyBox',
    policy: 'IfNotPresent',
    isPresent: false,
    waiting:
      'InvalidImageName Failed to apply default image tag "BusyBox": couldn\'t parse image reference "BusyBox": invalid reference format: repository name must be lowercase',
    events: [
      'InspectFailed Failed to apply default image tag "BusyBox": couldn\'t parse image reference "BusyBox": invalid reference format: repository name must be lowercase',
      'Failed Error: InvalidImageName',
    ],
  },
];

for (const row of ROWS) {
  test(`image pulls: ${row.name}`, () => check(row));
}

function check({ image = 'busybox:1', policy, isPresent, isMissing, waiting, events }: Row): void {
  const node = testNode(20);
  if (isPresent) node.kubelet.images.preload(image);
  if (isMissing) node.registries.lack({ repository: 'docker.io/library/busybox', reference: '1' }, 'tag');
  start(node, 'p', image, policy);
  node.kernel.advance(2000);
  const told = imageEvents(node);
  expect(told).to.have.length(events.length);
  for (const [i, event] of events.entries()) expect(told[i]).to.include(event);
  const state = node.pod('p').status.containerStatuses?.[0]?.state;
  if (waiting === undefined) expect(state).to.have.property('running');
  else expect(`${state?.waiting?.reason} ${state?.waiting?.message}`).to.equal(waiting);
}

function start(node: TestNode, name: string, image: string, imagePullPolicy = 'IfNotPresent'): void {
  node.createPod(name, { containers: [{ name: 'c', image, imagePullPolicy, command: ['sleep', '3600'] }] });
}

function imageEvents(node: TestNode): string[] {
  return node.events().filter((text) => /^(Pull|Failed|Err|Inspect)/.test(text));
}

test('tries are 10 s apart, then 20, 40, and so on to 5 minutes, each taken up by the next look at the pod', () => {
  const node = testNode(20);
  node.registries.lack({ repository: 'docker.io/library/busybox', reference: '1' }, 'tag');
  const tries: number[] = [];
  const pull = node.registries.pull.bind(node.registries);
  node.registries.pull = (...asked) => {
    if (tries.at(-1) !== node.kernel.nowMs) tries.push(node.kernel.nowMs);
    return pull(...asked);
  };
  start(node, 'p', 'busybox:1');
  node.kernel.advance(1_800_000);
  const gaps = tries.slice(1).map((ms, i) => (ms - tries[i]!) / 1000);
  // Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, backOffPeriod and MaxContainerBackOff; a look each 10 to 15 s.
  for (const [i, least] of [10, 20, 40, 80, 160, 300, 300].entries())
    expect(gaps[i]).to.be.within(least, least + 16);
});

test('a node pulls one image at a time; the event tells the wait', () => {
  // Source: kubernetes v1.28.0 pkg/kubelet/images/puller.go, serialImagePuller.
  const node = testNode(28);
  node.registries.setPullMs({ repository: 'docker.io/library/big', reference: '1' }, 60_000);
  node.registries.setPullMs({ repository: 'docker.io/library/small', reference: '1' }, 2_000);
  start(node, 'a', 'big:1');
  start(node, 'b', 'small:1');
  node.kernel.advance(90_000);
  expect(imageEvents(node).filter((text) => text.startsWith('Pulled'))).to.deep.equal([
    'Pulled Successfully pulled image "big:1" in 1m0s (1m0s including waiting) x1',
    'Pulled Successfully pulled image "small:1" in 2s (1m2s including waiting) x1',
  ]);
});

for (const [minor, end] of [
  [23, /"busybox:1" in 2\.000\d+s x1$/],
  [29, /"busybox:1" in 2s \(2s including waiting\) x1$/],
  [30, /"busybox:1" in 2s \(2s including waiting\)\. Image size: \d{7,9} bytes\. x1$/],
] as const) {
  // Source: kubernetes v1.20.2, v1.28.0 and v1.30 pkg/kubelet/images/image_manager.go, EnsureImageExists.
  test(`1.${minor} tells of a pull as its release does`, () => {
    const node = testNode(minor);
    node.registries.setPullMs({ repository: 'docker.io/library/busybox', reference: '1' }, 2_000);
    start(node, 'p', 'busybox:1');
    node.kernel.advance(10_000);
    expect(imageEvents(node).find((text) => text.startsWith('Pulled'))).to.match(end);
  });
}

for (const [minor, end] of [
  [34, 'already present on machine x1'],
  [35, 'already present on machine and can be accessed by the pod x1'],
] as const) {
  // Source: kubernetes pkg/features/kube_features.go, KubeletEnsureSecretPulledImages.
  test(`1.${minor} tells of an image that is there as its release does`, () => {
    const node = testNode(minor);
    node.kubelet.images.preload('busybox:1');
    start(node, 'p', 'busybox:1');
    node.kernel.advance(10_000);
    expect(imageEvents(node)).to.deep.equal([`Pulled Container image "busybox:1" ${end}`]);
  });
}

test('a registry that goes down in the middle of a pull fails it', () => {
  const node = testNode(28);
  node.registries.setPullMs({ repository: 'reg.io/big', reference: '1' }, 60_000);
  start(node, 'p', 'reg.io/big:1');
  node.kernel.advance(30_000);
  node.registries.setDown('reg.io', true);
  node.kernel.advance(32_000);
  expect(node.pod('p').status.containerStatuses?.[0]?.state?.waiting?.reason).to.equal('ErrImagePull');
});
