import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { Fifo } from './fifo.ts';

test('what went in first comes out first, in any mix of pushes and shifts', () => {
  const steps = fc.array(fc.record({ pushes: fc.nat(3000), shifts: fc.nat(3000) }), { maxLength: 12 });
  fc.assert(
    fc.property(steps, (mix) => {
      const fifo = new Fifo<number>();
      const plain: number[] = [];
      let next = 0;
      for (const { pushes, shifts } of mix) {
        for (let i = 0; i < pushes; i += 1) {
          fifo.push(next);
          plain.push(next);
          next += 1;
        }
        expect(fifo.size).to.equal(plain.length);
        for (const expected of plain.splice(0, shifts)) {
          expect(fifo.peek()).to.equal(expected);
          expect(fifo.shift()).to.equal(expected);
        }
      }
      expect(fifo.size).to.equal(plain.length);
    }),
    { seed: 42, numRuns: 50 },
  );
});

test('nothing comes out of an empty one, also once it has been filled and emptied', () => {
  const fifo = new Fifo<string>();
  expect([fifo.peek(), fifo.shift(), fifo.size]).to.deep.equal([undefined, undefined, 0]);
  fifo.push('a');
  fifo.shift();
  expect([fifo.peek(), fifo.shift(), fifo.size]).to.deep.equal([undefined, undefined, 0]);
});
