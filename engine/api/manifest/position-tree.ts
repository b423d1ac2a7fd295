// Where each field of a YAML document stands: a tree beside the value, made from the parser's events.
//
// Aliases and merge keys are followed, so that a field of an anchor is found under every place that uses it.
// Knows nothing of Kubernetes.

import { EVENT_ID, type Event, getScalarValue, type ScalarEvent } from 'js-yaml';

export interface PositionNode {
  /** Where the value begins. */
  readonly offset: number;
  readonly fields?: ReadonlyMap<string, PositionField>;
  readonly items?: readonly PositionNode[];
}

export interface PositionField {
  /** Where the key begins. */
  readonly keyOffset: number;
  readonly value: PositionNode;
}

export interface DuplicateKey {
  readonly key: string;
  readonly firstOffset: number;
  readonly offset: number;
  /** The keys and indices above it. */
  readonly path: readonly (string | number)[];
}

const MERGE_KEY = '<<';

class TreeBuilder {
  readonly duplicates: DuplicateKey[] = [];
  private readonly anchors = new Map<string, PositionNode>();
  private next = 0;
  private readonly source: string;
  private readonly events: readonly Event[];
  private readonly path: (string | number)[] = [];

  constructor(source: string, events: readonly Event[]) {
    this.source = source;
    this.events = events;
  }

  document(): PositionNode | undefined {
    const first = this.events[this.next];
    if (first?.type === EVENT_ID.DOCUMENT) this.next += 1;
    return this.isAtEnd() ? undefined : this.node();
  }

  private isAtEnd(): boolean {
    const event = this.events[this.next];
    return event === undefined || event.type === EVENT_ID.POP;
  }

  private node(): PositionNode {
    const event = this.events[this.next]!;
    this.next += 1;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.anchored(event, { offset: startOf(event) });
      case EVENT_ID.ALIAS: {
        const target = this.anchors.get(this.source.slice(event.anchorStart, event.anchorEnd));
        return { ...target, offset: event.anchorStart - 1 };
      }
      case EVENT_ID.SEQUENCE:
        return this.anchored(event, this.sequence(event.start));
      case EVENT_ID.MAPPING:
        return this.anchored(event, this.mapping(event.start));
      default:
        throw new Error(`no node begins with event ${event.type}`);
    }
  }

  private anchored(event: { anchorStart: number; anchorEnd: number }, node: PositionNode): PositionNode {
    if (event.anchorStart >= 0) this.anchors.set(this.source.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  }

  private sequence(offset: number): PositionNode {
    const items: PositionNode[] = [];
    while (!this.isAtEnd()) {
      this.path.push(items.length);
      items.push(this.node());
      this.path.pop();
    }
    this.next += 1;
    return { offset, items };
  }

  private mapping(offset: number): PositionNode {
    const fields = new Map<string, PositionField>();
    const merged: PositionNode[] = [];
    while (!this.isAtEnd()) {
      const keyEvent = this.events[this.next]!;
      const keyNode = this.node();
      const key = keyEvent.type === EVENT_ID.SCALAR ? getScalarValue(this.source, keyEvent) : '';
      this.path.push(key);
      const value = this.node();
      this.path.pop();
      if (key === MERGE_KEY) merged.push(...(value.items ?? [value]));
      else this.addField(fields, key, { keyOffset: keyNode.offset, value });
    }
    this.next += 1;
    for (const { fields: inherited } of merged) {
      for (const [key, field] of inherited ?? []) if (!fields.has(key)) fields.set(key, field);
    }
    return { offset, fields };
  }

  private addField(fields: Map<string, PositionField>, key: string, field: PositionField): void {
    const first = fields.get(key);
    if (first !== undefined) {
      this.duplicates.push({
        key,
        firstOffset: first.keyOffset,
        offset: field.keyOffset,
        path: [...this.path],
      });
    }
    fields.set(key, field);
  }
}

// A quoted scalar's range begins after the quote.
function startOf(event: ScalarEvent): number {
  return event.style === 2 || event.style === 3 ? event.valueStart - 1 : event.valueStart;
}

/** The tree of one document, and the keys that stand twice in one mapping. */
export function positionTree(
  source: string,
  events: readonly Event[],
): { root: PositionNode | undefined; duplicates: readonly DuplicateKey[] } {
  const builder = new TreeBuilder(source, events);
  const root = builder.document();
  return { root, duplicates: builder.duplicates };
}

/**
 * The offset of a field, or of its nearest ancestor that is written down. `path` is a field path as problems give it
 * (`spec.containers[0].image`, `metadata.labels[app.kubernetes.io/name]`); keys may hold dots.
 */
export function offsetOf(root: PositionNode, path: string): number {
  let node = root;
  let offset = root.offset;
  let rest = path;
  while (rest !== '') {
    const step = stepInto(node, rest);
    if (step === undefined) return offset;
    ({ node, offset, rest } = step);
  }
  return offset;
}

interface Step {
  readonly node: PositionNode;
  readonly offset: number;
  readonly rest: string;
}

function stepInto(node: PositionNode, path: string): Step | undefined {
  const bracket = /^\[([^\]]*)\](.*)$/s.exec(path);
  if (bracket !== null && node.items !== undefined) {
    const item = node.items[Number(bracket[1])];
    return item === undefined ? undefined : { node: item, offset: item.offset, rest: bracket[2]! };
  }
  if (node.fields === undefined) return undefined;
  if (bracket !== null) {
    const field = node.fields.get(bracket[1]!);
    return field === undefined
      ? undefined
      : { node: field.value, offset: field.keyOffset, rest: bracket[2]! };
  }
  const text = path.startsWith('.') ? path.slice(1) : path;
  let longest: string | undefined;
  for (const key of node.fields.keys()) {
    const isNext = text === key || text.startsWith(`${key}.`) || text.startsWith(`${key}[`);
    if (isNext && (longest === undefined || key.length > longest.length)) longest = key;
  }
  if (longest === undefined) return undefined;
  const field = node.fields.get(longest)!;
  return { node: field.value, offset: field.keyOffset, rest: text.slice(longest.length) };
}
