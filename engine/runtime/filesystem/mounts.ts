// Volumes at places in a container's tree, and what a subPath inside a volume means.

import { COPY_OF } from '../../api/plain.ts';
import { type Directory, type Inode, newDirectory } from './inode.ts';
import { resolvePath } from './paths.ts';
import type { Volume } from './volume.ts';

const SYMLINKS_MAX = 40; // Linux: MAXSYMLINKS, include/linux/namei.h

/** A volume at a place in a container's tree. */
export interface Mount {
  /** Absolute path in the container. */
  readonly path: string;
  readonly volume: Volume;
  /** Path inside the volume; a directory unless the volume holds a file there. Default: its root. */
  readonly subPath?: string;
  readonly readOnly?: boolean;
}

/** A mount whose subPath was looked up, once, when the container was made: it does not follow later renames. */
export interface ResolvedMount extends Mount {
  readonly node: Inode;
}

/** `/var/run` is the one symlink of the base tree that manifests mount below. */
export function mountPoint(path: string): string {
  return resolvePath('/', path).replace(/^\/var\/run(?=\/|$)/, '/run');
}

export function resolveSubPath(mount: Mount, nowMs: number): ResolvedMount {
  return { ...COPY_OF, ...mount, node: subPathNode(mount, nowMs) };
}

function subPathNode(mount: Mount, nowMs: number): Inode {
  const parts = (mount.subPath ?? '').split('/').filter((part) => part !== '');
  let node: Inode = mount.volume.root;
  for (const [i, part] of parts.entries()) {
    if (node.kind !== 'directory') break;
    let next: Inode | undefined = node.entries.get(part);
    for (let links = 0; next?.kind === 'symlink' && links < SYMLINKS_MAX; links++) {
      // Targets inside the volumes that the kubelet writes: `..data/key`, and `..data` itself.
      next = relativeNode(i === 0 ? mount.volume.root : node, next.target);
    }
    if (next === undefined) return directoryAt(node, parts.slice(i).join('/'), nowMs);
    node = next;
  }
  return node;
}

function relativeNode(from: Directory, target: string): Inode | undefined {
  let node: Inode | undefined = from;
  for (const part of target.split('/')) {
    if (node?.kind !== 'directory') return undefined;
    const next: Inode | undefined = node.entries.get(part);
    node = next?.kind === 'symlink' ? relativeNode(from, next.target) : next;
  }
  return node;
}

/** The folder at a path below `root`, made where it is missing. */
export function directoryAt(root: Directory, path: string, nowMs: number): Directory {
  let at = root;
  for (const part of path.split('/').filter((part) => part !== '')) {
    let next = at.entries.get(part);
    if (next?.kind === 'symlink') next = relativeNode(root, next.target.replace(/^\//, ''));
    if (next?.kind !== 'directory') {
      next = newDirectory(nowMs);
      at.entries.set(part, next);
    }
    at = next;
  }
  return at;
}
