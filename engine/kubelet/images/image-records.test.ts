// Which images may go, and in which order. Source of the rows: kubernetes v1.28.0
// pkg/kubelet/images/image_gc_manager_test.go, by the test's name.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ImageRecords } from './image-records.ts';

const MINUTE = 60_000;
const MIN_AGE = 2 * MINUTE;

interface Row {
  readonly name: string;
  readonly source?: string;
  /** When each came, in minutes; looks are at 0, 5, 10 …, the kubelet's first one at 0. */
  readonly images: Readonly<Record<string, number>>;
  /** Containers that are gone: from when to when they were there, in minutes. */
  readonly gone?: readonly (readonly [image: string, from: number, to: number])[];
  readonly inUse?: readonly string[];
  readonly at: number;
  readonly go: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: 'unused ones go, used ones stay',
    source: 'TestDeleteUnusedImagesExemptSandboxImage, TestFreeSpaceImagesInUseContainersAreIgnored',
    ...{ images: { a: -1, b: -1 }, inUse: ['b'], at: 20, go: ['a'] },
  },
  {
    name: 'the one that was not used for the longest time first',
    source: 'TestFreeSpaceRemoveByLeastRecentlyUsed',
    images: { a: -1, b: -1, c: -1 },
    gone: [
      ['a', 1, 16],
      ['b', 1, 11],
    ],
    ...{ at: 20, go: ['c', 'b', 'a'] },
  },
  {
    name: 'of equals the one that is known for longer',
    source: 'TestFreeSpaceTiesBrokenByDetectedTime',
    ...{ images: { a: 6, b: 1 }, at: 20, go: ['b', 'a'] },
  },
  {
    name: 'a use between two looks was never seen',
    images: { a: -1, b: -1 },
    gone: [['a', 6, 9]],
    ...{ at: 20, go: ['a', 'b'] },
  },
  {
    name: 'known for less than the minimum age: it stays',
    source: 'TestGarbageCollectImageNotOldEnough',
    ...{ images: { a: 4.5 }, at: 6.5, go: [] },
  },
  { name: 'two minutes after the look that found it', images: { a: 4.5 }, at: 7, go: ['a'] },
  { name: 'what no look has found is found now', images: { a: 6 }, at: 9.9, go: [] },
  { name: 'what was there at the start is known since ever', images: { a: -1 }, at: 0.5, go: ['a'] },
];

describe('images that nobody uses', () => {
  for (const { name, source, images, gone = [], inUse = [], at, go } of ROWS)
    it(`${name}${source === undefined ? '' : ` (${source})`}`, () => {
      const records = new ImageRecords({ startedMs: 0, phaseMs: 0 });
      for (const [image, from, to] of gone) records.noteRelease(image, from * MINUTE, to * MINUTE);
      const stored = Object.entries(images).map(([image, added]) => ({
        ...{ name: image, id: image, bytes: 1, addedMs: added * MINUTE },
      }));
      const unused = records.unused(stored, new Set(inUse), at * MINUTE, MIN_AGE);
      expect(unused.map((one) => one.name)).to.deep.equal(go);
    });

  it('an image that was looked at while in use is not the oldest', () => {
    const records = new ImageRecords({ startedMs: 0, phaseMs: 0 });
    const stored = ['a', 'b'].map((name) => ({ name, id: name, bytes: 1, addedMs: -1 }));
    records.unused(stored, new Set(['a']), 7 * MINUTE, MIN_AGE);
    const later = records.unused(stored, new Set(), 8 * MINUTE, MIN_AGE);
    expect(later.map(({ name }) => name)).to.deep.equal(['b', 'a']);
  });

  it('pulled anew, an image is a new one', () => {
    const records = new ImageRecords({ startedMs: 0, phaseMs: 0 });
    const image = { name: 'a', id: 'a', bytes: 1 };
    expect(records.unused([{ ...image, addedMs: -1 }], new Set(), MINUTE, MIN_AGE)).to.have.lengthOf(1);
    records.forget('a');
    expect(records.unused([{ ...image, addedMs: 2 * MINUTE }], new Set(), 6 * MINUTE, MIN_AGE)).to.be.empty;
  });
});
