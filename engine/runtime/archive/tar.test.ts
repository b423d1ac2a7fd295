// Archives, and the program that makes them. Outputs are those of busybox 1.35, and of GNU tar 1.34 where an image is named.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { checkScript, type ScriptRow } from '../test-script.ts';
import { packTar, type TarEntry, unpackTar } from './tar.ts';

const file = (name: string, text: string): TarEntry => ({
  ...{ name, kind: 'file', text, mode: 0o644, mtimeMs: 1_735_689_600_000 },
});

describe('an archive', () => {
  it('has a header of 512 characters, then the text in blocks, and two empty blocks', () => {
    const text = packTar([file('a.txt', 'hello\n')]);
    expect(text).to.have.lengthOf(4 * 512);
    expect(text.slice(257, 265)).to.equal('ustar\x0000');
    expect(text.slice(124, 136)).to.equal('00000000006\0');
    // As GNU tar computes it for this header.
    expect(text.slice(148, 156)).to.match(/^[0-7]{6}\0 $/);
    expect(text.slice(512, 518)).to.equal('hello\n');
  });
  it('holds names of more than 100 characters in two parts', () => {
    const name = `${'d'.repeat(90)}/${'f'.repeat(90)}`;
    expect(unpackTar(packTar([file(name, '')]))?.[0]?.name).to.equal(name);
    expect(() => packTar([file('x'.repeat(101), '')])).to.throw(RangeError);
  });
  it('that is damaged is none', () => {
    expect(unpackTar('x'.repeat(1024))).to.equal(undefined);
    expect(unpackTar('too short')).to.equal(undefined);
    expect(unpackTar('')).to.deep.equal([]);
  });
  it('gives back what was put in', () => {
    const entry = fc.record({
      name: fc.stringMatching(/^[a-z][a-z/]{0,60}[a-z]$/),
      kind: fc.constantFrom('file', 'directory', 'symlink') as fc.Arbitrary<TarEntry['kind']>,
      text: fc.string({ maxLength: 1200 }),
      mode: fc.constantFrom(0o644, 0o755),
      mtimeMs: fc.nat(4_000_000).map((seconds) => seconds * 1000),
    });
    const sound = entry.map((one): TarEntry => {
      if (one.kind === 'directory') return { ...one, text: '' };
      return one.kind === 'symlink' ? { ...one, text: `to/${one.name.slice(0, 90)}` } : one;
    });
    fc.assert(
      fc.property(fc.array(sound, { maxLength: 5 }), (entries) => {
        expect(unpackTar(packTar(entries))).to.deep.equal(entries);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

const ROWS: readonly ScriptRow[] = [
  {
    name: 'tar there and back through a pipe',
    script:
      'mkdir -p d/e; echo 1 >d/a; echo 2 >d/e/b; mkdir o; tar cf - d | tar xf - -C o; cat o/d/a o/d/e/b',
    output: '1\n2\n',
  },
  {
    name: 'tar lists, and says what it does',
    script: 'mkdir d; echo 1 >d/a; tar -cvf t.tar d; tar tf t.tar; rm -r d; tar -xvf t.tar; cat d/a',
    output: 'd/\nd/a\nd/\nd/a\nd/\nd/a\n1\n',
  },
  {
    name: 'tar keeps symlinks and times',
    script:
      'echo 1 >f; ln -s f l; a=$(stat -c %Y f); tar cf t f l; sleep 5; rm f l; tar xf t; readlink l; [ $(stat -c %Y f) = $a ] && echo kept; tar xmf t; [ $(stat -c %Y f) -gt $a ] && echo new',
    output: 'f\nkept\nnew\n',
  },
  {
    name: 'tar of what is not there, busybox',
    script: 'echo 1 >a; tar cf t nosuch a 2>&1; echo $?; tar tf t',
    output: 'tar: nosuch: No such file or directory\ntar: error exit delayed from previous errors\n1\na\n',
  },
  {
    name: 'tar of what is not there, GNU',
    image: 'debian',
    script: 'tar cf t nosuch 2>&1; echo $?; tar xf nosuch 2>&1; echo $?; echo junk | tar tf - 2>&1; echo $?',
    output:
      'tar: nosuch: Cannot stat: No such file or directory\ntar: Exiting with failure status due to previous errors\n2\ntar: nosuch: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now\n2\ntar: This does not look like a tar archive\ntar: Exiting with failure status due to previous errors\n2\n',
  },
  {
    name: 'tar of nothing',
    image: 'debian',
    script: 'tar cf t 2>&1; echo $?',
    output:
      "tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.\n2\n",
  },
];

describe('tar', () => {
  for (const row of ROWS) it(row.name, () => checkScript(row));
});
