// Paths of the node: checked for their type and made where the type says so.
//
// Source: kubernetes v1.20.2 pkg/volume/hostpath/host_path.go, checkTypeInternal; where no type is given, the container
// runtime makes a missing folder.

import { newFile } from '../../runtime/filesystem/inode.ts';
import type { Volume as FileTree } from '../../runtime/runtime.ts';
import { folderAt, inodeAt } from './disks.ts';
import type { SetUpProblem, Tree } from './tree.ts';

export interface HostPath {
  readonly path: string;
  readonly type?: string;
}

/** Sockets that a node has; the tree itself knows none. */
const SOCKETS: ReadonlySet<string> = new Set([
  '/run/containerd/containerd.sock',
  '/var/run/containerd/containerd.sock',
  '/var/run/docker.sock',
  '/run/docker.sock',
]);
const WHAT: Readonly<Record<string, string>> = {
  Directory: 'directory',
  DirectoryOrCreate: 'directory',
  File: 'file',
  FileOrCreate: 'file',
  Socket: 'socket file',
  CharDevice: 'character device',
  BlockDevice: 'block device',
};

export function hostPathTree(
  node: FileTree,
  { path, type = '' }: HostPath,
  nowEpochMs: number,
): Tree | SetUpProblem {
  const problem = prepare(node, path, type, nowEpochMs);
  return problem === undefined ? { volume: node, base: path, readOnly: false } : { problem };
}

function prepare(node: FileTree, path: string, type: string, nowEpochMs: number): string | undefined {
  const found = inodeAt(node.root, path);
  if (found === undefined) {
    if (type === '' || type === 'DirectoryOrCreate') {
      folderAt(node.root, path, nowEpochMs);
      return undefined;
    }
    if (type === 'FileOrCreate') return createFile(node, path, nowEpochMs);
  }
  if (type === '' || isOfType(path, type, found?.kind)) return undefined;
  return `hostPath type check failed: ${path} is not a ${WHAT[type] ?? type}`;
}

function isOfType(path: string, type: string, kind: string | undefined): boolean {
  if (type.startsWith('Directory')) return kind === 'directory';
  if (type.startsWith('File')) return kind === 'file';
  if (type === 'Socket') return SOCKETS.has(path);
  return type === 'CharDevice' && kind === 'device';
}

function createFile(node: FileTree, path: string, nowEpochMs: number): string | undefined {
  const slash = path.lastIndexOf('/');
  const folder = inodeAt(node.root, path.slice(0, slash));
  if (folder?.kind !== 'directory') return `open ${path}: no such file or directory`;
  folder.entries.set(path.slice(slash + 1), newFile('', nowEpochMs));
  node.changed();
  return undefined;
}
