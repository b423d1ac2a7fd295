// Manifests become pods of a node, or are refused. Source of the rows: kubernetes v1.28.0 pkg/kubelet/config/common_test.go
// and common.go; the releases as behaviours.ts has them.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { KindTraits } from '../../api/kind.ts';
import { KINDS } from '../../api/kinds/index.ts';
import type { Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { type ReadPod, readPodList, readPodManifest } from './pod-manifest.ts';

const traits = KINDS.find(({ kind }) => kind === 'Pod') as KindTraits;
const WEB =
  '{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web, image: nginx}]}}';

function read(text: string, minor = 36, nodeName = 'node-1', isFile = true): ReadPod {
  const origin = { nodeName, source: isFile ? `/etc/kubernetes/manifests/web.yaml` : 'http://x', isFile };
  return readPodManifest(text, origin, { traits, context: { version: versionProfile(minor) } });
}

function podOf(found: ReadPod): Pod {
  if ('error' in found) throw new Error(found.error);
  return found.pod;
}

describe('the pod of a manifest', () => {
  it('bears its name and that of the node, is bound there, and is pending', () => {
    const { metadata, spec, status } = podOf(read(WEB));
    expect(metadata.name).to.equal('web-node-1');
    expect(metadata.namespace).to.equal('default');
    expect(spec.nodeName).to.equal('node-1');
    expect(status.phase).to.equal('Pending');
    expect(metadata.annotations).to.deep.equal({ 'kubernetes.io/config.hash': metadata.uid });
  });

  it('keeps a uid that it names itself', () => {
    expect(podOf(read(WEB.replace('name: web}', 'name: web, uid: mine}'))).metadata.uid).to.equal('mine');
  });

  it('has defaults, and from a file a toleration for all NoExecute taints', () => {
    const { spec } = podOf(read(WEB));
    expect(spec.restartPolicy).to.equal('Always');
    expect(spec.tolerations).to.deep.equal([{ operator: 'Exists', effect: 'NoExecute' }]);
    expect(podOf(read(WEB, 36, 'node-1', false)).spec.tolerations).to.equal(undefined);
  });

  it('has the same uid each time, and another when a word changes', () => {
    const uid = (text: string): string => podOf(read(text)).metadata.uid;
    expect(uid(WEB)).to.match(/^[0-9a-f]{32}$/);
    expect(uid(WEB)).to.equal(uid(WEB));
    expect(uid(WEB)).not.to.equal(uid(WEB.replace('nginx', 'nginx:1')));
  });

  for (const [minor, isSame] of [
    [20, true],
    [21, false],
  ] as const) {
    it(`in 1.${minor} the uid is ${isSame ? 'the same' : 'another'} on another node`, () => {
      const [one, two] = ['a', 'b'].map((node) => podOf(read(WEB, minor, node)).metadata.uid);
      expect(one === two).to.equal(isSame);
    });
  }
});

describe('what is refused', () => {
  const rows: readonly (readonly [string, string, boolean, string])[] = [
    [
      'another kind',
      '{apiVersion: v1, kind: Service, metadata: {name: a}}',
      false,
      'invalid pod: v1 Service',
    ],
    ['nothing', '', false, "Object 'Kind' is missing in 'null'"],
    ['no YAML', 'a: [', false, "yaml: did not find expected ',' or '}'"],
    ['no name', WEB.replace('name: web}, spec', '}, spec'), true, 'invalid pod: name is needed for the pod'],
    [
      'no containers',
      WEB.replace(/containers.*$/, 'containers: []}}'),
      true,
      'invalid pod: [spec.containers: Required value]',
    ],
    [
      'a ConfigMap',
      WEB.replace('image: nginx', 'image: nginx, envFrom: [{configMapRef: {name: c}}]'),
      true,
      'static pods may not reference configmaps',
    ],
    [
      'a CSI volume',
      WEB.replace('spec: {', 'spec: {volumes: [{name: t, csi: {driver: d}}], '),
      true,
      'static pods may not reference csidrivers (via CSI volumes)',
    ],
  ];
  for (const [what, text, isParsed, error] of rows) {
    it(what, () => {
      expect(read(text)).to.deep.equal({ error, isParsed });
    });
  }

  it('a field that pods do not have is passed over', () => {
    expect(podOf(read(WEB.replace('spec: {', 'spec: {colour: blue, '))).metadata.name).to.equal('web-node-1');
  });
});

describe('a list of pods', () => {
  const context = { version: versionProfile(36) };
  const origin = { nodeName: 'n', source: 'http://x', isFile: false };
  const list = (items: string): string => `{apiVersion: v1, kind: PodList, items: [${items}]}`;

  it('holds each of them', () => {
    const found = readPodList(list(`${WEB}, ${WEB.replace('web', 'two')}`), origin, { traits, context });
    expect('pods' in found && found.pods.map(({ metadata }) => metadata.name)).to.deep.equal([
      'web-n',
      'two-n',
    ]);
  });

  it('is refused for one of them', () => {
    const found = readPodList(list(`${WEB}, ${WEB.replace('nginx', '""')}`), origin, { traits, context });
    expect('error' in found && found.error).to.contain(
      'invalid pod: [spec.containers[0].image: Required value',
    );
  });
});
