// How ConfigMap, Secret, downward API and projected volumes change: all files at once.
//
// The files live in a folder named by the time of writing; `..data` is a symlink to it, and each visible name is a
// symlink into `..data`. An update writes a new folder and then swaps `..data`, so a reader sees all old or all new.
// A subPath mount was resolved once, at the container's start, and therefore never follows (see `FileSystem`).
// Source: kubernetes v1.20.2 pkg/volume/util/atomic_writer.go, AtomicWriter.Write.

import { type Directory, newDirectory, newFile, newSymlink } from './inode.ts';
import type { Volume } from './volume.ts';

/** One file of the payload. */
export interface PayloadFile {
  readonly text: string;
  /** Permission bits, for example 0o644. */
  readonly mode: number;
}

const DATA_LINK = '..data';

/**
 * Replaces the content of a volume at one instant. Equal content changes nothing, not even the revision.
 *
 * @param files path relative to the volume's root (may hold folders: `a/b`), to file
 * @param nowEpochMs names the folder, as `..2006_01_02_15_04_05.000000000`
 * @returns whether anything changed
 */
export function writeAtomically(
  volume: Volume,
  files: ReadonlyMap<string, PayloadFile>,
  nowEpochMs: number,
): boolean {
  const root = volume.root.entries;
  const link = root.get(DATA_LINK);
  const oldName = link?.kind === 'symlink' ? link.target : undefined;
  const old = oldName === undefined ? undefined : root.get(oldName);
  const next = payloadTree(files, nowEpochMs);
  if (old?.kind === 'directory' && sameTree(old, next)) return false;
  const name = folderName(nowEpochMs, root);
  root.set(name, next);
  root.set(DATA_LINK, newSymlink(name, nowEpochMs));
  if (oldName !== undefined) root.delete(oldName);
  for (const top of [...root.keys()]) {
    if (!top.startsWith('..') && !next.entries.has(top)) root.delete(top);
  }
  for (const top of next.entries.keys()) root.set(top, newSymlink(`${DATA_LINK}/${top}`, nowEpochMs));
  volume.changed();
  return true;
}

function folderName(nowEpochMs: number, taken: ReadonlyMap<string, unknown>): string {
  const stamp = new Date(nowEpochMs).toISOString();
  for (let n = 0; ; n++) {
    const tail = String((nowEpochMs % 1000) * 1_000_000 + n).padStart(9, '0');
    const name = `..${stamp.slice(0, 19).replace(/[-T:]/g, '_')}.${tail}`;
    if (!taken.has(name)) return name;
  }
}

function payloadTree(files: ReadonlyMap<string, PayloadFile>, nowEpochMs: number): Directory {
  const tree = newDirectory(nowEpochMs);
  for (const [path, file] of files) {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let at = tree;
    for (const part of parts) {
      let folder = at.entries.get(part);
      if (folder?.kind !== 'directory') {
        folder = newDirectory(nowEpochMs);
        at.entries.set(part, folder);
      }
      at = folder;
    }
    at.entries.set(name, newFile(file.text, nowEpochMs, file.mode));
  }
  return tree;
}

function sameTree(a: Directory, b: Directory): boolean {
  if (a.entries.size !== b.entries.size) return false;
  for (const [name, left] of a.entries) {
    const right = b.entries.get(name);
    if (left.kind === 'directory' && right?.kind === 'directory' && sameTree(left, right)) continue;
    if (left.kind !== 'file' || right?.kind !== 'file') return false;
    if (left.text !== right.text || left.mode !== right.mode) return false;
  }
  return true;
}
