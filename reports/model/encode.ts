// From records to their stored form. Pure: the same records give the same block, byte for byte.

import type { ChangeRecord, EventRecord, TraceRecord } from '../../engine/trace/records.ts';
import { columnsOf, RECORD_TYPES } from './columns.ts';
import { Dictionary } from './dictionary.ts';
import { diffPlain } from './plain-patch.ts';
import { BLOCK_VERSION, type Detail, type TraceBlock, type VersionCell } from './trace-block.ts';

export interface EncodeOptions {
  readonly startEpochMs: number;
  /** Default `full`. */
  readonly detail?: Detail;
}

/** @param records in order of their numbers; numbers may be left out, but no cause may be newer than its record */
export function encodeTrace(records: readonly TraceRecord[], options: EncodeOptions): TraceBlock {
  const dictionary = new Dictionary();
  const versions = new VersionWriter(dictionary);
  const columns: Record<string, Record<string, VersionCell[]>> = {};
  const last: Record<string, number> = {};
  for (const record of records) {
    columns[record.type] ??= {};
    const table = columns[record.type] as Record<string, VersionCell[]>;
    for (const [name, kind] of columnsOf(record.type)) {
      table[name] ??= [];
      const cells = table[name] as VersionCell[];
      const field = (record as unknown as Record<string, unknown>)[name];
      if (kind === 'version') cells.push(versions.cell(record as ChangeRecord | EventRecord));
      else if (kind === 'value') cells.push(dictionary.add(field));
      else if (kind === 'number') cells.push(field as number);
      else {
        const key = `${record.type} ${name}`;
        cells.push((field as number) - (last[key] ?? 0));
        last[key] = field as number;
      }
    }
  }
  const seqSteps = steps(records.map((record) => record.seq));
  return {
    version: BLOCK_VERSION,
    detail: options.detail ?? 'full',
    startEpochMs: options.startEpochMs,
    types: records.map((record) => RECORD_TYPES.indexOf(record.type)),
    ...(seqSteps.every((step) => step === 1) ? {} : { seqSteps }),
    timeSteps: steps(records.map((record) => record.t)),
    causeBack: records.map(({ seq, cause }) => (cause === 0 ? 0 : seq - cause)),
    columns,
    sharedCount: 0,
    values: dictionary.values,
  };
}

const steps = (numbers: readonly number[]): number[] => numbers.map((n, i) => n - (numbers[i - 1] ?? 0));

export const versionKey = ({ ref }: Pick<ChangeRecord, 'ref'>): string =>
  `${ref.kind}/${ref.namespace ?? ''}/${ref.name}`;

/** Remembers the newest version of each object, and writes each next one as what changed. */
class VersionWriter {
  private readonly newest = new Map<string, unknown>();
  private readonly dictionary: Dictionary;

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  cell(record: ChangeRecord | EventRecord): VersionCell {
    const key = versionKey(record);
    const before = this.newest.get(key);
    if (record.op === 'delete') this.newest.delete(key);
    else this.newest.set(key, record.object);
    if (before === undefined) return this.dictionary.add(record.object);
    return diffPlain(before, record.object).flatMap(([path, value]) => [
      this.dictionary.add(path),
      this.dictionary.add(value),
    ]);
  }
}
