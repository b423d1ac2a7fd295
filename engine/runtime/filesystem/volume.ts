// A tree that containers mount: an emptyDir shared by a pod, a hostPath shared by a node, a claim's volume.
//
// Its revision grows with every change, so that whoever asked a question of it knows for how long the answer holds.

import { type Directory, newDirectory, treeBytes } from './inode.ts';

/** A file tree that several containers may share. */
export class Volume {
  readonly root: Directory;
  /** Number of changes so far; equal revisions mean equal content. */
  revision = 0;
  /** Of what was written in words and is in no file. */
  unreadBytes = 0;
  readonly #watchers = new Set<() => void>();

  constructor(mtimeMs: number, root: Directory = newDirectory(mtimeMs, 0o777)) {
    this.root = root;
  }

  /** Called after each change to the tree, by whoever made it. */
  changed(): void {
    this.revision++;
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** Calls `watcher` after every change, at the instant of the change; returns how to stop. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Bytes of all that was written, what `sizeLimit` and node-pressure eviction compare. Walks the tree. */
  usedBytes(): number {
    return treeBytes(this.root) + this.unreadBytes;
  }
}
