// The file tree: errors, mounts, symlinks, the revision, atomic volumes.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { writeAtomically } from './atomic-writer.ts';
import { FileError } from './file-error.ts';
import { FileSystem } from './filesystem.ts';
import { baseName, dirName, resolvePath } from './paths.ts';
import { Volume } from './volume.ts';

const now = (): number => 1000;

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof FileError) return error.code;
    throw error;
  }
}

function payload(
  files: Readonly<Record<string, string>>,
): ReadonlyMap<string, { text: string; mode: number }> {
  return new Map(Object.entries(files).map(([path, text]) => [path, { text, mode: 0o644 }]));
}

describe('file system', () => {
  it('refuses as the C library does', () => {
    const files = new FileSystem(now, [{ path: '/ro', volume: new Volume(0), readOnly: true }]);
    files.writeFile('/tmp/f', 'x');
    const rows: readonly (readonly [string, () => unknown])[] = [
      ['ENOENT', () => files.readFile('/tmp/none')],
      ['ENOENT', () => files.writeFile('/none/f', '')],
      ['EISDIR', () => files.readFile('/tmp')],
      ['ENOTDIR', () => files.readFile('/tmp/f/g')],
      ['EEXIST', () => files.makeDirectory('/tmp')],
      ['EROFS', () => files.writeFile('/ro/f', '')],
      ['EROFS', () => files.touch('/ro/f')],
      ['EBUSY', () => files.remove('/ro')],
      ['ENOTEMPTY', () => files.removeDirectory('/tmp')],
    ];
    for (const [code, action] of rows) expect(codeOf(action), String(action)).to.equal(code);
  });

  it('follows symlinks, relative and absolute, and stops at loops', () => {
    const files = new FileSystem(now);
    files.makeDirectories('/a/b');
    files.writeFile('/a/b/f', 'x');
    files.symlink('b/f', '/a/rel');
    files.symlink('/a/b', '/abs');
    files.symlink('loop', '/loop');
    expect(files.readFile('/a/rel')).to.equal('x');
    expect(files.readFile('/abs/../b/f')).to.equal('x');
    expect(files.realPath('/abs/f')).to.equal('/a/b/f');
    expect(codeOf(() => files.readFile('/loop'))).to.equal('ELOOP');
    files.remove('/abs');
    expect(files.readFile('/a/b/f')).to.equal('x');
  });

  it('shares a volume between containers, each under its own path', () => {
    const volume = new Volume(0);
    const [a, b] = [
      new FileSystem(now, [{ path: '/x', volume }]),
      new FileSystem(now, [{ path: '/y/z', volume }]),
    ];
    let told = 0;
    b.watch(() => told++);
    a.writeFile('/x/f', 'hello');
    expect(b.readFile('/y/z/f')).to.equal('hello');
    expect(told).to.equal(1);
    expect(b.list('/y')).to.deep.equal(['z']);
    expect(volume.usedBytes()).to.equal(5);
  });

  it('finds mounts below /var/run, which is a symlink', () => {
    const volume = new Volume(0);
    const files = new FileSystem(now, [{ path: '/var/run/secrets/token', volume }]);
    files.writeFile('/var/run/secrets/token/ca.crt', 'x');
    expect(files.readFile('/run/secrets/token/ca.crt')).to.equal('x');
  });

  it('replaces the files of a volume at once; a subPath mount keeps the old one', () => {
    const volume = new Volume(0);
    expect(writeAtomically(volume, payload({ a: '1', 'd/b': '2' }), 1_735_689_600_000)).to.equal(true);
    const files = new FileSystem(now, [
      { path: '/etc/config', volume, readOnly: true },
      { path: '/one', volume, subPath: 'a' },
    ]);
    expect(files.list('/etc/config')).to.deep.equal(['..2025_01_01_00_00_00.000000000', '..data', 'a', 'd']);
    expect([
      files.readFile('/etc/config/a'),
      files.readFile('/etc/config/d/b'),
      files.readFile('/one'),
    ]).to.deep.equal(['1', '2', '1']);
    const { revision } = files;
    expect(writeAtomically(volume, payload({ a: '1', 'd/b': '2' }), 1_735_689_700_000)).to.equal(false);
    expect(files.revision).to.equal(revision);
    expect(writeAtomically(volume, payload({ a: 'new', c: '3' }), 1_735_689_700_000)).to.equal(true);
    expect([
      files.readFile('/etc/config/a'),
      files.readFile('/etc/config/c'),
      files.readFile('/one'),
    ]).to.deep.equal(['new', '3', '1']);
    expect(files.stat('/etc/config/d')).to.equal(undefined);
  });

  it('makes a folder for a subPath that is not there', () => {
    const volume = new Volume(0);
    new FileSystem(now, [{ path: '/var/lib/mysql', volume, subPath: 'mysql/data' }]).writeFile(
      '/var/lib/mysql/f',
      'x',
    );
    expect(new FileSystem(now, [{ path: '/v', volume }]).readFile('/v/mysql/data/f')).to.equal('x');
  });

  it('agrees with a flat map under any commands, and its revision grows with every change', () => {
    const name = fc.constantFrom('/tmp/a', '/tmp/b', '/mnt/c');
    const command = fc.record({
      kind: fc.constantFrom('write', 'append', 'remove', 'move', 'read'),
      name,
      to: name,
      text: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        const files = new FileSystem(now, [{ path: '/mnt', volume: new Volume(0) }]);
        const model = new Map<string, string>();
        for (const { kind, name: path, to, text } of commands) {
          const { revision } = files;
          if (kind === 'write') files.writeFile(path, text);
          else if (kind === 'append') files.appendFile(path, text);
          else if (kind === 'remove')
            expect(codeOf(() => files.remove(path))).to.equal(model.has(path) ? undefined : 'ENOENT');
          else if (kind === 'move')
            expect(codeOf(() => files.rename(path, to))).to.equal(model.has(path) ? undefined : 'ENOENT');
          const old = model.get(path);
          const changes = kind === 'write' || kind === 'append' || (kind !== 'read' && old !== undefined);
          expect(files.revision > revision).to.equal(changes);
          if (kind === 'write') model.set(path, text);
          else if (kind === 'append') model.set(path, (old ?? '') + text);
          else if (kind !== 'read') model.delete(path);
          if (kind === 'move' && old !== undefined) model.set(to, old);
          for (const one of ['/tmp/a', '/tmp/b', '/mnt/c']) {
            expect(files.stat(one)?.kind === 'file' ? files.readFile(one) : undefined).to.equal(
              model.get(one),
            );
          }
        }
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('paths', () => {
  for (const [path, base, dir] of [
    ['/a/b', 'b', '/a'],
    ['a', 'a', '.'],
    ['/a/', 'a', '/'],
    ['/', '/', '/'],
    ['a//b/', 'b', 'a'],
  ] as const) {
    it(path, () => {
      expect([baseName(path), dirName(path)]).to.deep.equal([base, dir]);
    });
  }

  it('resolves by text', () => {
    expect(resolvePath('/a/b', '../c/./d//e/..')).to.equal('/a/c/d');
  });
});
