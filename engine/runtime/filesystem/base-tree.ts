// The root directory that every container starts with: the folders that images share, and devices.
//
// A folder's entries are made when somebody looks into it: who asks for one file looks into two or three of thirty.

import { type Device, type Directory, type Inode, newFile, newSymlink } from './inode.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n';
const GROUP = 'root:x:0:\nnobody:x:65534:\n';

type MakeEntries = (mtimeMs: number) => Iterable<readonly [name: string, inode: Inode]>;

class BaseFolder implements Directory {
  readonly kind = 'directory';
  mode: number;
  mtimeMs: number;
  readonly #madeMs: number;
  readonly #make: MakeEntries;
  #entries: Map<string, Inode> | undefined;

  constructor(mtimeMs: number, mode: number, make: MakeEntries) {
    this.mode = mode;
    this.mtimeMs = mtimeMs;
    this.#madeMs = mtimeMs;
    this.#make = make;
  }

  get entries(): Map<string, Inode> {
    this.#entries ??= new Map(this.#make(this.#madeMs));
    return this.#entries;
  }
}

/** Folders by name, each with what is in it; those that anybody may write to have a mode of their own. */
const folders =
  (names: string, inside: Readonly<Record<string, MakeEntries>> = {}): MakeEntries =>
  (mtimeMs) =>
    names
      .split(' ')
      .map((name) => [name, new BaseFolder(mtimeMs, modeOf(name), inside[name] ?? nothing)] as const);

const nothing: MakeEntries = () => [];
const modeOf = (name: string): number => (name === 'tmp' || name === 'shm' ? 0o1777 : 0o755);

const usr = folders('bin lib local sbin share', { local: folders('bin') });

const dev: MakeEntries = (mtimeMs) => [
  ...folders('shm pts')(mtimeMs),
  ...DEVICES.map(([name, device]) => [name, character(device, mtimeMs)] as const),
];

const DEVICES: readonly (readonly [name: string, device: Device['device']])[] = [
  ['null', 'null'],
  ['zero', 'zero'],
  ['random', 'random'],
  ['stdin', 'stdin'],
  ['stdout', 'stdout'],
  ['stderr', 'stderr'],
  ['urandom', 'random'],
  ['full', 'zero'],
  ['tty', 'null'],
];

const character = (device: Device['device'], mtimeMs: number): Device => ({
  kind: 'device',
  device,
  mode: 0o666,
  mtimeMs,
});

const variable: MakeEntries = (mtimeMs) => [
  ...folders('cache lib log spool tmp')(mtimeMs),
  ['run', newSymlink('/run', mtimeMs)],
];

const etc: MakeEntries = (mtimeMs) => [
  ['passwd', newFile(PASSWD, mtimeMs)],
  ['group', newFile(GROUP, mtimeMs)],
];

const root = folders('bin dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var', {
  dev,
  etc,
  usr,
  var: variable,
});

/** A new root directory; sizes and texts are those of a small Linux image. */
export const baseTree = (mtimeMs: number): Directory => new BaseFolder(mtimeMs, 0o755, root);
