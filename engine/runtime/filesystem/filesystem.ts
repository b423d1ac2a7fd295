// One container's view of files: its own root and the volumes mounted into it.
//
// Paths are absolute or relative to a `cwd` that the caller joins first. Every change goes through here, so that the
// revision of the volume it hits grows. The root tree is made at the first look, as it was from the beginning: most
// containers never look.
// Left out: owners (everything belongs to root), hard links, access by mode (root may do all), extended attributes.

import { baseTree } from './base-tree.ts';
import type { File } from './file.ts';
import { FileError } from './file-error.ts';
import {
  copyInode,
  type Directory,
  type Inode,
  newDirectory,
  newFile,
  newSymlink,
  treeBytes,
} from './inode.ts';
import { directoryAt, type Mount, mountPoint, type ResolvedMount, resolveSubPath } from './mounts.ts';
import { baseName } from './paths.ts';
import { Volume } from './volume.ts';

/** A file opened for writing; each append is one change of its volume. */
export interface OpenFile {
  append(text: string): void;
  /** Counts zero bytes that nobody will read back. */
  pad(bytes: number): void;
}

interface Place {
  readonly node: Inode | undefined;
  /** Directory that holds, or would hold, `name`; undefined at a root. */
  readonly parent: Directory | undefined;
  readonly name: string;
  readonly volume: Volume;
  readonly readOnly: boolean;
  /** Without symlinks. */
  readonly path: string;
}

/** Writes below this fill no disk; they are counted when somebody looks. */
const BULK_BYTES = 1024 ** 2;

const SYMLINKS_MAX = 40; // Linux: MAXSYMLINKS, include/linux/namei.h

/** Files written when the root tree is made: path to text. */
export type ImageFiles = Readonly<Record<string, string>>;

// Shared by the many containers that mount nothing.
const NO_MOUNTS: ReadonlyMap<string, ResolvedMount> = new Map();

export class FileSystem {
  readonly #nowMs: () => number;
  readonly #imageFiles: ImageFiles;
  readonly #mounts: ReadonlyMap<string, ResolvedMount>;
  readonly #madeMs: number;
  #root: Volume | undefined;
  /** Whoever watches the root, which may not have been made yet. */
  #rootWatchers: Set<() => void> | undefined;
  /** Told of writes so large that a disk may fill with them. */
  onBulk: (() => void) | undefined;

  /**
   * @param nowMs clock for modification times, milliseconds since the Unix epoch
   * @param mounts mount points; their parent directories are made as needed
   */
  constructor(nowMs: () => number, mounts: readonly Mount[] = [], imageFiles: ImageFiles = {}) {
    this.#nowMs = nowMs;
    this.#madeMs = nowMs();
    this.#imageFiles = imageFiles;
    this.#mounts =
      mounts.length === 0
        ? NO_MOUNTS
        : new Map(mounts.map((mount) => [mountPoint(mount.path), resolveSubPath(mount, this.#madeMs)]));
  }

  /** Grows with every change in the root and in all mounted volumes. */
  get revision(): number {
    let sum = this.#root?.revision ?? 0;
    for (const mount of this.#mounts.values()) sum += mount.volume.revision;
    return sum;
  }

  /** Calls `watcher` after every change anywhere in this view; returns how to stop. */
  watch(watcher: () => void): () => void {
    this.#rootWatchers ??= new Set();
    this.#rootWatchers.add(watcher);
    const volumes = new Set<Volume>();
    for (const { volume } of this.#mounts.values()) volumes.add(volume);
    const stops = [...volumes].map((volume) => volume.watch(watcher));
    return () => {
      this.#rootWatchers?.delete(watcher);
      for (const stop of stops) stop();
    };
  }

  /** Bytes of the container's own layer: what is in the root beyond what its image brought. Walks the tree. */
  layerBytes(): number {
    if (this.#root === undefined) return 0;
    return Math.max(0, treeBytes(this.#root.root) - treeBytes(this.#freshRoot().root));
  }

  /** What the path names, symlinks followed; undefined when nothing is there. */
  stat(path: string): Inode | undefined {
    return this.#tryWalk(path, true)?.node;
  }

  /** As `stat`, but the last symlink itself. */
  lstat(path: string): Inode | undefined {
    return this.#tryWalk(path, false)?.node;
  }

  /** Absolute path without symlinks. @throws FileError ENOENT */
  realPath(path: string): string {
    const place = this.#walk(path, true);
    if (place.node === undefined) throw new FileError('ENOENT', path);
    return place.path;
  }

  /** Whether an absolute path lies at or below a mount point. */
  isMounted(path: string): boolean {
    for (const point of this.#mounts.keys()) if (path === point || path.startsWith(`${point}/`)) return true;
    return false;
  }

  /** False where the path surely names no file that somebody wrote; cheaper than a look on a root never looked at. */
  mayHoldFile(path: string): boolean {
    return this.#root !== undefined || this.isMounted(path) || Object.hasOwn(this.#imageFiles, path);
  }

  /** Text of a file of the image whose root nobody has looked at yet; undefined says nothing. Makes no tree. */
  untouchedText(path: string): string | undefined {
    if (this.#root !== undefined || !Object.hasOwn(this.#imageFiles, path)) return undefined;
    return this.isMounted(path) ? undefined : this.#imageFiles[path];
  }

  /** Content of a file. @throws FileError ENOENT, EISDIR, ENOTDIR */
  readFile(path: string): string {
    const node = this.#walk(path, true).node;
    if (node === undefined) throw new FileError('ENOENT', path);
    if (node.kind === 'directory') throw new FileError('EISDIR', path);
    return node.kind === 'file' ? node.text : '';
  }

  /** Names in a directory, sorted by code unit. @throws FileError ENOENT, ENOTDIR */
  list(path: string): string[] {
    return [...this.#directory(path).entries.keys()].sort();
  }

  /** Makes or replaces a file. @throws FileError ENOENT (no such folder), EISDIR, EROFS */
  writeFile(path: string, text: string, mode?: number): void {
    const { file, volume } = this.#fileToWrite(path);
    file.write(text);
    if (mode !== undefined) file.mode = mode;
    volume.changed();
  }

  /** Adds to the end of a file, made if absent. */
  appendFile(path: string, text: string): void {
    const { file, volume } = this.#fileToWrite(path);
    file.append(text);
    volume.changed();
  }

  /** Opens for writing as a redirection does: made if absent, which counts as a change, as does emptying it. */
  openFile(path: string, how: 'truncate' | 'append'): OpenFile {
    const { file, volume } = this.#fileToWrite(path);
    if (how === 'truncate') file.write('');
    volume.changed();
    const changed = (): void => {
      file.mtimeMs = this.#nowMs();
      volume.changed();
    };
    return {
      append: (text) => {
        file.append(text);
        changed();
      },
      pad: (bytes) => {
        file.pad(bytes);
        changed();
        if (bytes >= BULK_BYTES) this.onBulk?.();
      },
    };
  }

  /** Makes the file if absent, else sets its modification time. */
  touch(path: string, mtimeMs: number = this.#nowMs()): void {
    const place = this.#walk(path, true);
    this.#mustBeWritable(place, path);
    if (place.node === undefined) {
      this.#put(place, path, newFile('', mtimeMs));
      return;
    }
    place.node.mtimeMs = mtimeMs;
    place.volume.changed();
  }

  makeDirectory(path: string, mode = 0o755): void {
    const place = this.#walk(path, true);
    if (place.node !== undefined) throw new FileError('EEXIST', path);
    this.#mustBeWritable(place, path);
    this.#put(place, path, newDirectory(this.#nowMs(), mode));
  }

  /** Makes a directory and all above it; those that exist are left alone. */
  makeDirectories(path: string, mode = 0o755): void {
    let at = '';
    for (const part of path.split('/').filter((part) => part !== '')) {
      at += `/${part}`;
      const node = this.stat(at);
      if (node === undefined) this.makeDirectory(at, mode);
      else if (node.kind !== 'directory') throw new FileError('ENOTDIR', at);
    }
  }

  /** Removes a file, symlink or whole tree. @throws FileError ENOENT, EROFS, EBUSY (a mount point) */
  remove(path: string): void {
    const place = this.#walk(path, false);
    if (place.node === undefined) throw new FileError('ENOENT', path);
    if (place.parent === undefined || this.#mounts.has(place.path)) throw new FileError('EBUSY', path);
    this.#mustBeWritable(place, path);
    place.parent.entries.delete(place.name);
    place.parent.mtimeMs = this.#nowMs();
    place.volume.changed();
  }

  /** Removes an empty directory. */
  removeDirectory(path: string): void {
    const node = this.lstat(path);
    if (node === undefined) throw new FileError('ENOENT', path);
    if (node.kind !== 'directory') throw new FileError('ENOTDIR', path);
    if (node.entries.size > 0) throw new FileError('ENOTEMPTY', path);
    this.remove(path);
  }

  symlink(target: string, path: string): void {
    const place = this.#walk(path, false);
    if (place.node !== undefined) throw new FileError('EEXIST', path);
    this.#mustBeWritable(place, path);
    this.#put(place, path, newSymlink(target, this.#nowMs()));
  }

  /** Puts a copy of a file or tree at `to`, in place of what was there. */
  copy(from: string, to: string): void {
    const source = this.stat(from);
    if (source === undefined) throw new FileError('ENOENT', from);
    const place = this.#walk(to, true);
    this.#mustBeWritable(place, to);
    // Reading a device gives nothing that a copy could hold.
    const copy = source.kind === 'device' ? newFile('', this.#nowMs()) : copyInode(source, this.#nowMs());
    this.#put(place, to, copy);
  }

  /** Moves within or across volumes; what was at `to` is replaced in the same instant. */
  rename(from: string, to: string): void {
    const source = this.lstat(from);
    if (source === undefined) throw new FileError('ENOENT', from);
    const place = this.#walk(to, false);
    this.#mustBeWritable(place, to);
    this.remove(from);
    this.#put(place, to, source);
  }

  setMode(path: string, mode: number): void {
    const place = this.#walk(path, true);
    if (place.node === undefined) throw new FileError('ENOENT', path);
    this.#mustBeWritable(place, path);
    if (place.node.kind !== 'symlink') place.node.mode = mode;
    place.volume.changed();
  }

  #directory(path: string): Directory {
    const node = this.#walk(path, true).node;
    if (node === undefined) throw new FileError('ENOENT', path);
    if (node.kind !== 'directory') throw new FileError('ENOTDIR', path);
    return node;
  }

  #mustBeWritable(place: Place, path: string): void {
    if (place.node?.kind === 'device') return;
    if (place.readOnly) throw new FileError('EROFS', path);
  }

  /** The file, made if absent; the caller tells of the change once it has written. */
  #fileToWrite(path: string): { file: File; volume: Volume } {
    const place = this.#walk(path, true);
    if (place.node?.kind === 'directory') throw new FileError('EISDIR', path);
    this.#mustBeWritable(place, path);
    if (place.node?.kind === 'file') {
      place.node.mtimeMs = this.#nowMs();
      return { file: place.node, volume: place.volume };
    }
    const file = newFile('', this.#nowMs());
    // A device swallows what is written to it.
    if (place.node === undefined) this.#link(place, path, file);
    return { file, volume: place.volume };
  }

  #put(place: Place, path: string, node: Inode): void {
    this.#link(place, path, node);
    place.volume.changed();
  }

  #link(place: Place, path: string, node: Inode): void {
    if (place.parent === undefined) throw new FileError('EBUSY', path);
    if (place.name === '') throw new FileError('ENOENT', path);
    place.parent.entries.set(place.name, node);
    place.parent.mtimeMs = this.#nowMs();
  }

  #rootVolume(): Volume {
    if (this.#root !== undefined) return this.#root;
    const root = this.#freshRoot();
    this.#root = root;
    root.watch(() => {
      for (const watcher of [...(this.#rootWatchers ?? [])]) watcher();
    });
    return root;
  }

  #freshRoot(): Volume {
    const now = this.#madeMs;
    const root = new Volume(now, baseTree(now));
    for (const [path, text] of Object.entries(this.#imageFiles)) {
      directoryAt(root.root, path.slice(0, path.lastIndexOf('/')), now).entries.set(
        baseName(path),
        newFile(text, now, 0o755),
      );
    }
    for (const path of this.#mounts.keys()) directoryAt(root.root, path, now);
    return root;
  }

  #tryWalk(path: string, follow: boolean): Place | undefined {
    try {
      return this.#walk(path, follow);
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
  }

  #walk(path: string, follow: boolean): Place {
    const rest = path.split('/').reverse();
    const trail: Place[] = [];
    const root = this.#rootVolume();
    let at: Place = { node: root.root, parent: undefined, name: '', volume: root, readOnly: false, path: '' };
    let links = 0;
    while (rest.length > 0) {
      const part = rest.pop();
      if (part === undefined || part === '' || part === '.') continue;
      if (part === '..') {
        at = trail.pop() ?? at;
        continue;
      }
      const directory = at.node;
      if (directory === undefined) throw new FileError('ENOENT', path);
      if (directory.kind !== 'directory') throw new FileError('ENOTDIR', path);
      const next = this.#child(at, directory, part);
      const last = rest.every((other) => other === '' || other === '.');
      if (next.node?.kind === 'symlink' && (follow || !last)) {
        if (++links > SYMLINKS_MAX) throw new FileError('ELOOP', path);
        rest.push(...next.node.target.split('/').reverse());
        if (next.node.target.startsWith('/')) {
          trail.length = 0;
          at = { node: root.root, parent: undefined, name: '', volume: root, readOnly: false, path: '' };
        }
        continue;
      }
      trail.push(at);
      at = next;
    }
    return at.path === '' ? { ...at, path: '/' } : at;
  }

  #child(at: Place, directory: Directory, name: string): Place {
    const path = `${at.path}/${name}`;
    const mount = this.#mounts.get(path);
    if (mount === undefined) {
      const node = directory.entries.get(name);
      return { node, parent: directory, name, volume: at.volume, readOnly: at.readOnly, path };
    }
    return {
      node: mount.node,
      parent: undefined,
      name,
      volume: mount.volume,
      readOnly: mount.readOnly === true,
      path,
    };
  }
}
