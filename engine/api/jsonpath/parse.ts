// The syntax of JSONPath templates: text, and in braces fields, indexes, filters, `range` and `end`.
//
// Source: client-go v0.32 util/jsonpath/parser.go.

import { JsonPathError, type JsonPathNode, type ListNode, type SliceParam } from './nodes.ts';
import { describeRune, unquote } from './quote.ts';

const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}_]$/u;
const DIGIT = /^\p{Nd}$/u;
const DICT_KEY = /^'([^']*)'$/;
const SLICE = /^(-?[0-9]*)(:-?[0-9]*)?(:-?[0-9]*)?$/;
const COMPARISON = /^([^!<>=]+)([!<>=]+)(.+?)$/;

/** Empty at the end of the input. */
type Rune = string;
const END: Rune = '';

const isEndOfLine = (rune: Rune): boolean => rune === '\r' || rune === '\n';
const isTerminator = (rune: Rune): boolean => rune === END || ' \t\r\n.,[]$@{}'.includes(rune);

const listOf = (...nodes: JsonPathNode[]): ListNode => ({ type: 'list', nodes });

class Parser {
  readonly root: ListNode = listOf();
  private readonly input: string;
  private position = 0;
  /** Where the token being read begins. */
  private start = 0;

  constructor(input: string) {
    this.input = input;
  }

  private peek(): Rune {
    const code = this.input.codePointAt(this.position);
    return code === undefined ? END : String.fromCodePoint(code);
  }

  private next(): Rune {
    const rune = this.peek();
    this.position += rune.length;
    return rune;
  }

  private take(): string {
    const text = this.input.slice(this.start, this.position);
    this.start = this.position;
    return text;
  }

  private skip(length: number): void {
    this.position += length;
    this.take();
  }

  parse(): ListNode {
    while (this.position < this.input.length) {
      const brace = this.input.indexOf('{', this.position);
      this.position = brace < 0 ? this.input.length : brace;
      if (this.position > this.start) this.root.nodes.push({ type: 'text', text: this.take() });
      if (brace >= 0) this.action();
    }
    return this.root;
  }

  private action(): void {
    this.skip('{'.length);
    const list = listOf();
    this.root.nodes.push(list);
    while (!this.input.startsWith('}', this.position)) this.step(list.nodes);
    this.skip('}'.length);
  }

  private step(nodes: JsonPathNode[]): void {
    const rune = this.peek();
    if (this.input.startsWith('[?(', this.position)) this.filter(nodes);
    else if (this.input.startsWith('..', this.position)) this.recursive(nodes);
    else if (rune === END || isEndOfLine(rune)) throw new JsonPathError('unclosed action');
    // The current object and the root are the same here: what the list works on.
    else if (rune === ' ' || rune === '@' || rune === '$') this.skip(1);
    else if (rune === '+' || rune === '-' || DIGIT.test(rune)) this.number(nodes);
    else if (LETTER_OR_DIGIT.test(rune)) this.identifier(nodes);
    else if (rune === '[') this.array(nodes);
    else if (rune === '"' || rune === "'") this.quote(nodes);
    else if (rune === '.') this.field(nodes);
    else throw new JsonPathError(`unrecognized character in action: ${describeRune(rune)}`);
  }

  private identifier(nodes: JsonPathNode[]): void {
    while (!isTerminator(this.peek())) this.next();
    const name = this.take();
    if (name === 'true' || name === 'false') nodes.push({ type: 'literal', value: name === 'true' });
    else nodes.push({ type: 'identifier', name });
  }

  private recursive(nodes: JsonPathNode[]): void {
    if (nodes.at(-1)?.type === 'recursive') throw new JsonPathError('invalid multiple recursive descent');
    this.skip('..'.length);
    nodes.push({ type: 'recursive' });
    if (LETTER_OR_DIGIT.test(this.peek())) this.field(nodes);
  }

  private number(nodes: JsonPathNode[]): void {
    this.next();
    while (this.peek() === '.' || DIGIT.test(this.peek())) this.next();
    const text = this.take();
    if (!/^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)$/.test(text))
      throw new JsonPathError(`cannot parse number ${text}`);
    nodes.push({ type: 'literal', value: Number(text) });
  }

  private array(nodes: JsonPathNode[]): void {
    for (let rune = this.next(); rune !== ']'; rune = this.next()) {
      if (rune === END || rune === '\n') throw new JsonPathError('unterminated array');
    }
    const inside = this.take().slice(1, -1);
    const text = inside === '*' ? ':' : inside;
    const parts = text.split(',');
    if (parts.length > 1) {
      nodes.push({
        type: 'union',
        nodes: parts.map((part) => parseAction(`[${part.replace(/^ +| +$/g, '')}]`)),
      });
      return;
    }
    const key = DICT_KEY.exec(text);
    // A key is a path of its own: dots in it need a backslash.
    if (key !== null) nodes.push(...parseAction(`.${key[1]}`).nodes);
    else nodes.push({ type: 'array', params: parseSlice(text) });
  }

  private filter(nodes: JsonPathNode[]): void {
    this.skip('[?('.length);
    this.skipToFilterEnd();
    if (this.next() !== ']') throw new JsonPathError('unclosed array expect ]');
    const text = this.take().slice(0, -2);
    const comparison = COMPARISON.exec(text);
    if (comparison === null) {
      nodes.push({ type: 'filter', left: parseAction(text), right: listOf(), operator: 'exists' });
      return;
    }
    const [, left, operator, right] = comparison;
    nodes.push({ type: 'filter', left: parseAction(left!), right: parseAction(right!), operator: operator! });
  }

  // A parenthesis inside the one quoted text does not end the filter.
  private skipToFilterEnd(): void {
    let quote: Rune | undefined;
    let isClosed = false;
    while (true) {
      const rune = this.next();
      if (rune === END || rune === '\n') throw new JsonPathError('unterminated filter');
      if (rune === '"' || rune === "'") {
        if (quote === undefined) quote = rune;
        else if (rune === quote && this.input[this.position - 2] !== '\\') isClosed = true;
      } else if (rune === ')' && (quote !== undefined) === isClosed) return;
    }
  }

  private quote(nodes: JsonPathNode[]): void {
    const end = this.next();
    while (true) {
      const rune = this.next();
      if (rune === END || rune === '\n') throw new JsonPathError('unterminated quoted string');
      if (rune === end && this.input[this.position - 2] !== '\\') break;
    }
    const quoted = this.take();
    const text = unquote(quoted);
    if (text === undefined) throw new JsonPathError(`unquote string ${quoted} error invalid syntax`);
    nodes.push({ type: 'text', text });
  }

  // Up to the next terminator that has no backslash before it.
  private field(nodes: JsonPathNode[]): void {
    if (this.peek() === '.') this.next();
    this.take();
    while (!isTerminator(this.peek())) {
      if (this.next() === '\\') this.next();
    }
    const name = this.take();
    if (name === '*') nodes.push({ type: 'wildcard' });
    else nodes.push({ type: 'field', name: name.replaceAll('\\', '') });
  }
}

function parseAction(text: string): ListNode {
  return new Parser(`{${text}}`).parse().nodes[0] as ListNode;
}

function parseIndex(text: string): SliceParam {
  if (!/^-?[0-9]+$/.test(text) || !Number.isSafeInteger(Number(text))) {
    throw new JsonPathError(`array index ${text} is not a number`);
  }
  return { isKnown: true, value: Number(text), isDerived: false };
}

const UNKNOWN: SliceParam = { isKnown: false, value: 0, isDerived: false };

function parseSlice(text: string): readonly [SliceParam, SliceParam, SliceParam] {
  const match = SLICE.exec(text);
  if (match === null) throw new JsonPathError(`invalid array index ${text}`);
  const [, start, end, step] = match;
  const parse = (part: string | undefined): SliceParam =>
    part === undefined || part === '' || part === ':' ? UNKNOWN : parseIndex(part.replace(':', ''));
  const first = parse(start);
  // Without a colon it is one element: from the index to the next.
  const last = end === undefined ? { isKnown: true, value: first.value + 1, isDerived: true } : parse(end);
  return [first, last, parse(step)];
}

// Past this many templates the memory starts afresh: it saves time, never changes an answer.
const REMEMBERED_MAX = 256;
const parsed = new Map<string, ListNode>();

/** @throws JsonPathError  with upstream's message */
export function parseJsonPath(template: string): ListNode {
  const known = parsed.get(template);
  if (known !== undefined) return known;
  const root = new Parser(template).parse();
  if (parsed.size >= REMEMBERED_MAX) parsed.clear();
  parsed.set(template, root);
  return root;
}
