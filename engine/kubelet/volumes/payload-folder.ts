// The root of a volume with API data. Most containers never look into theirs, so the files are made at the first look,
// as they would be if they had been written when the kubelet wrote them.

import type { Directory, Inode } from '../../runtime/filesystem/inode.ts';
import { type PayloadFile, Volume, writeAtomically } from '../../runtime/runtime.ts';

export interface LazyFile {
  /** What the text is made of; equal ones give equal texts. */
  readonly raw: string;
  readonly read: (raw: string) => string;
  /** Permission bits, for example 0o644. */
  readonly mode: number;
}

/** Path below the volume's root, to file. */
export type Payload = ReadonlyMap<string, LazyFile>;

export class PayloadFolder implements Directory {
  readonly kind = 'directory';
  mode = 0o777;
  mtimeMs: number;
  /** What is to be written, and when the kubelet did so; undefined once it stands in `made`. */
  private waiting: { readonly payload: Payload; readonly atEpochMs: number } | undefined;
  private made: Map<string, Inode> | undefined;

  constructor(payload: Payload, nowEpochMs: number) {
    this.mtimeMs = nowEpochMs;
    this.waiting = { payload, atEpochMs: nowEpochMs };
  }

  get entries(): Map<string, Inode> {
    if (this.made === undefined) {
      const first = new Volume(this.mtimeMs);
      if (this.waiting !== undefined)
        writeAtomically(first, textsOf(this.waiting.payload), this.waiting.atEpochMs);
      this.waiting = undefined;
      this.made = first.root.entries;
    }
    return this.made;
  }

  /** The kubelet writes the volume again; equal content changes nothing. */
  write(volume: Volume, payload: Payload, nowEpochMs: number): void {
    if (this.waiting === undefined) writeAtomically(volume, textsOf(payload), nowEpochMs);
    else if (!equalPayloads(this.waiting.payload, payload)) {
      this.waiting = { payload, atEpochMs: nowEpochMs };
      volume.changed();
    }
  }
}

const textsOf = (payload: Payload): Map<string, PayloadFile> =>
  new Map([...payload].map(([path, { raw, read, mode }]) => [path, { text: read(raw), mode }]));

function equalPayloads(a: Payload, b: Payload): boolean {
  if (a.size !== b.size) return false;
  for (const [path, { raw, mode }] of a) {
    const other = b.get(path);
    if (other === undefined || other.raw !== raw || other.mode !== mode) return false;
  }
  return true;
}
