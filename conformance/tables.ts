// Plays tables of recorded facts against the engine and counts the cases that agree.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Table, TableAdapter, TableCase } from './adapter.ts';

export interface TableDifference {
  readonly id: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface TableResult {
  readonly file: string;
  readonly matched: number;
  readonly of: number;
  /** Why none of it was played. */
  readonly problem?: string;
  readonly differences: readonly TableDifference[];
}

// `undefined` is how the engine leaves a property out; JSON has no such value.
const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

function playCase(adapter: TableAdapter, row: TableCase, table: Table): TableDifference | undefined {
  try {
    const actual = plain(adapter.run(row, table));
    const ok = adapter.matches?.(actual, row.expected, row) ?? isDeepStrictEqual(actual, row.expected);
    return ok ? undefined : { id: row.id, expected: row.expected, actual };
  } catch (error) {
    return {
      id: row.id,
      expected: row.expected,
      actual: `threw ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

export type IsWanted = (name: string) => boolean;

/** Plays every `*.json` table of the folder that is wanted. */
export function playTables(
  folder: string,
  adapters: readonly TableAdapter[],
  isWanted: IsWanted = () => true,
): TableResult[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && isWanted(file))
    .sort();
  return files.map((file) => playTable(file, join(folder, file), adapters));
}

// A table without an adapter counts as all unmatched, one that cannot be read as none.
function playTable(file: string, path: string, adapters: readonly TableAdapter[]): TableResult {
  let table: Table;
  try {
    table = JSON.parse(readFileSync(path, 'utf8')) as Table;
  } catch (error) {
    return unplayed(file, 0, `cannot be read: ${(error as Error).message}`);
  }
  const { topic, cases } = table;
  if (!Array.isArray(cases)) return unplayed(file, 0, 'is no table: it has no cases');
  const adapter = adapters.find((a) => a.topics.includes(topic));
  if (adapter === undefined) return unplayed(file, cases.length, `nothing plays the topic "${topic}"`);
  const differences = cases.map((row) => playCase(adapter, row, table)).filter((d) => d !== undefined);
  return { file, matched: cases.length - differences.length, of: cases.length, differences };
}

const unplayed = (file: string, of: number, problem: string): TableResult => ({
  ...{ file, matched: 0, of, problem, differences: [] },
});
