// The folder's store and its two ways of hearing of files. Source of the rows: kubernetes v1.28.0
// pkg/kubelet/config/file.go, listConfig and consumeWatchEvent.

import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../../api/objects.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { Volume } from '../../runtime/runtime.ts';
import { ManifestFolder } from './manifest-folder.ts';
import { placeManifest, removeManifest } from './place-manifest.ts';

let kernel: Kernel;
let tree: Volume;
let folder: ManifestFolder;
let pods: string[];
let log: string[];

// `web 1` is the pod web, as its first manifest has it.
const read = (text: string): { pod: Pod } | { error: string; isParsed: boolean } => {
  const [name = '', uid = ''] = text.split(' ');
  if (name === 'bad') return { error: 'bad', isParsed: true };
  return { pod: { metadata: { name, namespace: 'default', uid } } as Pod };
};

beforeEach(() => {
  kernel = new Kernel({ startEpochMs: 0, recordTimer: () => 0 });
  tree = new Volume(0);
  pods = [];
  log = [];
  folder = new ManifestFolder({
    kernel,
    phaseMs: 5000,
    read,
    onPods: (all) => {
      pods = all.map(({ metadata }) => `${metadata.name} ${metadata.uid}`);
    },
    log: (text) => log.push(text),
  });
  folder.watch(tree);
});

const place = (name: string, text: string): void => placeManifest(tree, name, text, 0);
const remove = (name: string): void => removeManifest(tree, name, 0);

describe('a manifest folder', () => {
  it('has the pods of its files at once, and loses them with the files', () => {
    place('a.yaml', 'a 1');
    place('b.yaml', 'b 1');
    expect(pods).to.deep.equal(['a 1', 'b 1']);
    remove('a.yaml');
    expect(pods).to.deep.equal(['b 1']);
  });

  it('passes over files that begin with a dot', () => {
    place('.a.yaml.swp', 'a 1');
    expect(pods).to.deep.equal([]);
  });

  it('of two files for one pod, the one written last counts, and from the next listing on the one named last', () => {
    place('z.yaml', 'a 1');
    place('b.yaml', 'a 2');
    expect(pods).to.deep.equal(['a 2']);
    kernel.advance(5000);
    expect(pods).to.deep.equal(['a 1']);
  });

  it('loses the pod of two files with either of them, until the next listing', () => {
    place('a.yaml', 'a 1');
    place('a.yaml~', 'a 1');
    kernel.advance(5000);
    remove('a.yaml~');
    expect(pods).to.deep.equal([]);
    kernel.advance(20_000);
    expect(pods).to.deep.equal(['a 1']);
  });

  it('keeps the pod of a file that got worse until the next listing', () => {
    place('a.yaml', 'a 1');
    kernel.advance(5000);
    place('a.yaml', 'bad');
    expect(pods).to.deep.equal(['a 1']);
    expect(log).to.have.length(1);
    kernel.advance(20_000);
    expect(pods).to.deep.equal([]);
  });

  it('catches up with what it missed while it was paused', () => {
    folder.pause();
    place('a.yaml', 'a 1');
    expect(pods).to.deep.equal([]);
    folder.resume();
    expect(pods).to.deep.equal(['a 1']);
  });
});
