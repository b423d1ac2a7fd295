// The tokens of a Go template: text, and what stands between `{{` and `}}`.
//
// `{{-` and `-}}` take the white space of the text beside them. Source: Go src/text/template/parse/lex.go.

import { quoteGo } from '../validation/field-error.ts';
import { TemplateError } from './template-error.ts';

export type TokenKind =
  | 'text'
  | 'left'
  | 'right'
  | 'identifier'
  | 'field'
  | 'variable'
  | 'dot'
  | 'string'
  | 'rawString'
  | 'number'
  | 'char'
  | 'bool'
  | 'nil'
  | 'keyword'
  | 'pipe'
  | 'declare'
  | 'assign'
  | 'comma'
  | '('
  | ')'
  | 'space'
  | 'sign'
  | 'eof';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Index into the template's text. */
  readonly at: number;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'block break continue define else end if range template with'.split(' '),
);

const SPACE = /^[ \t\r\n]+/;
const NUMBER =
  /^[+-]?(?:0[xX][0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)/;
const WORD = /^[\p{L}_][\p{L}\p{Nd}_]*/u;

/** @throws TemplateError with upstream's text */
export function lexTemplate(name: string, text: string): readonly Token[] {
  return new Lexer(name, text).run();
}

class Lexer {
  private readonly name: string;
  private readonly text: string;
  private readonly tokens: Token[] = [];
  private at = 0;
  private depth = 0;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  run(): readonly Token[] {
    let trimsNext = false;
    while (this.at < this.text.length) {
      const open = this.text.indexOf('{{', this.at);
      const isTrimmed = open >= 0 && /^-[ \t\r\n]/.test(this.text.slice(open + 2, open + 4));
      this.pushText(open < 0 ? this.text.length : open, trimsNext, isTrimmed);
      if (open < 0) break;
      this.at = open + (isTrimmed ? 3 : 2);
      trimsNext = this.commentEnd(isTrimmed) ?? this.action(open);
    }
    this.push('eof', '', this.text.length);
    return this.tokens;
  }

  private pushText(end: number, trimsLeft: boolean, trimsRight: boolean): void {
    let text = this.text.slice(this.at, end);
    let start = this.at;
    if (trimsLeft) {
      const kept = text.replace(SPACE, '');
      start += text.length - kept.length;
      text = kept;
    }
    if (trimsRight) text = text.replace(/[ \t\r\n]+$/, '');
    if (text !== '') this.push('text', text, start);
  }

  // Comments stand alone in their braces. @returns whether the text after it is trimmed; undefined: no comment
  private commentEnd(isTrimmed: boolean): boolean | undefined {
    const start = isTrimmed ? this.at + 1 : this.at;
    if (!this.text.startsWith('/*', start)) return undefined;
    const end = this.text.indexOf('*/', start);
    if (end < 0) this.fail('unclosed comment', start);
    const close = /^(?:[ \t\r\n]-)?\}\}/.exec(this.text.slice(end + 2));
    if (close === null) this.fail('comment ends before closing delimiter', end);
    this.at = end + 2 + close![0].length;
    return close![0].length > 2;
  }

  private action(open: number): boolean {
    this.push('left', '{{', open);
    this.depth = 0;
    for (;;) {
      const rest = this.text.slice(this.at);
      const close = /^(?:[ \t\r\n]+-\}\}|\}\})/.exec(rest);
      if (close !== null) {
        if (this.depth > 0) this.fail('unclosed left paren', this.at);
        this.push('right', '}}', this.at);
        this.at += close[0].length;
        return close[0].length > 2;
      }
      if (rest === '') this.fail('unclosed action', this.at);
      this.token(rest);
    }
  }

  private token(rest: string): void {
    const space = SPACE.exec(rest);
    if (space !== null) return this.take('space', space[0]);
    const [char = ''] = rest;
    if (rest.startsWith(':=')) return this.take('declare', ':=');
    if (char === '=') return this.take('assign', '=');
    if (rest.startsWith(':')) this.fail('expected :=', this.at);
    if (char === '|') return this.take('pipe', '|');
    if (char === ',') return this.take('comma', ',');
    if (char === '"') return this.quoted();
    if (char === '`') return this.raw(rest);
    if (char === "'") return this.character(rest);
    if (char === '(' || char === ')') return this.paren(char);
    if (char === '$') return this.take('variable', `$${WORD.exec(rest.slice(1))?.[0] ?? ''}`);
    if (char === '.' && !/^\.[0-9]/.test(rest)) {
      const word = WORD.exec(rest.slice(1))?.[0] ?? '';
      return word === '' ? this.take('dot', '.') : this.take('field', `.${word}`);
    }
    const number = NUMBER.exec(rest);
    if (number !== null) return this.number(number[0], rest);
    const word = WORD.exec(rest);
    if (word !== null) return this.word(word[0]);
    if (char > ' ' && char <= '~') return this.take('sign', char);
    this.fail(
      `unrecognized character in action: U+${rest.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')} '${[...rest][0]}'`,
      this.at,
    );
  }

  private number(number: string, rest: string): void {
    const tail = /^[\p{L}\p{Nd}_.]+/u.exec(rest.slice(number.length))?.[0];
    if (tail !== undefined) this.fail(`bad number syntax: ${quoteGo(number + tail.slice(0, 1))}`, this.at);
    this.take('number', number);
  }

  private word(word: string): void {
    if (KEYWORDS.has(word)) return this.take('keyword', word);
    if (word === 'true' || word === 'false') return this.take('bool', word);
    return this.take(word === 'nil' ? 'nil' : 'identifier', word);
  }

  private paren(char: '(' | ')'): void {
    this.depth += char === '(' ? 1 : -1;
    this.take(char, char);
  }

  private quoted(): void {
    const match = /^"(?:\\[^\n]|[^"\\\n])*"/.exec(this.text.slice(this.at));
    if (match === null) this.fail('unterminated quoted string', this.at);
    this.take('string', match![0]);
  }

  private raw(rest: string): void {
    const end = rest.indexOf('`', 1);
    if (end < 0) this.fail('unterminated raw quoted string', this.at);
    this.take('rawString', rest.slice(0, end + 1));
  }

  private character(rest: string): void {
    const match = /^'(?:\\[^\n]|[^'\\\n])+'/.exec(rest);
    if (match === null) this.fail('unterminated character constant', this.at);
    this.take('char', match![0]);
  }

  private take(kind: TokenKind, text: string): void {
    this.push(kind, text, this.at);
    this.at += text.length;
  }

  private push(kind: TokenKind, text: string, at: number): void {
    this.tokens.push({ kind, text, at });
  }

  private fail(why: string, at: number): never {
    const line = this.text.slice(0, at).split('\n').length;
    throw new TemplateError(`template: ${this.name}:${line}: ${why}`);
  }
}
