import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { TraceRecord } from '../../engine/trace/records.ts';
import { decodeTrace } from './decode.ts';
import { encodeTrace } from './encode.ts';
import { applyPatch, diffPlain } from './plain-patch.ts';
import { reduceDetail } from './reduce-detail.ts';
import { shareValues } from './share-values.ts';
import { Rollout } from './test-rollout.ts';
import { START_EPOCH_MS, TraceBuilder } from './test-trace.ts';

const runs = { seed: 42, numRuns: 200 };
const options = { startEpochMs: START_EPOCH_MS };
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

// Keys as manifests have them; a null is as good a value as any other.
const plainValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, 1, 'a', 'b', ''),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('name', 'type', 'spec', '0', 'a/b'), tie('value')),
  ),
})).value;

describe('a patch', () => {
  it('makes the later version from the earlier, whatever they are', () => {
    fc.assert(
      fc.property(plainValue, plainValue, (before, after) => {
        expect(json(applyPatch(before, diffPlain(before, after)))).to.deep.equal(json(after));
      }),
      runs,
    );
  });

  it('of equal versions is empty, and leaves untouched branches shared', () => {
    const before = { spec: { replicas: 3, template: { a: 1 } }, status: {} };
    expect(diffPlain(before, structuredClone(before))).to.deep.equal([]);
    const after = applyPatch(before, [[['spec', 'replicas'], 4]]) as typeof before;
    expect(after.spec.template).to.equal(before.spec.template);
    expect(before.spec.replicas).to.equal(3);
  });
});

const arbWrite = fc.record({
  pause: fc.nat(5000),
  name: fc.constantFrom('a', 'b', 'c'),
  status: plainValue,
  isDelete: fc.boolean(),
  back: fc.nat(5),
});

// Any order of creations, updates and deletions of three objects, with logs between them.
function written(
  writes: readonly (typeof arbWrite extends fc.Arbitrary<infer T> ? T : never)[],
): readonly TraceRecord[] {
  const b = new TraceBuilder();
  const alive = new Set<string>();
  let t = 0;
  for (const { pause, name, status, isDelete, back } of writes) {
    t += pause;
    b.at(t).because(Math.max(0, b.log.lastSeq - back));
    if (!alive.has(name)) b.create('user', { kind: 'Pod', metadata: { name }, status });
    else if (isDelete) b.delete('user', 'Pod', name);
    else b.update('user', 'Pod', name, () => ({ status }));
    if (alive.has(name) && isDelete) alive.delete(name);
    else alive.add(name);
    b.add({ type: 'log', pod: { kind: 'Pod', name }, container: 'c', stream: 'stdout', text: String(pause) });
  }
  return b.records;
}

describe('a trace block', () => {
  it('reads back as the records it was made of', () => {
    fc.assert(
      fc.property(fc.array(arbWrite, { maxLength: 30 }), (writes) => {
        const records = written(writes);
        const block = json(encodeTrace(records, options)) as ReturnType<typeof encodeTrace>;
        expect(json(decodeTrace(block))).to.deep.equal(json(records));
      }),
      runs,
    );
  });

  it('reads back beside others with which it shares values', () => {
    fc.assert(
      fc.property(fc.array(fc.array(arbWrite, { maxLength: 12 }), { maxLength: 4 }), (traces) => {
        const all = traces.map(written);
        const { shared, blocks } = shareValues(all.map((records) => encodeTrace(records, options)));
        blocks.forEach((block, i) => {
          expect(json(decodeTrace(block, shared))).to.deep.equal(json(all[i]));
        });
      }),
      { ...runs, numRuns: 60 },
    );
  });

  it('of a rollout reads back, and is the same text each time', () => {
    const records = new Rollout().play();
    const block = encodeTrace(records, options);
    expect(json(decodeTrace(block))).to.deep.equal(json(records));
    expect(JSON.stringify(encodeTrace(new Rollout().play(), options))).to.equal(JSON.stringify(block));
  });

  it('of another version is refused', () => {
    expect(() => decodeTrace({ ...encodeTrace([], options), version: 99 })).to.throw('version 99');
  });
});

describe('reduced detail', () => {
  for (const detail of ['panels', 'inputs'] as const) {
    it(`keeps numbers and leads causes to what is left (${detail})`, () => {
      const records = new Rollout().play();
      const kept = reduceDetail(records, detail);
      const numbers = new Set(kept.map((record) => record.seq));
      for (const { cause, seq } of kept) {
        expect(cause).to.be.below(seq);
        if (cause !== 0) expect(numbers).to.include(cause);
      }
      expect(kept.length).to.be.below(records.length);
      const block = encodeTrace(kept, { ...options, detail });
      expect(decodeTrace(block).map(({ seq, t, cause }) => [seq, t, cause])).to.deep.equal(
        kept.map(({ seq, t, cause }) => [seq, t, cause]),
      );
    });
  }
});
