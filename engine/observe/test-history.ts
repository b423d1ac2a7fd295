// A small world for tests of operators: numbers that change at given instants, and things that happen.

import type { CheckRecord, NewRecord, TraceRecord } from '../trace/records.ts';
import { ClusterView } from './cluster-view.ts';
import type { Condition } from './condition.ts';
import type { Observed } from './verdict.ts';

/**
 * At these instants, in order, the number of that name (default `a`) becomes this; undefined deletes the object. A bang
 * happens at that instant.
 */
export type History = readonly (readonly [t: number, value: number | 'bang' | undefined, name?: string])[];

const write = (value: number | undefined, name: string, kind = 'Thing'): NewRecord => ({
  type: 'change',
  op: value === undefined ? 'delete' : 'update',
  ref: { kind, name },
  actor: 'test',
  resourceVersion: 0,
  object: { value },
  before: undefined,
});

export class World implements Observed {
  readonly log: TraceRecord[] = [];
  readonly view = new ClusterView(0);
  readonly startEpochMs = 0;
  private now = 0;
  private done = 0;
  private readonly future: History;
  private readonly listeners = new Set<(record: TraceRecord) => void>();

  constructor(history: History) {
    this.future = history;
    while (this.nextMs === 0) this.applyNext();
  }

  readonly nowMs = (): number => this.now;
  readonly records = (): readonly TraceRecord[] => this.log;

  advance = (ms: number, isDone: () => boolean = () => false): void => {
    const end = this.now + ms;
    while (this.nextMs <= end) {
      this.now = this.nextMs;
      this.applyNext();
      if (isDone()) return;
    }
    this.now = end;
  };

  private get nextMs(): number {
    return this.future[this.done]?.[0] ?? Number.POSITIVE_INFINITY;
  }

  private applyNext(): void {
    const [, value, name = 'a'] = this.future[this.done]!;
    this.done += 1;
    this.append(value === 'bang' ? write(0, `bang-${this.done}`, 'Bang') : write(value, name));
  }

  private append(record: NewRecord): void {
    const full = { ...record, seq: this.log.length + 1, t: this.now, cause: 0 } as TraceRecord;
    this.log.push(full);
    this.view.apply(full);
    for (const listener of this.listeners) listener(full);
  }

  onRecord = (listener: (record: TraceRecord) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  note = (record: Omit<CheckRecord, 'seq' | 't' | 'cause'>): void => this.append(record);
}

const thing = (view: ClusterView, name: string): number | undefined =>
  (view.get('Thing', undefined, name) as unknown as { value: number } | undefined)?.value;

/** The number of that name is at least so much. */
export function atLeast(n: number, name = 'a'): Condition {
  return {
    text: `${name === 'a' ? '' : `${name} `}at least ${n}`,
    concerns: (record) => record.type === 'change' && record.ref.name === name,
    look: (view) => {
      const value = thing(view, name);
      if (value === undefined) return { holds: false, found: 'no thing', isMet: false };
      return { holds: value >= n, found: `${value}`, value, margin: value - n, isMet: true };
    },
    blame: () => [],
  };
}

/** Bangs, which happen and do not last. */
export function bangs(): Condition {
  const isBang = (record: TraceRecord): boolean => record.type === 'change' && record.ref.kind === 'Bang';
  return {
    text: 'a bang',
    concerns: isBang,
    look: (view) => {
      const value = view.list('Bang').length;
      return { holds: value > 0, found: `${value} bangs`, value, isMet: true };
    },
    happens: (record) => (isBang(record) ? 1 : 0),
    blame: () => [],
  };
}
