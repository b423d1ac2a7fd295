// Reads the data blocks of a report: base64, gzip, JSON. Traces are read when their scenario is opened, and kept. The
// report is this page, or another one that the reader chose to compare with.

import { decodeTrace } from '../../model/decode.ts';
import type { TraceBlock } from '../../model/trace-block.ts';
import { TraceIndex } from '../../view/trace-index.ts';
import { type Placed, RUN_BLOCK, type RunSummary, SHARED_BLOCK, traceBlockId } from '../page-data.ts';

export class ReportData {
  private readonly page: Document;
  private shared: Promise<unknown[]> | undefined;
  private readonly traces = new Map<number, Promise<TraceIndex>>();

  constructor(page: Document) {
    this.page = page;
  }

  /** @throws where the document is no report */
  readRun(): Promise<RunSummary> {
    return this.readBlock<RunSummary>(RUN_BLOCK);
  }

  /** @throws where there is none or it cannot be read */
  readTrace({ trace, digest }: Placed): Promise<TraceIndex> {
    if (trace === undefined) return Promise.reject(new Error('no trace'));
    const known = this.traces.get(trace.place);
    if (known !== undefined) return known;
    const read = async (): Promise<TraceIndex> => {
      this.shared ??= this.readBlock<unknown[]>(SHARED_BLOCK);
      const block = await this.readBlock<TraceBlock>(traceBlockId(trace.place));
      const records = decodeTrace(block, await this.shared);
      return new TraceIndex(records, { startEpochMs: block.startEpochMs, endMs: digest?.lengthMs ?? 0 });
    };
    const reading = read();
    this.traces.set(trace.place, reading);
    return reading;
  }

  private async readBlock<T>(id: string): Promise<T> {
    const content = this.page.getElementById(id)?.textContent;
    if (content === null || content === undefined) throw new Error(`block ${id} is missing`);
    const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return (await new Response(plain).json()) as T;
  }
}

/** The report that this page is. */
export const ownReport = new ReportData(document);

/** Nothing in it is run: only its blocks are read. */
export const reportOfFile = async (file: File): Promise<ReportData> =>
  new ReportData(new DOMParser().parseFromString(await file.text(), 'text/html'));
