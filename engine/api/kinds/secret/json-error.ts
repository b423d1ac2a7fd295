// Why a text is no JSON object, in the words of Go's decoder.
//
// Source: Go encoding/json scanner.go (checkValid, stateInString and its neighbours) and decode.go, UnmarshalTypeError,
// for `json.Unmarshal(text, &map[string]interface{})`. Left out: offsets, which the messages do not show.

import { quoteGo } from '../../validation/field-error.ts';

export const UNEXPECTED_END = 'unexpected end of JSON input';

/** Undefined when the text is a JSON object or null. */
export const jsonObjectError = (text: string): string | undefined =>
  jsonError(text, '{', 'map[string]interface {}');

/** Undefined when the text is null or a JSON value that begins so; `goType` is what Go decodes it into. */
export function jsonError(text: string, begin: '{' | '[', goType: string): string | undefined {
  const scanner = new Scanner(text);
  const problem = scanner.document();
  if (problem !== undefined) return problem;
  const first = text.trimStart()[0]!;
  if (first === begin || first === 'n') return undefined;
  const kind =
    first === '{'
      ? 'object'
      : first === '['
        ? 'array'
        : first === '"'
          ? 'string'
          : first === 't' || first === 'f'
            ? 'bool'
            : 'number';
  return `json: cannot unmarshal ${kind} into Go value of type ${goType}`;
}

class ScanError extends Error {}

class Scanner {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): string | undefined {
    try {
      this.value();
      this.space();
      if (this.at < this.text.length) this.fail('after top-level value');
      return undefined;
    } catch (error) {
      if (error instanceof ScanError) return error.message;
      throw error;
    }
  }

  private fail(context: string): never {
    if (this.at >= this.text.length) throw new ScanError(UNEXPECTED_END);
    throw new ScanError(`invalid character ${quoteChar(this.text, this.at)} ${context}`);
  }

  private space(): void {
    while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) this.at += 1;
  }

  private value(): void {
    this.space();
    const char = this.text[this.at];
    if (char === '{') this.object();
    else if (char === '[') this.array();
    else if (char === '"') this.string();
    else if (char === 't') this.literal('true');
    else if (char === 'f') this.literal('false');
    else if (char === 'n') this.literal('null');
    else if (char === '-' || isDigit(char)) this.number();
    else this.fail('looking for beginning of value');
  }

  private object(): void {
    this.at += 1;
    this.space();
    if (this.text[this.at] === '}') {
      this.at += 1;
      return;
    }
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.fail('looking for beginning of object key string');
      this.string();
      this.space();
      if (this.text[this.at] !== ':') this.fail('after object key');
      this.at += 1;
      this.value();
      this.space();
      const char = this.text[this.at];
      if (char !== ',' && char !== '}') this.fail('after object key:value pair');
      this.at += 1;
      if (char === '}') return;
    }
  }

  private array(): void {
    this.at += 1;
    this.space();
    if (this.text[this.at] === ']') {
      this.at += 1;
      return;
    }
    for (;;) {
      this.value();
      this.space();
      const char = this.text[this.at];
      if (char !== ',' && char !== ']') this.fail('after array element');
      this.at += 1;
      if (char === ']') return;
    }
  }

  private string(): void {
    this.at += 1;
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined || char < ' ') this.fail('in string literal');
      this.at += 1;
      if (char === '"') return;
      if (char === '\\') this.escape();
    }
  }

  private escape(): void {
    const char = this.text[this.at];
    if (char === undefined || !'bfnrt\\/"u'.includes(char)) this.fail('in string escape code');
    this.at += 1;
    if (char !== 'u') return;
    for (let i = 0; i < 4; i += 1) {
      if (!/^[0-9a-fA-F]$/.test(this.text[this.at] ?? '')) this.fail('in \\u hexadecimal character escape');
      this.at += 1;
    }
  }

  private literal(word: string): void {
    this.at += 1;
    for (let i = 1; i < word.length; i += 1) {
      if (this.text[this.at] !== word[i]) this.fail(`in literal ${word} (expecting ${quoteChar(word, i)})`);
      this.at += 1;
    }
  }

  private number(): void {
    if (this.text[this.at] === '-') {
      this.at += 1;
      if (!isDigit(this.text[this.at])) this.fail('in numeric literal');
    }
    if (this.text[this.at] === '0') this.at += 1;
    else this.digits('in numeric literal');
    if (this.text[this.at] === '.') {
      this.at += 1;
      this.digits('after decimal point in numeric literal');
    }
    if (/^[eE]$/.test(this.text[this.at] ?? '')) {
      this.at += 1;
      if (/^[-+]$/.test(this.text[this.at] ?? '')) this.at += 1;
      this.digits('in exponent of numeric literal');
    }
  }

  private digits(context: string): void {
    if (!isDigit(this.text[this.at])) this.fail(context);
    while (isDigit(this.text[this.at])) this.at += 1;
  }
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

/** Source: scanner.go, quoteChar. */
function quoteChar(text: string, at: number): string {
  const char = String.fromCodePoint(text.codePointAt(at)!);
  if (char === "'") return `'\\''`;
  if (char === '"') return `'"'`;
  return `'${quoteGo(char).slice(1, -1)}'`;
}
