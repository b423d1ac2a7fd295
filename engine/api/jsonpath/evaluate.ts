// Walks an object by a parsed template. Works on plain JSON data; whole numbers are Go's int64, others its float64.
//
// Order: upstream visits the keys of a map by chance; here they come sorted.
// Source: client-go v0.32 util/jsonpath/jsonpath.go, FindResults and its eval functions.

import { compareValues } from './compare.ts';
import { typeName, valueText } from './go-text.ts';
import { JsonPathError, type JsonPathNode, type ListNode, NO_VALUE } from './nodes.ts';

export interface JsonPathOptions {
  /** Whether a field that is nowhere found gives nothing instead of an error. kubectl's default. */
  readonly allowMissingKeys: boolean;
}

type JsonObject = Readonly<Record<string, unknown>>;
type FilterNode = Extract<JsonPathNode, { type: 'filter' }>;
type ArrayNode = Extract<JsonPathNode, { type: 'array' }>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values of a map, the elements of a list, the bytes of a text. */
function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) {
    return Object.keys(value)
      .sort()
      .map((key) => value[key]);
  }
  return typeof value === 'string' ? utf8(value) : [];
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const rune of text) {
    const code = rune.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else {
      const count = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes.push([0xc0, 0xe0, 0xf0][count - 1]! | (code >> (6 * count)));
      for (let i = count - 1; i >= 0; i -= 1) bytes.push(0x80 | ((code >> (6 * i)) & 0x3f));
    }
  }
  return bytes;
}

function descendants(values: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  for (const value of values) {
    const children = childrenOf(value);
    if (children.length > 0) found.push(value, ...descendants(children));
  }
  return found;
}

export class Evaluation {
  private readonly nodes: readonly JsonPathNode[];
  private readonly options: JsonPathOptions;
  // Set by `range` and `end` while a list is walked, and acted on after it.
  private beginRange = 0;
  private inRange = 0;
  private endRange = 0;
  private lastEnd = -1;

  constructor(template: ListNode, options: JsonPathOptions) {
    this.nodes = template.nodes;
    this.options = options;
  }

  /** One list of results for each piece of text and each action, those in a range once for each of its values. */
  run(data: unknown): unknown[][] {
    return this.from(0, data);
  }

  private from(start: number, data: unknown): unknown[][] {
    const all: unknown[][] = [];
    for (let i = start; i < this.nodes.length; i += 1) {
      const results = this.walk([data], this.nodes[i]!);
      if (this.endRange > 0 && this.endRange <= this.inRange) {
        this.endRange -= 1;
        this.lastEnd = i;
        break;
      }
      if (this.beginRange === 0) {
        all.push(results);
        continue;
      }
      this.beginRange -= 1;
      this.inRange += 1;
      for (const value of results) all.push(...this.from(i + 1, value ?? NO_VALUE));
      // A range over nothing is still walked, to find its end; what that gives is dropped.
      if (results.length === 0) this.from(i + 1, NO_VALUE);
      this.inRange -= 1;
      if (this.lastEnd > i) i = this.lastEnd;
    }
    return all;
  }

  private walk(input: readonly unknown[], node: JsonPathNode): unknown[] {
    switch (node.type) {
      case 'list':
        return this.list(input, node);
      case 'text':
        return [node.text];
      case 'field':
        return this.field(input, node.name);
      case 'array':
        return slices(input, node);
      case 'filter':
        return this.filter(input, node);
      case 'literal':
        return input.map(() => node.value);
      case 'wildcard':
        return input.flatMap(childrenOf);
      case 'recursive':
        return descendants(input);
      case 'union':
        return node.nodes.flatMap((list) => this.list(input, list));
      case 'identifier':
        return this.identifier(input, node.name);
    }
  }

  private list(input: readonly unknown[], { nodes }: ListNode): unknown[] {
    return nodes.reduce((values: readonly unknown[], node) => this.walk(values, node), input) as unknown[];
  }

  private identifier(input: readonly unknown[], name: string): unknown[] {
    if (name === 'range') {
      this.beginRange += 1;
      return [...input];
    }
    if (name !== 'end') throw new JsonPathError(`unrecognized identifier ${name}`);
    if (this.inRange === 0) throw new JsonPathError('not in range, nothing to end');
    this.endRange += 1;
    return [];
  }

  private field(input: readonly unknown[], name: string): unknown[] {
    const found: unknown[] = [];
    for (const value of input) if (isObject(value) && Object.hasOwn(value, name)) found.push(value[name]);
    const isMissing = found.length === 0 && input.length > 0 && !this.options.allowMissingKeys;
    if (isMissing) throw new JsonPathError(`${name} is not found`);
    return found;
  }

  private filter(input: readonly unknown[], node: FilterNode): unknown[] {
    const found: unknown[] = [];
    for (const value of input) {
      if (!Array.isArray(value)) {
        throw new JsonPathError(`${valueText(value)} is not array or slice and cannot be filtered`);
      }
      found.push(...value.filter((element) => this.passes(element, node)));
    }
    return found;
  }

  private passes(element: unknown, { left, right, operator }: FilterNode): boolean {
    if (operator === 'exists') return this.exists(element, left);
    const lefts = this.list([element], left);
    if (lefts.length === 0) return false;
    const rights = lefts.length > 1 ? lefts : this.list([element], right);
    if (rights.length === 0) return false;
    if (rights.length > 1) throw new JsonPathError('can only compare one element at a time');
    return compareValues(lefts[0], operator, rights[0]);
  }

  // What cannot be walked does not exist. Source: evalFilter, which looks at the results before the error.
  private exists(element: unknown, path: ListNode): boolean {
    try {
      return this.list([element], path).length > 0;
    } catch (error) {
      if (error instanceof JsonPathError) return false;
      throw error;
    }
  }
}

function slices(input: readonly unknown[], { params }: ArrayNode): unknown[] {
  const found: unknown[] = [];
  for (const value of input) {
    if (value === null) continue;
    if (!Array.isArray(value)) throw new JsonPathError(`${typeName(value)} is not array or slice`);
    const [first, last, step] = params;
    const { length } = value;
    const start = first.isKnown && first.value < 0 ? first.value + length : first.value;
    let end = last.isKnown ? last.value : length;
    if (end < 0 || (end === 0 && last.isDerived)) end += length;
    // Asked for no elements, upstream forgets the lists that follow.
    if (start === end) return found;
    const outOfBounds = (index: number): JsonPathError =>
      new JsonPathError(`array index out of bounds: index ${index}, length ${length}`);
    if (start >= length || start < 0) throw outOfBounds(start);
    if (end > length || end < 0) throw outOfBounds(end - 1);
    if (start > end) throw new JsonPathError(`starting index ${start} is greater than ending index ${end}`);
    if (step.isKnown && step.value <= 0) throw new JsonPathError('step must be > 0');
    for (let i = start; i < end; i += step.isKnown ? step.value : 1) found.push(value[i]);
  }
  return found;
}
