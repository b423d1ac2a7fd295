// Operators that look back, against an evaluator that knows no timelines: it walks over every record and every millisecond.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Condition } from '../condition.ts';
import { check } from '../over-time.ts';
import { atLeast, bangs, type History, World } from '../test-history.ts';
import type { Back } from '../verdict.ts';

const FROM = { ms: 0, seq: 0 };
/** Checks come this late, histories end before. */
const NOW_MS = 40;

/** What stood right after a record, and whether it happened with it. */
interface Row {
  readonly t: number;
  readonly holds: boolean;
  readonly isMet: boolean;
  readonly happens: number;
}

type Outcome = 'passed' | 'failed' | 'nothing';

interface Span {
  readonly from: number;
  /** Row behind the last one. */
  readonly to: number;
  readonly endMs: number;
  readonly isOpen: boolean;
}

type Scope = Extract<Back, { readonly inner: Back }>;

const isScope = (operator: Back): operator is Scope => 'inner' in operator;

class Plain {
  private readonly world: World;
  private readonly rows = new Map<Condition, readonly Row[]>();

  constructor(history: History) {
    this.world = new World(history);
    this.world.advance(NOW_MS);
  }

  /** Row 0 is before the first record. */
  of(condition: Condition): readonly Row[] {
    let rows = this.rows.get(condition);
    if (rows !== undefined) return rows;
    const world = new World([]);
    const at = (t: number, happens: number): Row => ({ t, happens, ...condition.look(world.view) });
    rows = [
      at(0, 0),
      ...this.world.log.map((record) => {
        world.view.apply(record);
        return at(record.t, condition.happens?.(record, world.view) ?? 0);
      }),
    ];
    this.rows.set(condition, rows);
    return rows;
  }

  judge(condition: Condition, operator: Back): Outcome {
    const rows = this.of(condition);
    const all = { from: 0, to: rows.length, endMs: NOW_MS, isOpen: true };
    const spans = this.spansOf(operator, all);
    const outcome = this.over(condition, operator, all);
    const seen = spans.flatMap(({ from, to }) => rows.slice(from, to));
    return seen.some(({ isMet }) => isMet) ? outcome : 'nothing';
  }

  private spansOf(operator: Back, span: Span): readonly Span[] {
    if (!isScope(operator)) return [span];
    const rows = this.of(operator.other);
    const found: Span[] = [];
    for (let k = span.from; k < span.to; k += 1) {
      const begins = rows[k]!.holds && (k === span.from || !rows[k - 1]!.holds);
      if (!begins) continue;
      let end = k;
      while (end < span.to && rows[end]!.holds) end += 1;
      const goesOn = end === span.to;
      found.push({
        from: k,
        to: end,
        endMs: goesOn ? span.endMs : rows[end]!.t,
        isOpen: goesOn && span.isOpen,
      });
    }
    const [first] = found;
    const since = first === undefined ? [] : [{ ...span, from: first.from }];
    return (operator.kind === 'while' ? found : since).flatMap((each) => this.spansOf(operator.inner, each));
  }

  private over(condition: Condition, operator: Back, span: Span): Outcome {
    if (isScope(operator)) {
      const spans = this.spansOf({ ...operator, inner: { kind: 'throughout' } }, span);
      const outcomes = spans.map((each) => this.over(condition, operator.inner, each));
      if (outcomes.includes('failed')) return 'failed';
      return outcomes.includes('passed') ? 'passed' : 'nothing';
    }
    return this.inOne(condition, operator, span);
  }

  private inOne(condition: Condition, operator: Exclude<Back, Scope>, span: Span): Outcome {
    const rows = this.of(condition).slice(span.from, span.to);
    const begin = this.of(condition)[span.from]!;
    const count = (from: number, to: number): number =>
      comings(rows, condition, span.from > 0)
        .filter(({ t }) => t >= from && t < to)
        .reduce((sum, { n }) => sum + n, 0);
    switch (operator.kind) {
      case 'throughout':
        return said(rows.every((row) => !row.isMet || row.holds));
      case 'never':
        return said(rows.every((row) => !row.isMet || !row.holds));
      case 'times':
        return said(inside(count(0, NOW_MS + 1), operator));
      case 'rate': {
        if (count(0, NOW_MS + 1) === 0) return 'nothing';
        const { perMs, min, max } = operator;
        const starts = Array.from({ length: span.endMs - begin.t + 1 }, (_, i) => begin.t + i);
        if (starts.some((start) => count(start, start + perMs) > max)) return 'failed';
        const whole = starts.filter((start) => start + perMs <= span.endMs);
        if (min > 0 && whole.length === 0) return 'nothing';
        return said(whole.every((start) => count(start, start + perMs) >= min));
      }
      case 'lasting': {
        const runs = runsOf(rows, span.endMs);
        const value =
          operator.how === 'in total' ? runs.reduce((sum, run) => sum + run, 0) : Math.max(0, ...runs);
        return said(value >= operator.minMs && value <= operator.maxMs);
      }
      case 'before':
      case 'after': {
        const first = rows.findIndex((row) => row.holds);
        const other = this.of(operator.other)
          .slice(span.from, span.to)
          .findIndex((row) => row.holds);
        if (first < 0) return 'failed';
        if (other < 0) return 'nothing';
        return said(operator.kind === 'before' ? first <= other : first >= other);
      }
      case 'latency': {
        const others = this.of(operator.other).slice(span.from, span.to);
        const starts = others.flatMap((row, k) => {
          const rises = k > 0 && row.holds && !others[k - 1]!.holds;
          const isStart =
            operator.other.happens === undefined ? rises : row.happens > 0 && (k > 0 || span.from > 0);
          return isStart ? [k] : [];
        });
        return waits(rows, condition, starts, operator, span);
      }
      case 'soon':
        return waits(rows, condition, [0], operator, span);
      default:
        return operator satisfies never;
    }
  }
}

const said = (holds: boolean): Outcome => (holds ? 'passed' : 'failed');
const inside = (n: number, { min, max }: { min: number; max: number }): boolean => n >= min && n <= max;

function comings(
  rows: readonly Row[],
  { happens }: Condition,
  withFirst: boolean,
): readonly { readonly t: number; readonly n: number }[] {
  return rows.map((row, k) => {
    if (happens !== undefined) return { t: row.t, n: k > 0 || withFirst ? row.happens : 0 };
    return { t: row.t, n: row.holds && (k === 0 || !rows[k - 1]!.holds) ? 1 : 0 };
  });
}

/** Lengths of the stretches of rows that hold. */
function runsOf(rows: readonly Row[], endMs: number): number[] {
  const runs: number[] = [];
  for (const [k, row] of rows.entries()) {
    if (!row.holds || rows[k - 1]?.holds === true) continue;
    let end = k;
    while (end < rows.length && rows[end]!.holds) end += 1;
    runs.push((rows[end]?.t ?? endMs) - row.t);
  }
  return runs;
}

function waits(
  rows: readonly Row[],
  { happens }: Condition,
  starts: readonly number[],
  { minMs, maxMs }: { readonly minMs: number; readonly maxMs: number },
  { endMs, isOpen }: Span,
): Outcome {
  const outcomes = starts.map((k): Outcome => {
    const t = rows[k]!.t;
    const answer = rows.findIndex(
      (row, j) => j >= k && (happens === undefined ? row.holds : row.happens > 0),
    );
    if (answer >= 0) {
      const took = rows[answer]!.t - t;
      return said(took >= minMs && took <= maxMs);
    }
    // The check waits for what is still due; where a window was closed earlier, nobody knows.
    if (maxMs === Number.POSITIVE_INFINITY) return 'nothing';
    return isOpen || endMs >= t + maxMs ? 'failed' : 'nothing';
  });
  if (outcomes.includes('failed')) return 'failed';
  return outcomes.includes('passed') ? 'passed' : 'nothing';
}

const A = atLeast(2);
const B = atLeast(2, 'b');
const BANGS = bangs();

const histories: fc.Arbitrary<History> = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 30 }),
      fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) },
        { weight: 1, arbitrary: fc.constant(undefined) },
      ),
      fc.constantFrom('a', 'a', 'b', 'b', 'bang'),
    ),
    { maxLength: 14 },
  )
  .map((steps) =>
    [...steps]
      .sort(([a], [b]) => a - b)
      .map(([t, value, name]) => (name === 'bang' ? ([t, 'bang'] as const) : ([t, value, name] as const))),
  );

const bounds = fc
  .tuple(
    fc.integer({ min: 0, max: 4 }),
    fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant(Number.POSITIVE_INFINITY)),
  )
  .map(([min, more]) => ({ min, max: min + more }));
const boundsMs = fc
  .tuple(
    fc.integer({ min: 0, max: 10 }),
    fc.oneof(fc.integer({ min: 0, max: 15 }), fc.constant(Number.POSITIVE_INFINITY)),
  )
  .map(([minMs, more]) => ({ minMs, maxMs: minMs + more }));
const others = fc.constantFrom(A, B, BANGS);

const plainOperators: fc.Arbitrary<Back> = fc.oneof(
  fc.constant({ kind: 'throughout' } as const),
  fc.constant({ kind: 'never' } as const),
  bounds.map((b) => ({ kind: 'times', ...b }) as const),
  fc
    .tuple(bounds, fc.integer({ min: 1, max: 12 }))
    .map(([b, perMs]) => ({ kind: 'rate', ...b, perMs }) as const),
  fc
    .tuple(boundsMs, fc.constantFrom('in total' as const, 'in a row' as const))
    .map(([b, how]) => ({ kind: 'lasting', how, ...b }) as const),
  fc
    .tuple(fc.constantFrom('before' as const, 'after' as const), others)
    .map(([kind, other]) => ({ kind, other })),
  fc.tuple(boundsMs, others).map(([b, other]) => ({ kind: 'latency', other, ...b }) as const),
  boundsMs.map((b) => ({ kind: 'soon', ...b }) as const),
);
const scoped = (inner: fc.Arbitrary<Back>): fc.Arbitrary<Back> =>
  fc
    .tuple(fc.constantFrom('while' as const, 'since' as const), fc.constantFrom(A, B), inner)
    .map(([kind, other, within]) => ({ kind, other, inner: within }));

const operators: fc.Arbitrary<Back> = fc.oneof(
  { weight: 4, arbitrary: plainOperators },
  { weight: 4, arbitrary: scoped(plainOperators) },
  { weight: 1, arbitrary: scoped(scoped(plainOperators)) },
);

const salvos: fc.Arbitrary<History> = fc
  .uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 20 })
  .map((times) => [...times].sort((a, b) => a - b).map((t) => [t, 'bang'] as const));
const tightRates = fc
  .tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 15 }))
  .map(([min, max, perMs]) => ({ kind: 'rate', min, max, perMs }) as const);

describe('looking back', () => {
  it('counts what happens in every stretch of some length, its end left out', () => {
    fc.assert(
      fc.property(salvos, tightRates, (history, operator) => {
        const world = new World(history);
        world.advance(NOW_MS);
        const { passed } = check(world, BANGS, { ...operator, from: FROM });
        expect(passed).to.equal(new Plain(history).judge(BANGS, operator) === 'passed');
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  it('comes to what a walk over every record comes to', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(histories, fc.constantFrom(A, B, BANGS), operators, (history, condition, operator) => {
        const world = new World(history);
        world.advance(NOW_MS);
        const verdict = check(world, condition, { ...operator, from: FROM });
        const isNothing = verdict.reason.startsWith('asserted nothing');
        const outcome = verdict.passed ? 'passed' : isNothing ? 'nothing' : 'failed';
        const key = `${operator.kind} ${outcome}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        expect(outcome, verdict.reason).to.equal(new Plain(history).judge(condition, operator));
      }),
      { seed: 42, numRuns: 1000 },
    );
    // Every operator was seen to pass and to fail.
    for (const kind of [
      'throughout',
      'never',
      'times',
      'rate',
      'lasting',
      'before',
      'after',
      'latency',
      'soon',
      'while',
      'since',
    ]) {
      expect([seen.get(`${kind} passed`) ?? 0, seen.get(`${kind} failed`) ?? 0], kind).to.not.include(0);
    }
  });
});
