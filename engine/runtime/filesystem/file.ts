// A file. Its content is text; bytes that nobody reads (`dd if=/dev/zero`) are only counted.
//
// What is appended stands apart until somebody reads the whole: a file that grows by a line a second for a day is not
// copied with each line, and who follows it (`tail -f`) gets the line alone. A line cut out of the whole would keep all
// of it in memory.

import { utf8Bytes } from './utf8.ts';

export class File {
  readonly kind = 'file';
  mode: number;
  mtimeMs: number;
  #whole: string;
  #added: string[] = [];
  #length: number;
  /** Of the text, once somebody has asked. */
  #textBytes: number | undefined;
  #paddingBytes = 0;

  constructor(text: string, mtimeMs: number, mode: number) {
    this.#whole = text;
    this.#length = text.length;
    this.mtimeMs = mtimeMs;
    this.mode = mode;
  }

  get text(): string {
    if (this.#added.length > 0) {
      this.#whole += this.#added.join('');
      this.#added = [];
    }
    return this.#whole;
  }

  /** Of the text, in UTF-16 units. */
  get length(): number {
    return this.#length;
  }

  /** Of the UTF-8 form of the text, and the zero bytes behind it. */
  get bytes(): number {
    this.#textBytes ??= utf8Bytes(this.text);
    return this.#textBytes + this.#paddingBytes;
  }

  /** In place of all that was there. */
  write(text: string): void {
    this.#whole = text;
    this.#added = [];
    this.#length = text.length;
    this.#textBytes = undefined;
    this.#paddingBytes = 0;
  }

  append(text: string): void {
    this.#added.push(text);
    this.#length += text.length;
    if (this.#textBytes !== undefined) this.#textBytes += utf8Bytes(text);
  }

  /** So many zero bytes more behind the text, counted and never shown. */
  pad(bytes: number): void {
    this.#paddingBytes += bytes;
  }

  /** The text behind so many UTF-16 units. */
  textFrom(offset: number): string {
    let start = this.#length;
    let first = this.#added.length;
    while (start > offset && first > 0) {
      first -= 1;
      start -= this.#added[first]!.length;
    }
    if (start > offset) return this.text.slice(offset);
    return this.#added
      .slice(first)
      .join('')
      .slice(offset - start);
  }

  copy(mtimeMs: number): File {
    const copy = new File(this.text, mtimeMs, this.mode);
    copy.pad(this.#paddingBytes);
    return copy;
  }
}
