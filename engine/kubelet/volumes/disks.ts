// Where data lives: the file tree of each node, and one tree for each volume that all nodes can reach.
//
// Neither ends with a pod. Trees are made when first asked for.

import type { Kernel } from '../../kernel/kernel.ts';
import { baseTree } from '../../runtime/filesystem/base-tree.ts';
import { type Directory, type Inode, newDirectory, newFile } from '../../runtime/filesystem/inode.ts';
import { Volume } from '../../runtime/runtime.ts';

/** Folders of a node that manifests mount. */
const NODE_FOLDERS = [
  '/etc/kubernetes/pki',
  '/etc/kubernetes/manifests',
  '/etc/ssl/certs',
  '/etc/cni/net.d',
  '/lib/modules',
  '/opt/cni/bin',
  '/run/containerd',
  '/run/xtables.lock',
  '/sys/fs/cgroup',
  '/usr/share/ca-certificates',
  '/var/lib/kubelet/pods',
  '/var/lib/kubelet/plugins',
  '/var/lib/containerd',
  '/var/log/containers',
  '/var/log/pods',
];

/** The disks of one cluster. */
export class Disks {
  private readonly kernel: Kernel;
  private readonly nodes = new Map<string, Volume>();
  private readonly shared = new Map<string, Volume>();
  private readonly furnishings = new Map<string, (tree: Volume) => void>();
  private readonly readers = new Map<string, (tree: Volume) => void>();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  node(name: string): Volume {
    let tree = this.nodes.get(name);
    if (tree === undefined) {
      tree = nodeTree(name, this.kernel.nowEpochMs);
      this.nodes.set(name, tree);
      this.furnishings.get(name)?.(tree);
      this.readers.get(name)?.(tree);
    }
    return tree;
  }

  /** Says what else stands on a node, once its tree is made. */
  furnish(name: string, add: (tree: Volume) => void): void {
    this.furnishings.set(name, add);
  }

  /** Hands the node's tree over, at once or when somebody makes it; to the last who asked. */
  whenThere(name: string, use: (tree: Volume) => void): void {
    this.readers.set(name, use);
    const tree = this.nodes.get(name);
    if (tree !== undefined) use(tree);
  }

  /** @param key  names the storage itself, whoever refers to it */
  network(key: string): Volume {
    let tree = this.shared.get(key);
    if (tree === undefined) {
      tree = new Volume(this.kernel.nowEpochMs);
      this.shared.set(key, tree);
    }
    return tree;
  }
}

function nodeTree(name: string, nowEpochMs: number): Volume {
  const root = baseTree(nowEpochMs);
  for (const path of NODE_FOLDERS) folderAt(root, path, nowEpochMs);
  const etc = folderAt(root, '/etc', nowEpochMs);
  etc.entries.set('hostname', newFile(`${name}\n`, nowEpochMs));
  etc.entries.set('hosts', newFile(`127.0.0.1\tlocalhost\n127.0.1.1\t${name}\n`, nowEpochMs));
  return new Volume(nowEpochMs, root);
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

/** What is at an absolute path, symlinks not followed; undefined where nothing is. */
export function inodeAt(root: Directory, path: string): Inode | undefined {
  let node: Inode | undefined = root;
  for (const part of partsOf(path)) node = node?.kind === 'directory' ? node.entries.get(part) : undefined;
  return node;
}

/** The folder at the path, made where it is missing. */
export function folderAt(root: Directory, path: string, nowEpochMs: number): Directory {
  let at = root;
  for (const part of partsOf(path)) {
    let next = at.entries.get(part);
    if (next?.kind !== 'directory') {
      next = newDirectory(nowEpochMs);
      at.entries.set(part, next);
    }
    at = next;
  }
  return at;
}
