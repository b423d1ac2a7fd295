// Reads the data blocks of the page: base64, gzip, JSON. Traces are read when their scenario is opened, and kept.

import { decodeTrace } from '../../model/decode.ts';
import type { TraceBlock } from '../../model/trace-block.ts';
import { TraceIndex } from '../../view/trace-index.ts';
import { type Placed, RUN_BLOCK, type RunSummary, SHARED_BLOCK, traceBlockId } from '../page-data.ts';

async function readBlock<T>(id: string): Promise<T> {
  const content = document.getElementById(id)?.textContent;
  if (content === null || content === undefined) throw new Error(`block ${id} is missing`);
  const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(plain).json()) as T;
}

export const readRun = (): Promise<RunSummary> => readBlock<RunSummary>(RUN_BLOCK);

let shared: Promise<unknown[]> | undefined;
const traces = new Map<number, Promise<TraceIndex>>();

/** @throws where there is none or it cannot be read */
export function readTrace({ trace, digest }: Placed): Promise<TraceIndex> {
  if (trace === undefined) return Promise.reject(new Error('no trace'));
  const known = traces.get(trace.place);
  if (known !== undefined) return known;
  const read = async (): Promise<TraceIndex> => {
    shared ??= readBlock<unknown[]>(SHARED_BLOCK);
    const block = await readBlock<TraceBlock>(traceBlockId(trace.place));
    const records = decodeTrace(block, await shared);
    return new TraceIndex(records, { startEpochMs: block.startEpochMs, endMs: digest?.lengthMs ?? 0 });
  };
  const reading = read();
  traces.set(trace.place, reading);
  return reading;
}
