// The things a file tree is made of.

import { File } from './file.ts';
import { utf8Bytes } from './utf8.ts';

export interface Directory {
  readonly kind: 'directory';
  readonly entries: Map<string, Inode>;
  mode: number;
  mtimeMs: number;
}

export interface Symlink {
  readonly kind: 'symlink';
  readonly target: string;
  readonly mode: number;
  mtimeMs: number;
}

/** What `/dev` holds. `log` copies its writes to one of the process's own streams. */
export interface Device {
  readonly kind: 'device';
  readonly device: 'null' | 'zero' | 'random' | 'stdin' | 'stdout' | 'stderr';
  mode: number;
  mtimeMs: number;
}

export type Inode = File | Directory | Symlink | Device;

export const newFile = (text: string, mtimeMs: number, mode = 0o644): File => new File(text, mtimeMs, mode);

export function newDirectory(mtimeMs: number, mode = 0o755): Directory {
  return { kind: 'directory', entries: new Map(), mode, mtimeMs };
}

export function newSymlink(target: string, mtimeMs: number): Symlink {
  return { kind: 'symlink', target, mode: 0o777, mtimeMs };
}

/** Size as `ls -l` shows it, in bytes. */
export function sizeBytes(node: Inode): number {
  if (node.kind === 'file') return node.bytes;
  if (node.kind === 'symlink') return utf8Bytes(node.target);
  return node.kind === 'directory' ? 4096 : 0;
}

/** Bytes of all files below, as a quota on the tree counts them. */
export function treeBytes(node: Inode): number {
  if (node.kind !== 'directory') return node.kind === 'file' ? sizeBytes(node) : 0;
  let bytes = 0;
  for (const entry of node.entries.values()) bytes += treeBytes(entry);
  return bytes;
}

/** A copy of a file or a whole tree that shares nothing with the original. */
export function copyInode(node: Inode, mtimeMs: number): Inode {
  if (node.kind === 'file') return node.copy(mtimeMs);
  if (node.kind !== 'directory') return { ...node, mtimeMs };
  const copy = newDirectory(mtimeMs, node.mode);
  for (const [name, entry] of node.entries) copy.entries.set(name, copyInode(entry, mtimeMs));
  return copy;
}
