// From the stored form back to records. Later versions of an object share with earlier ones whatever did not change.

import type { ChangeRecord, TraceRecord } from '../../engine/trace/records.ts';
import { type ColumnKind, columnsOf, RECORD_TYPES, type RecordType } from './columns.ts';
import { versionKey } from './encode.ts';
import { applyPatch, type PatchEntry, type Path } from './plain-patch.ts';
import { BLOCK_VERSION, type TraceBlock, type VersionCell } from './trace-block.ts';

/**
 * @param shared the values that the blocks of one report share
 * @throws RangeError  for a block of another version
 */
export function decodeTrace(block: TraceBlock, shared: readonly unknown[] = []): TraceRecord[] {
  if (block.version !== BLOCK_VERSION)
    throw new RangeError(`trace block of version ${block.version}; this reads ${BLOCK_VERSION}`);
  const reader = new Reader(block, shared);
  let [seq, t] = [0, 0];
  return block.types.map((code, i) => {
    seq += block.seqSteps?.[i] ?? 1;
    t += block.timeSteps[i] as number;
    const back = block.causeBack[i] as number;
    return reader.record(RECORD_TYPES[code] as RecordType, { seq, t, cause: back === 0 ? 0 : seq - back });
  });
}

class Reader {
  private readonly block: TraceBlock;
  private readonly shared: readonly unknown[];
  private readonly rows = new Map<RecordType, number>();
  private readonly sums = new Map<string, number>();
  private readonly newest = new Map<string, unknown>();

  constructor(block: TraceBlock, shared: readonly unknown[]) {
    this.block = block;
    this.shared = shared;
  }

  record(type: RecordType, base: Pick<TraceRecord, 'seq' | 't' | 'cause'>): TraceRecord {
    const row = this.rows.get(type) ?? 0;
    this.rows.set(type, row + 1);
    const record: Record<string, unknown> = { type };
    let version: VersionCell | undefined;
    for (const [name, kind] of columnsOf(type)) {
      const cell = this.block.columns[type]?.[name]?.[row] as VersionCell;
      if (kind === 'version') version = cell;
      else {
        const field = this.field(kind, cell as number, `${type} ${name}`);
        if (field !== undefined) record[name] = field;
      }
    }
    if (version !== undefined) this.readVersion(record as unknown as ChangeRecord, version);
    return Object.assign(record, base) as unknown as TraceRecord;
  }

  private field(kind: ColumnKind, cell: number, column: string): unknown {
    if (kind === 'value') return this.value(cell);
    if (kind === 'number') return cell;
    const sum = (this.sums.get(column) ?? 0) + cell;
    this.sums.set(column, sum);
    return sum;
  }

  private value(index: number): unknown {
    if (index < 0) return undefined;
    const { sharedCount, values } = this.block;
    return index < sharedCount ? this.shared[index] : values[index - sharedCount];
  }

  private readVersion(
    record: { -readonly [K in keyof ChangeRecord]: ChangeRecord[K] },
    cell: VersionCell,
  ): void {
    const key = versionKey(record);
    const before = this.newest.get(key);
    record.before = before;
    record.object = typeof cell === 'number' ? this.value(cell) : applyPatch(before, this.patch(cell));
    if (record.op === 'delete') this.newest.delete(key);
    else this.newest.set(key, record.object);
  }

  private patch(cells: readonly number[]): PatchEntry[] {
    const entries: PatchEntry[] = [];
    for (let i = 0; i < cells.length; i += 2)
      entries.push([this.value(cells[i] as number) as Path, this.value(cells[i + 1] as number)]);
    return entries;
  }
}
