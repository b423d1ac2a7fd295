// Two runs beside one another: how long they were the same, the first record in which they differ, the checks that came
// out differently, and what differs in the end.

import type { CheckRecord, TraceRecord } from '../../engine/trace/records.ts';
import { kindTables } from './kind-tables.ts';
import type { TraceIndex } from './trace-index.ts';

export interface Comparison {
  /** How many records at the beginning are the same, heartbeats left out. */
  readonly common: number;
  readonly lastCommon: TraceRecord | undefined;
  /** Where they part; both undefined where they never do. One is undefined where its run was over. */
  readonly first: Pair<TraceRecord | undefined>;
  /** What comes then, the first record not among it. */
  readonly next: Pair<readonly TraceRecord[]>;
  readonly checks: readonly (Pair<CheckRecord | undefined> & { readonly text: string })[];
  readonly rows: readonly DifferingRow[];
}

export interface Pair<T> {
  readonly a: T;
  readonly b: T;
}

/** An object that kubectl would show differently at the end of the two runs; ages are left out. */
export interface DifferingRow extends Pair<readonly string[] | undefined> {
  readonly key: string;
  readonly columns: readonly string[];
}

const NEXT_MAX = 8;

export function compareTraces(a: TraceIndex, b: TraceIndex): Comparison {
  const [of, against] = [a.told, b.told];
  let common = 0;
  while (common < of.length && common < against.length && isSame(of[common], against[common])) common += 1;
  const after = common + 1;
  return {
    common,
    lastCommon: of[common - 1],
    first: { a: of[common], b: against[common] },
    next: { a: of.slice(after, after + NEXT_MAX), b: against.slice(after, after + NEXT_MAX) },
    checks: differingChecks(a, b),
    rows: differingRows(a, b),
  };
}

export const isSameThroughout = ({ first }: Comparison): boolean =>
  first.a === undefined && first.b === undefined;

// Numbers of records are no content: one that only heartbeats went before moves them.
function isSame(a: TraceRecord | undefined, b: TraceRecord | undefined): boolean {
  const content = (record: TraceRecord | undefined): string =>
    JSON.stringify({ ...record, seq: 0, cause: 0, before: 0, decidedBy: 0, samples: 0 });
  return a?.t === b?.t && a?.type === b?.type && content(a) === content(b);
}

function differingChecks(a: TraceIndex, b: TraceIndex): Comparison['checks'] {
  const [of, against] = [checksOf(a), checksOf(b)];
  return [...new Set([...of.keys(), ...against.keys()])].flatMap((key) => {
    const pair = { a: of.get(key), b: against.get(key) };
    const { text = '' } = pair.a ?? pair.b ?? {};
    return pair.a?.verdict === pair.b?.verdict ? [] : [{ text, ...pair }];
  });
}

// The same sentence may be asked several times.
function checksOf({ records }: TraceIndex): Map<string, CheckRecord> {
  const checks = new Map<string, CheckRecord>();
  const times = new Map<string, number>();
  for (const record of records) {
    if (record.type !== 'check') continue;
    const said = `${record.operator} ${record.text}`;
    times.set(said, (times.get(said) ?? 0) + 1);
    checks.set(`${said} ${times.get(said)}`, record);
  }
  return checks;
}

function differingRows(a: TraceIndex, b: TraceIndex): DifferingRow[] {
  const [of, against] = [rowsOf(a), rowsOf(b)];
  return [...new Set([...of.keys(), ...against.keys()])].flatMap((key) => {
    const [one, other] = [of.get(key), against.get(key)];
    const { columns = [] } = one ?? other ?? {};
    const isEqual =
      one !== undefined && other !== undefined && one.cells.join('\n') === other.cells.join('\n');
    return isEqual ? [] : [{ key, columns, a: one?.cells, b: other?.cells }];
  });
}

interface Row {
  readonly columns: readonly string[];
  readonly cells: readonly string[];
}

function rowsOf(index: TraceIndex): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const { kind, columns, rows: own } of kindTables(index, index.last)) {
    if (kind === 'Lease') continue;
    const isShown = (_: string, i: number): boolean => columns[i] !== 'AGE' && columns[i] !== 'NAME';
    for (const { key, cells } of own)
      rows.set(key, { columns: columns.filter(isShown), cells: cells.filter(isShown).map(withoutAge) });
  }
  return rows;
}

/** `1 (12s ago)` is `1`. */
const withoutAge = (cell: string): string => cell.replace(/ \(.* ago\)$/, '');
