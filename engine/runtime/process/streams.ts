// What a process reads from and writes to.
//
// Streams are shared by inheritance, so pipe ends count who holds them: a pipe is at its end when its last writer is
// gone, broken when its last reader is. Only processes hold streams; a redirection inside a shell borrows.

import type { OpenFile } from '../filesystem/filesystem.ts';
import { done, type Task, type Wait } from './task.ts';

/** One end of something. Reading gives text; `undefined` is the end. */
export interface Stream {
  /** Set where a write is seen by somebody: a log, a pipe, a file. */
  readonly visible: 'output' | 'file' | 'captured' | 'nothing';
  /** @returns false when nobody will ever read it (a broken pipe) */
  write(text: string): boolean;
  /** All that is there now, after waiting for at least something; undefined at the end. */
  read(): Task<string | undefined>;
  /** Puts text back, to be read next. */
  unread(text: string): void;
  /** Set while the reader must catch up before more is written. */
  readonly full?: Wait | undefined;
  retain(): void;
  release(): void;
  /** For `dd`: writes zero bytes that are only counted. */
  pad?(bytes: number): void;
}

abstract class PlainStream implements Stream {
  abstract readonly visible: Stream['visible'];
  abstract write(text: string): boolean;
  #pushedBack = '';
  read(): Task<string | undefined> {
    const text = this.#pushedBack === '' ? undefined : this.#pushedBack;
    this.#pushedBack = '';
    return done(text);
  }
  unread(text: string): void {
    this.#pushedBack = text + this.#pushedBack;
  }
  retain(): void {}
  release(): void {}
}

/** `/dev/null`: swallows everything, has nothing. */
export class NullStream extends PlainStream {
  readonly visible = 'nothing';
  write(): boolean {
    return true;
  }
}

/** Hands every write to a function: the container's log, or the answer of an exec. */
export class SinkStream extends PlainStream {
  readonly visible: 'output' | 'captured';
  readonly #sink: (text: string) => void;
  constructor(sink: (text: string) => void, visible: 'output' | 'captured' = 'output') {
    super();
    this.#sink = sink;
    this.visible = visible;
  }
  write(text: string): boolean {
    this.#sink(text);
    return true;
  }
}

/** Text to read: a here-document, a file's content at the moment of opening, `-i` of exec. */
export class TextInput extends PlainStream {
  readonly visible = 'nothing';
  constructor(text: string) {
    super();
    this.unread(text);
  }
  write(): boolean {
    return false;
  }
}

/** A file opened for writing. */
export class FileOutput extends PlainStream {
  readonly visible = 'file';
  readonly #file: OpenFile;
  constructor(file: OpenFile) {
    super();
    this.#file = file;
  }
  write(text: string): boolean {
    if (text !== '') this.#file.append(text);
    return true;
  }
  pad(bytes: number): void {
    this.#file.pad(bytes);
  }
}

// Linux: default capacity of a pipe, man 7 pipe.
const PIPE_UNITS_MAX = 65_536;

class Pipe {
  text = '';
  writers = 0;
  readers = 0;
  #waiting: (() => void)[] = [];

  /** Lets everyone who waits look again. */
  stir(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  readonly wait: Wait = {
    interruptible: false,
    arm: (resume) => {
      this.#waiting.push(resume);
      return () => {
        this.#waiting = this.#waiting.filter((other) => other !== resume);
      };
    },
  };
}

class PipeReader implements Stream {
  readonly visible = 'nothing';
  readonly #pipe: Pipe;
  constructor(pipe: Pipe) {
    this.#pipe = pipe;
  }
  write(): boolean {
    return false;
  }
  *read(): Task<string | undefined> {
    const pipe = this.#pipe;
    while (pipe.text === '' && pipe.writers > 0) yield pipe.wait;
    if (pipe.text === '') return undefined;
    const text = pipe.text;
    pipe.text = '';
    pipe.stir();
    return text;
  }
  unread(text: string): void {
    this.#pipe.text = text + this.#pipe.text;
  }
  retain(): void {
    this.#pipe.readers++;
  }
  release(): void {
    if (--this.#pipe.readers === 0) this.#pipe.stir();
  }
}

class PipeWriter implements Stream {
  readonly visible = 'output';
  readonly #pipe: Pipe;
  constructor(pipe: Pipe) {
    this.#pipe = pipe;
  }
  write(text: string): boolean {
    if (this.#pipe.readers === 0) return false;
    this.#pipe.text += text;
    this.#pipe.stir();
    return true;
  }
  get full(): Wait | undefined {
    const full = this.#pipe.readers > 0 && this.#pipe.text.length >= PIPE_UNITS_MAX;
    return full ? this.#pipe.wait : undefined;
  }
  read(): Task<string | undefined> {
    return done(undefined);
  }
  unread(): void {}
  retain(): void {
    this.#pipe.writers++;
  }
  release(): void {
    if (--this.#pipe.writers === 0) this.#pipe.stir();
  }
}

/** A new pipe; whoever makes it gives both ends to processes, which retain them. */
export function pipe(): { reader: Stream; writer: Stream } {
  const shared = new Pipe();
  return { reader: new PipeReader(shared), writer: new PipeWriter(shared) };
}

/** One line without its newline; undefined at the end. A last line without newline counts, `complete` tells. */
export function* readLine(stream: Stream): Task<{ line: string; complete: boolean } | undefined> {
  let line = '';
  for (;;) {
    const chunk = yield* stream.read();
    if (chunk === undefined) return line === '' ? undefined : { line, complete: false };
    const at = chunk.indexOf('\n');
    if (at < 0) {
      line += chunk;
      continue;
    }
    if (at + 1 < chunk.length) stream.unread(chunk.slice(at + 1));
    return { line: line + chunk.slice(0, at), complete: true };
  }
}

export function* readAll(stream: Stream): Task<string> {
  let text = '';
  for (;;) {
    const chunk = yield* stream.read();
    if (chunk === undefined) return text;
    text += chunk;
  }
}
