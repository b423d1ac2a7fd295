// From the text of a Go template to its tree. Source: Go src/text/template/parse/parse.go.
// Left out: `call` of functions in data, which JSON has none of.

import { quoteGo } from '../validation/field-error.ts';
import { constantOf } from './constants.ts';
import { FUNCTION_NAMES } from './functions.ts';
import { lexTemplate, type Token, type TokenKind } from './lex.ts';
import type { Command, Node, Operand, Pipe, Template } from './nodes.ts';
import { TemplateError } from './template-error.ts';

/**
 * @param name  what errors call the template; kubectl's is `output`
 * @throws TemplateError with upstream's text
 */
export function parseTemplate(name: string, text: string): Template {
  const parser = new Parser(name, text);
  return { name, source: text, body: parser.parse(), defined: parser.defined };
}

type Ending = 'eof' | 'end' | 'else';

const STARTS: ReadonlySet<TokenKind> = new Set([
  'bool',
  'char',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  '(',
]);

class Parser {
  readonly defined = new Map<string, readonly Node[]>();
  private readonly name: string;
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private index = 0;
  private variables: string[] = ['$'];
  private rangeDepth = 0;
  // Which word ended the last list: the token after `end` or `else` is looked at by who asked for the list.
  private ending: Ending = 'eof';

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    this.tokens = lexTemplate(name, text);
  }

  parse(): readonly Node[] {
    const nodes = this.list();
    if (this.ending !== 'eof') this.fail(`unexpected {{${this.ending}}}`);
    return nodes;
  }

  private list(): Node[] {
    const nodes: Node[] = [];
    for (;;) {
      const token = this.next();
      if (token.kind === 'eof') {
        this.ending = 'eof';
        return nodes;
      }
      if (token.kind === 'text') {
        nodes.push({ kind: 'text', text: token.text });
        continue;
      }
      const node = this.action();
      if (node === 'end' || node === 'else') {
        this.ending = node;
        return nodes;
      }
      if (node !== undefined) nodes.push(node);
    }
  }

  private action(): Node | 'end' | 'else' | undefined {
    const token = this.peekSolid();
    if (token.kind === 'keyword') {
      this.nextSolid();
      return this.keyword(token.text);
    }
    return { kind: 'action', pipe: this.pipeline('command', 'right') };
  }

  private keyword(word: string): Node | 'end' | 'else' | undefined {
    switch (word) {
      case 'if':
      case 'range':
      case 'with':
        return this.control(word);
      case 'end':
        this.expect('right', 'end');
        return 'end';
      case 'else':
        if (this.peekSolid().kind !== 'keyword') this.expect('right', 'else');
        return 'else';
      case 'break':
      case 'continue':
        this.expect('right', word);
        if (this.rangeDepth === 0) this.fail(`{{${word}}} outside {{range}}`);
        return { kind: word };
      case 'define':
        return this.define();
      case 'template':
        return this.template();
      default:
        return this.block();
    }
  }

  private control(kind: 'if' | 'range' | 'with'): Node {
    const scope = this.variables.length;
    const pipe = this.pipeline(kind, 'right');
    if (kind === 'range') this.rangeDepth += 1;
    const body = this.list();
    if (kind === 'range') this.rangeDepth -= 1;
    const otherwise = this.otherwise(kind);
    this.variables.length = scope;
    return { kind, pipe, body, otherwise };
  }

  private otherwise(kind: 'if' | 'range' | 'with'): Node[] {
    if (this.ending === 'eof') this.fail('unexpected EOF');
    if (this.ending === 'end') return [];
    const { kind: next, text } = this.peekSolid();
    if (next === 'keyword') {
      if (text !== kind || kind === 'range') this.fail(`unexpected <${text}> in else`);
      this.nextSolid();
      const nested = this.control(kind);
      return [nested];
    }
    const nodes = this.list();
    this.expectEnd('expected end; found {{else}}');
    return nodes;
  }

  private expectEnd(elseText: string): void {
    if (this.ending === 'eof') this.fail('unexpected EOF');
    if (this.ending === 'else') this.fail(elseText);
  }

  private define(): undefined {
    const name = this.templateName('define clause');
    this.expect('right', 'define clause');
    this.named(name);
  }

  private named(name: string): void {
    const { variables, rangeDepth } = this;
    this.variables = ['$'];
    this.rangeDepth = 0;
    const body = this.list();
    this.expectEnd('unexpected {{else}} in define clause');
    this.defined.set(name, body);
    this.variables = variables;
    this.rangeDepth = rangeDepth;
  }

  private template(): Node {
    const { at } = this.peekSolid();
    const name = this.templateName('template clause');
    if (this.peekSolid().kind === 'right') {
      this.nextSolid();
      return { kind: 'template', at, name };
    }
    return { kind: 'template', at, name, pipe: this.pipeline('template clause', 'right') };
  }

  private block(): Node {
    const { at } = this.peekSolid();
    const name = this.templateName('block clause');
    const pipe = this.pipeline('block clause', 'right');
    this.named(name);
    return { kind: 'template', at, name, pipe };
  }

  private templateName(context: string): string {
    const token = this.nextSolid();
    if (token.kind !== 'string' && token.kind !== 'rawString') this.unexpected(token, context);
    return String(constantOf(token, (why) => this.fail(why)));
  }

  private pipeline(context: string, end: 'right' | ')'): Pipe {
    const start = this.peekSolid();
    const { declares, isAssignment } = this.declarations(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.peekSolid();
      if (token.kind === end) {
        this.nextSolid();
        this.checkPipeline(commands, context);
        const text = this.textOf(start.at, token.at);
        return { at: start.at, text, declares, isAssignment, commands };
      }
      if (!STARTS.has(token.kind)) this.unexpected(token, context);
      commands.push(this.command());
    }
  }

  private checkPipeline(commands: readonly Command[], context: string): void {
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    commands.slice(1).forEach(({ operands }, i) => {
      const kind = operands[0]?.kind;
      if (kind === 'constant' || kind === 'dot' || kind === 'nil')
        this.fail(`non executable command in pipeline stage ${i + 2}`);
    });
  }

  // `$x :=`, `$x =`, and in a range `$i, $x :=`.
  private declarations(context: string): { declares: string[]; isAssignment: boolean } {
    const declares: string[] = [];
    for (;;) {
      const token = this.peekSolid();
      if (token.kind !== 'variable') return { declares, isAssignment: false };
      const back = this.index;
      this.nextSolid();
      const sign = this.peekSolid();
      if (sign.kind === 'declare' || sign.kind === 'assign') {
        this.nextSolid();
        declares.push(token.text);
        const isAssignment = sign.kind === 'assign';
        if (isAssignment) for (const name of declares) this.known(name);
        else this.variables.push(...declares);
        return { declares, isAssignment };
      }
      if (sign.kind !== 'comma') {
        this.index = back;
        return { declares, isAssignment: false };
      }
      if (context !== 'range' || declares.length > 0) this.fail(`too many declarations in ${context}`);
      this.nextSolid();
      declares.push(token.text);
    }
  }

  private command(): Command {
    const operands: Operand[] = [];
    const start = this.peekSolid();
    for (;;) {
      const operand = this.operand();
      if (operand !== undefined) operands.push(operand);
      const token = this.next();
      if (token.kind === 'space') continue;
      if (token.kind === 'right' || token.kind === ')') this.index -= 1;
      else if (token.kind !== 'pipe') this.unexpected(token, 'operand');
      if (operands.length === 0) this.fail('empty command');
      return { at: start.at, text: operands.map(({ text }) => text).join(' '), operands };
    }
  }

  private operand(): Operand | undefined {
    const term = this.term();
    if (term === undefined || this.peek().kind !== 'field') return term;
    const { at } = this.peek();
    const path: string[] = [];
    while (this.peek().kind === 'field') path.push(this.next().text.slice(1));
    const text = `${term.text}${path.map((name) => `.${name}`).join('')}`;
    if (term.kind === 'field' || term.kind === 'variable')
      return { ...term, at, text, path: [...term.path, ...path] };
    if (term.kind === 'constant' || term.kind === 'nil')
      this.fail(`unexpected . after term ${quoteGo(term.text)}`);
    return { kind: 'chain', at, text, of: term, path };
  }

  private term(): Operand | undefined {
    const token = this.nextSolid();
    const { at, text } = token;
    switch (token.kind) {
      case 'identifier':
        if (!FUNCTION_NAMES.has(text)) this.fail(`function ${quoteGo(text)} not defined`);
        return { kind: 'function', at, text, name: text };
      case 'dot':
        return { kind: 'dot', at, text };
      case 'nil':
        return { kind: 'nil', at, text };
      case 'variable':
        this.known(text);
        return { kind: 'variable', at, text, name: text, path: [] };
      case 'field':
        return { kind: 'field', at, text, path: [text.slice(1)] };
      case 'bool':
      case 'number':
      case 'char':
      case 'string':
      case 'rawString':
        return { kind: 'constant', at, text, value: constantOf(token, (why) => this.fail(why)) };
      case '(': {
        const pipe = this.pipeline('parenthesized pipeline', ')');
        return { kind: 'pipe', at, text: `(${pipe.text})`, pipe };
      }
      default:
        this.index -= 1;
        return undefined;
    }
  }

  private known(name: string): void {
    if (!this.variables.includes(name)) this.fail(`undefined variable ${quoteGo(name)}`);
  }

  private textOf(from: number, to: number): string {
    return this.text.slice(from, to).trim();
  }

  private peek(): Token {
    return this.tokens[this.index] ?? this.tokens.at(-1)!;
  }

  private next(): Token {
    const token = this.peek();
    this.index += 1;
    return token;
  }

  private peekSolid(): Token {
    while (this.peek().kind === 'space') this.index += 1;
    return this.peek();
  }

  private nextSolid(): Token {
    this.peekSolid();
    return this.next();
  }

  private expect(kind: TokenKind, context: string): void {
    const token = this.nextSolid();
    if (token.kind !== kind) this.unexpected(token, context);
  }

  private unexpected({ kind, text }: Token, context: string): never {
    const shown = kind === 'eof' ? 'EOF' : kind === 'keyword' ? `<${text}>` : quoteGo(text);
    return this.fail(`unexpected ${shown} in ${context}`);
  }

  private fail(why: string): never {
    const at = this.tokens[Math.max(0, this.index - 1)]?.at ?? this.text.length;
    const line = this.text.slice(0, at).split('\n').length;
    throw new TemplateError(`template: ${this.name}:${line}: ${why}`);
  }
}
