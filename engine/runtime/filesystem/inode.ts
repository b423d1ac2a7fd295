// The things a file tree is made of. Content is text; bytes that nobody reads (`dd if=/dev/zero`) are only counted.

export interface File {
  readonly kind: 'file';
  text: string;
  /** Zero bytes behind the text, counted and never shown. */
  paddingBytes: number;
  mode: number;
  mtimeMs: number;
}

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

export function newFile(text: string, mtimeMs: number, mode = 0o644): File {
  return { kind: 'file', text, paddingBytes: 0, mode, mtimeMs };
}

export function newDirectory(mtimeMs: number, mode = 0o755): Directory {
  return { kind: 'directory', entries: new Map(), mode, mtimeMs };
}

export function newSymlink(target: string, mtimeMs: number): Symlink {
  return { kind: 'symlink', target, mode: 0o777, mtimeMs };
}

/** Bytes of the UTF-8 form. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // A surrogate pair is two units and four bytes: two bytes for each of its halves.
    bytes += unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** Size as `ls -l` shows it, in bytes. */
export function sizeBytes(node: Inode): number {
  if (node.kind === 'file') return utf8Bytes(node.text) + node.paddingBytes;
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
  if (node.kind !== 'directory') return { ...node, mtimeMs };
  const copy = newDirectory(mtimeMs, node.mode);
  for (const [name, entry] of node.entries) copy.entries.set(name, copyInode(entry, mtimeMs));
  return copy;
}
