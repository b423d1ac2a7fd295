// The root directory that every container starts with: the folders that images share, and devices.

import { type Device, type Directory, newDirectory, newFile, newSymlink } from './inode.ts';

const FOLDERS = [
  'bin dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var',
  'dev/shm dev/pts usr/bin usr/lib usr/local usr/local/bin usr/sbin usr/share',
  'var/cache var/lib var/log var/spool var/tmp',
]
  .join(' ')
  .split(' ');

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n';

/** A new root directory; sizes and texts are those of a small Linux image. */
export function baseTree(mtimeMs: number): Directory {
  const root = newDirectory(mtimeMs);
  for (const path of FOLDERS) {
    const at = path.lastIndexOf('/');
    const open = path === 'tmp' || path === 'var/tmp' || path === 'dev/shm';
    folder(root, path.slice(0, Math.max(at, 0))).entries.set(
      path.slice(at + 1),
      newDirectory(mtimeMs, open ? 0o1777 : 0o755),
    );
  }
  const dev = folder(root, 'dev').entries;
  for (const device of ['null', 'zero', 'random', 'stdin', 'stdout', 'stderr'] as const) {
    dev.set(device, character(device, mtimeMs));
  }
  dev.set('urandom', character('random', mtimeMs));
  dev.set('full', character('zero', mtimeMs));
  dev.set('tty', character('null', mtimeMs));
  folder(root, 'var').entries.set('run', newSymlink('/run', mtimeMs));
  folder(root, 'etc').entries.set('passwd', newFile(PASSWD, mtimeMs));
  folder(root, 'etc').entries.set('group', newFile('root:x:0:\nnobody:x:65534:\n', mtimeMs));
  return root;
}

function character(device: Device['device'], mtimeMs: number): Device {
  return { kind: 'device', device, mode: 0o666, mtimeMs };
}

function folder(root: Directory, path: string): Directory {
  let at = root;
  for (const name of path === '' ? [] : path.split('/')) {
    const next = at.entries.get(name);
    if (next?.kind !== 'directory') throw new Error(`base tree lists ${path} before ${name}`);
    at = next;
  }
  return at;
}
