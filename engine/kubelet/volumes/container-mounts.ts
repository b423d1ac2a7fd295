// One container's mounts: its volumeMounts and devices, the pod's own files, and a file for its last words.
//
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, makeMounts; pkg/kubelet/container/helpers.go,
// ExpandContainerVolumeMounts.

import type { Container } from '../../api/objects.ts';
import { newFile } from '../../runtime/filesystem/inode.ts';
import { expandReferences, Volume as FileTree, type Mount } from '../../runtime/runtime.ts';
import { ConfigError } from '../environment/config-error.ts';
import { HOSTNAME, HOSTS, RESOLV_CONF } from './pod-files.ts';
import type { Tree } from './tree.ts';

type VolumeMount = NonNullable<Container['volumeMounts']>[number];

export interface ContainerMountsContext {
  readonly container: Container;
  readonly env: ReadonlyMap<string, string>;
  readonly trees: ReadonlyMap<string, Tree>;
  readonly files: FileTree;
  /** Without an address there is no hosts file to manage. */
  readonly hasAddress: boolean;
  readonly nowEpochMs: number;
}

const HOSTS_PATH = '/etc/hosts';
const DEFAULT_MESSAGE_PATH = '/dev/termination-log';
const MESSAGE = 'message';
const DEVICE = 'device';

/** @throws ConfigError */
export function containerMounts(context: ContainerMountsContext): Mount[] {
  const { container, files, hasAddress } = context;
  const own = (container.volumeMounts ?? []).map((mount) => volumeMount(context, mount));
  const devices = (container.volumeDevices ?? []).map(({ name, devicePath }) =>
    device(context, name, devicePath),
  );
  const has = (path: string): boolean => own.some((mount) => mount.path === path);
  const managed: Mount[] = [
    ...(hasAddress ? [{ path: HOSTS_PATH, volume: files, subPath: HOSTS }] : []),
    { path: '/etc/hostname', volume: files, subPath: HOSTNAME },
    { path: '/etc/resolv.conf', volume: files, subPath: RESOLV_CONF },
    ...messageMount(context),
  ];
  return [...own, ...devices, ...managed.filter(({ path }) => !has(path))];
}

function treeOf({ container, trees }: ContainerMountsContext, name: string): Tree {
  const tree = trees.get(name);
  if (tree !== undefined) return tree;
  throw new ConfigError(`cannot find volume "${name}" to mount into container "${container.name}"`);
}

function volumeMount(context: ContainerMountsContext, mount: VolumeMount): Mount {
  const { volume, base, readOnly } = treeOf(context, mount.name);
  const subPath = mount.subPathExpr ? expanded(mount.subPathExpr, context.env) : (mount.subPath ?? '');
  if (subPath.startsWith('/'))
    throw new ConfigError(`error SubPath \`${subPath}\` must not be an absolute path`);
  if (subPath.split('/').includes('..')) {
    throw new ConfigError(`unable to provision SubPath \`${subPath}\`: must not contain '..'`);
  }
  const path = mount.mountPath.startsWith('/') ? mount.mountPath : `/${mount.mountPath}`;
  const isReadOnly = readOnly || mount.readOnly === true;
  return {
    path,
    volume,
    subPath: [base, subPath].filter((part) => part !== '').join('/'),
    readOnly: isReadOnly,
  };
}

// A variable that is missing or empty stops the container.
function expanded(expression: string, env: ReadonlyMap<string, string>): string {
  const missing = new Set<string>();
  const get = (name: string): string => {
    const value = env.get(name) ?? '';
    if (value === '') missing.add(name);
    return value;
  };
  const path = expandReferences(expression, { get });
  if (missing.size > 0) throw new ConfigError(`missing value for ${[...missing].sort().join(', ')}`);
  return path;
}

// A raw block device shows as a file.
function device(context: ContainerMountsContext, name: string, path: string): Mount {
  const { volume, readOnly } = treeOf(context, name);
  if (!volume.root.entries.has(DEVICE)) volume.root.entries.set(DEVICE, newFile('', context.nowEpochMs));
  return { path, volume, subPath: DEVICE, readOnly };
}

// Each run has its own. At the default place nothing else can be mounted, so the container's own fresh root serves.
function messageMount({ container, nowEpochMs }: ContainerMountsContext): Mount[] {
  const { terminationMessagePath: path = DEFAULT_MESSAGE_PATH } = container;
  if (path === DEFAULT_MESSAGE_PATH || !path.startsWith('/')) return [];
  const volume = new FileTree(nowEpochMs);
  volume.root.entries.set(MESSAGE, newFile('', nowEpochMs));
  return [{ path, volume, subPath: MESSAGE }];
}
