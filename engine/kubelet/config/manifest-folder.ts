// The manifest folder of a node: each file in it is to be one pod. Changes are heard of at once; every 20 s all files
// are read again, which is when a file that got worse loses its pod, and one of two that name the same pod wins.
//
// A listing that would find what the last one found is not an event. Pods are kept by name, as upstream's store keeps
// them. Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/config/{file,file_linux}.go; fileCheckFrequency:
// pkg/kubelet/apis/config/v1beta1/defaults.go.

import type { Pod } from '../../api/objects.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { PRIORITY, type SimEvent } from '../../kernel/sim-event.ts';
import type { Volume } from '../../runtime/runtime.ts';
import { nextTickMs } from '../ticks.ts';
import { inodeAt } from '../volumes/disks.ts';
import type { ReadPod } from './pod-manifest.ts';

/** As kubeadm sets staticPodPath. */
export const MANIFEST_FOLDER = '/etc/kubernetes/manifests';
const FILE_CHECK_MS = 20_000;

export interface ManifestFolderOptions {
  readonly kernel: Kernel;
  /** When the node's listings fall, 0 to 19,999 ms. */
  readonly phaseMs: number;
  readonly read: (text: string, path: string) => ReadPod;
  /** All pods that the folder holds from now on. */
  readonly onPods: (pods: readonly Pod[]) => void;
  /** A line of the kubelet's log. */
  readonly log: (text: string) => void;
}

export class ManifestFolder {
  private readonly options: ManifestFolderOptions;
  private readonly pods = new Map<string, Pod>();
  private readonly podNameByPath = new Map<string, string>();
  /** The files as they were last seen, by path. */
  private seen: ReadonlyMap<string, string> = new Map();
  private tree: Volume | undefined;
  private unwatch: (() => void) | undefined;
  private listing: SimEvent | undefined;
  private isPaused = false;

  constructor(options: ManifestFolderOptions) {
    this.options = options;
  }

  /** Reads what is there and watches it from now on. */
  watch(tree: Volume): void {
    this.tree = tree;
    this.unwatch = tree.watch(() => this.look());
    this.seen = this.files();
    if (this.seen.size > 0) this.list();
  }

  stop(): void {
    this.unwatch?.();
    this.options.kernel.cancel(this.listing);
  }

  pause(): void {
    this.isPaused = true;
  }

  /** Catches up with what it missed. */
  resume(): void {
    this.isPaused = false;
    this.look();
  }

  private look(): void {
    if (this.isPaused || this.tree === undefined) return;
    const now = this.files();
    const before = this.seen;
    this.seen = now;
    const changed = [...now].filter(([path, text]) => before.get(path) !== text);
    const removed = [...before.keys()].filter((path) => !now.has(path));
    if (changed.length === 0 && removed.length === 0) return;
    for (const path of removed) this.onRemoved(path);
    for (const [path, text] of changed) this.onWritten(path, text);
    this.listSoon();
  }

  private onWritten(path: string, text: string): void {
    const { read, log } = this.options;
    const found = read(text, path);
    if ('error' in found)
      return log(
        `Unable to process watch event: can't process config file "${path}": ${problemOf(path, found)}`,
      );
    this.keep(path, found.pod);
    this.tell();
  }

  private onRemoved(path: string): void {
    const name = this.podNameByPath.get(path);
    if (name === undefined) return;
    this.podNameByPath.delete(path);
    this.pods.delete(name);
    this.tell();
  }

  private list(): void {
    const { read, log, onPods } = this.options;
    const found: (readonly [string, Pod])[] = [];
    for (const [path, text] of this.seen) {
      const result = read(text, path);
      if ('error' in result)
        log(`Could not process manifest file path="${path}" err=${JSON.stringify(problemOf(path, result))}`);
      else found.push([path, result.pod]);
    }
    // What is kept stays then, and comes back with the next file that is written.
    if (found.length === 0) return onPods([]);
    this.pods.clear();
    for (const [path, pod] of found) this.keep(path, pod);
    this.tell();
  }

  private listSoon(): void {
    if (this.listing !== undefined) return;
    const { kernel, phaseMs } = this.options;
    const delayMs = nextTickMs(kernel.nowMs, phaseMs, FILE_CHECK_MS) - kernel.nowMs;
    const label = 'kubelet reads its manifest folder: every 20s';
    this.listing = kernel.schedule(
      { delayMs, kind: 'kubelet manifests', priority: PRIORITY.period, label },
      () => {
        this.listing = undefined;
        if (!this.isPaused) this.list();
      },
    );
  }

  private keep(path: string, pod: Pod): void {
    const name = `${pod.metadata.namespace}/${pod.metadata.name}`;
    this.podNameByPath.set(path, name);
    this.pods.set(name, pod);
  }

  private tell(): void {
    this.options.onPods([...this.pods.values()]);
  }

  // In order of their names. Folders and names that begin with a dot are passed over.
  private files(): ReadonlyMap<string, string> {
    const folder = this.tree === undefined ? undefined : inodeAt(this.tree.root, MANIFEST_FOLDER);
    if (folder?.kind !== 'directory') return new Map();
    const files: [string, string][] = [];
    for (const name of [...folder.entries.keys()].sort()) {
      const node = folder.entries.get(name);
      if (node?.kind === 'file' && !name.startsWith('.'))
        files.push([`${MANIFEST_FOLDER}/${name}`, node.text]);
    }
    return new Map(files);
  }
}

const problemOf = (path: string, { error, isParsed }: { error: string; isParsed: boolean }): string =>
  isParsed ? error : `${path}: couldn't parse as pod(${error}), please check config file`;
