// What a container wrote to its standard streams, as the runtime keeps it on the node.
//
// Lines carry the instant at which they were written. Old lines go when files rotate: at most five files of 10 MiB.
// Source: kubernetes v1.20.2 pkg/kubelet/apis/config/v1beta1/defaults.go, ContainerLogMaxSize, ContainerLogMaxFiles.

import { utf8Bytes } from './filesystem/utf8.ts';

export type LogStream = 'stdout' | 'stderr';

export interface LogLine {
  /** Milliseconds since the Unix epoch. */
  readonly epochMs: number;
  readonly stream: LogStream;
  /** Without its newline. */
  readonly text: string;
  /** Written without a newline and not yet, or never, continued. */
  readonly partial: boolean;
}

export const LOG_FILE_BYTES_MAX = 10 * 1024 * 1024;
export const LOG_FILES_MAX = 5;
/** What one container's logs take at most. */
export const KEPT_LOG_BYTES_MAX = LOG_FILE_BYTES_MAX * LOG_FILES_MAX;

/** How lines stand in the files on the node: Docker's, or that of the runtime interface. */
export type LogFormat = 'json' | 'cri';

interface LogFile {
  readonly lines: LogLine[];
  bytes: number;
}

/** The log of one run of a container. */
export class ContainerLog {
  readonly #files: LogFile[] = [{ lines: [], bytes: 0 }];
  readonly #open: Record<LogStream, string> = { stdout: '', stderr: '' };
  readonly #nowEpochMs: () => number;
  readonly #lineText: (line: LogLine) => string;
  #listeners: Set<(line: LogLine) => void> | undefined;

  constructor(nowEpochMs: () => number, format: LogFormat = 'cri') {
    this.#nowEpochMs = nowEpochMs;
    this.#lineText = format === 'json' ? jsonLogLine : criLogLine;
  }

  /** Adds a write; whole lines are kept, the rest waits for its newline. */
  write(stream: LogStream, text: string): void {
    const pieces = (this.#open[stream] + text).split('\n');
    this.#open[stream] = pieces.pop() ?? '';
    for (const piece of pieces) this.#add(stream, piece, false);
  }

  /** The writer is gone: what has no newline becomes a partial line. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      if (this.#open[stream] !== '') this.#add(stream, this.#open[stream], true);
      this.#open[stream] = '';
    }
  }

  /** Lines of the current file, oldest first, with unfinished ones at the end: all that `kubectl logs` reads. */
  get current(): LogLine[] {
    return [...(this.#files.at(-1)?.lines ?? []), ...this.#unfinished()];
  }

  /** Lines still kept, oldest first, with unfinished ones at the end. */
  get lines(): LogLine[] {
    return [...this.#files.flatMap((file) => file.lines), ...this.#unfinished()];
  }

  /** The content of each log file on the node, the current one last. */
  get fileTexts(): string[] {
    return this.#files.map((file) => file.lines.map((line) => `${this.#lineText(line)}\n`).join(''));
  }

  #unfinished(): LogLine[] {
    return (['stdout', 'stderr'] as const)
      .filter((stream) => this.#open[stream] !== '')
      .map((stream) => ({ epochMs: this.#nowEpochMs(), stream, text: this.#open[stream], partial: true }));
  }

  /** All that is kept, as the container wrote it. */
  get text(): string {
    return this.lines.map((line) => (line.partial ? line.text : `${line.text}\n`)).join('');
  }

  /** Bytes of each log file on the node, the current one last. */
  get fileBytes(): number[] {
    return this.#files.map((file) => file.bytes);
  }

  /** Calls back for each further line; returns how to stop. */
  follow(listener: (line: LogLine) => void): () => void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
    return () => this.#listeners?.delete(listener);
  }

  #add(stream: LogStream, text: string, partial: boolean): void {
    const line: LogLine = { epochMs: this.#nowEpochMs(), stream, text, partial };
    let file = this.#files.at(-1);
    const bytes = utf8Bytes(this.#lineText(line)) + 1;
    if (file === undefined || (file.bytes > 0 && file.bytes + bytes > LOG_FILE_BYTES_MAX)) {
      file = { lines: [], bytes: 0 };
      this.#files.push(file);
      if (this.#files.length > LOG_FILES_MAX) this.#files.shift();
    }
    file.lines.push(line);
    file.bytes += bytes;
    for (const listener of [...(this.#listeners ?? [])]) listener(line);
  }
}

/** One line of the json-file log driver, without newline: `{"log":"…\n","stream":"stdout","time":"…"}`. */
export function jsonLogLine(line: LogLine): string {
  const log = line.partial ? line.text : `${line.text}\n`;
  return JSON.stringify({ log, stream: line.stream, time: nanoTime(line.epochMs) });
}

/** One line of a CRI log, without newline: `2025-01-01T00:00:00.000000000Z stdout F text`. */
export function criLogLine(line: LogLine): string {
  return `${nanoTime(line.epochMs)} ${line.stream} ${line.partial ? 'P' : 'F'} ${line.text}`;
}

function nanoTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '000000Z');
}
