// Where a kubelet has pods from besides the API: the manifest folder of its node, and a URL if it was told one.
//
// Sources are read as long as the kubelet runs, whether the API server is there or not.
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, makePodSourceConfig.

import type { Pod } from '../../api/objects.ts';
import type { Client } from '../../client/client.ts';
import type { World } from '../../client/component.ts';
import { InvariantError } from '../../errors.ts';
import type { Disks } from '../volumes/disks.ts';
import { ManifestFolder } from './manifest-folder.ts';
import { ManifestUrl } from './manifest-url.ts';
import { type ManifestOrigin, type ReadMeans, readPodList, readPodManifest } from './pod-manifest.ts';
import { type Source, StaticPods } from './static-pods.ts';
import type { WebPages } from './web-pages.ts';

const CHECK_MS = 20_000;

/** The setting staticPodURL, and what answers there. */
export interface ManifestUrlSetting {
  readonly url: string;
  readonly pages: WebPages;
}

export interface PodConfigOptions {
  readonly world: World;
  readonly nodeName: string;
  readonly disks: Disks;
  readonly client: Client;
  /** When the node's rounds of a period fall, in milliseconds. */
  readonly phaseOf: (periodMs: number) => number;
  readonly manifestUrl: ManifestUrlSetting | undefined;
  readonly onAdd: (pod: Pod) => void;
  readonly onUpdate: (pod: Pod) => void;
  readonly onRemove: (pod: Pod) => void;
}

export class PodConfig {
  readonly statics: StaticPods;
  private readonly options: PodConfigOptions;
  private readonly folder: ManifestFolder;
  private url: ManifestUrl | undefined;
  private means: ReadMeans | undefined;

  constructor(options: PodConfigOptions) {
    const { world, nodeName, client, onAdd, onUpdate, onRemove, phaseOf } = options;
    const { kernel, version } = world;
    this.options = options;
    const log = (text: string): void => this.log(text);
    this.statics = new StaticPods({
      ...{ kernel, version, nodeName, client, onAdd, onUpdate, onRemove, log },
      nodeUid: () => world.server.peek('Node', undefined, nodeName)?.metadata.uid,
    });
    this.folder = new ManifestFolder({
      kernel,
      phaseMs: phaseOf(CHECK_MS),
      read: (text, path) => readPodManifest(text, this.origin(path, 'file'), this.reading()),
      onPods: (pods) => this.statics.set('file', pods),
      log,
    });
  }

  start(): void {
    const { disks, nodeName, manifestUrl } = this.options;
    disks.whenThere(nodeName, (tree) => this.folder.watch(tree));
    if (manifestUrl !== undefined) this.readFrom(manifestUrl);
  }

  /** From now on pods come from there as well. */
  readFrom({ url, pages }: ManifestUrlSetting): void {
    const { world, phaseOf } = this.options;
    this.url?.stop();
    this.url = new ManifestUrl({
      kernel: world.kernel,
      url,
      pages,
      phaseMs: phaseOf(CHECK_MS),
      readOne: (text) => readPodManifest(text, this.origin(url, 'http'), this.reading()),
      readList: (text) => readPodList(text, this.origin(url, 'http'), this.reading()),
      onPods: (pods) => this.statics.set('http', pods),
      log: (text) => this.log(text),
    });
  }

  stop(): void {
    this.folder.stop();
    this.url?.stop();
  }

  pause(): void {
    this.folder.pause();
    this.url?.pause();
  }

  resume(): void {
    this.folder.resume();
    this.url?.resume();
  }

  /** Nobody but the kubelet's own log hears of a manifest that it cannot use. */
  private log(text: string): void {
    const { world, nodeName } = this.options;
    world.trace.append({ type: 'decision', actor: `kubelet ${nodeName}`, topic: 'log', text });
  }

  private origin(source: string, from: Source): ManifestOrigin {
    return { nodeName: this.options.nodeName, source, isFile: from === 'file' };
  }

  private reading(): ReadMeans {
    if (this.means === undefined) {
      const { kinds, context } = this.options.world.server.core;
      const traits = kinds.get('Pod');
      if (traits === undefined) throw new InvariantError('the API has no pods');
      this.means = { traits, context };
    }
    return this.means;
  }
}
