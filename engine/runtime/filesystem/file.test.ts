import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { File } from './file.ts';
import { utf8Bytes } from './utf8.ts';

const TEXT = fc.string({ unit: 'binary', maxLength: 8 });
const STEP = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), text: TEXT }),
  fc.record({ kind: fc.constant('write' as const), text: TEXT }),
  fc.record({ kind: fc.constant('read' as const) }),
  fc.record({ kind: fc.constant('measure' as const) }),
  fc.record({ kind: fc.constant('read from' as const), offset: fc.nat(20) }),
);

test('a file is the text that was written and appended, however it is read in between', () => {
  fc.assert(
    fc.property(TEXT, fc.array(STEP, { maxLength: 20 }), (begin, steps) => {
      const file = new File(begin, 0, 0o644);
      let text = begin;
      for (const step of steps) {
        if (step.kind === 'append') {
          file.append(step.text);
          text += step.text;
        } else if (step.kind === 'write') {
          file.write(step.text);
          text = step.text;
        } else if (step.kind === 'read') expect(file.text).to.equal(text);
        else if (step.kind === 'measure') expect(file.bytes).to.equal(utf8Bytes(text));
        else expect(file.textFrom(step.offset)).to.equal(text.slice(step.offset));
        expect(file.length).to.equal(text.length);
      }
      expect([file.text, file.bytes]).to.deep.equal([text, utf8Bytes(text)]);
    }),
    { seed: 42, numRuns: 300 },
  );
});

test('zero bytes behind the text count, in copies too, until the file is written anew', () => {
  const file = new File('ab', 0, 0o600);
  file.pad(10);
  const copy = file.copy(5);
  expect([file.bytes, copy.bytes, copy.text, copy.mode, copy.mtimeMs]).to.deep.equal([
    12,
    12,
    'ab',
    0o600,
    5,
  ]);
  file.write('c');
  expect([file.bytes, copy.bytes]).to.deep.equal([1, 12]);
});
