// Conditions on what leaves no record, made to leave one: looked at after every event from some moment on, and written down
// wherever their finding changes, so that operators may look back at them.

import type { DecisionRecord, NewRecord, TraceRecord } from '../trace/records.ts';
import type { ClusterView, ObservedDetail } from './cluster-view.ts';
import type { Condition } from './condition.ts';
import { addSample } from './samples.ts';
import type { Sample } from './verdict.ts';

export interface Recorded {
  readonly nowMs: () => number;
  readonly view: ClusterView;
  readonly note: (record: NewRecord) => void;
  /** Moves the clock; `isDone` is asked after every event. */
  readonly advance: (ms: number, isDone?: () => boolean) => void;
}

/** Writes down from now on how some conditions fare. Costs a look at each after every event. */
export class Recording {
  private readonly samples = new Map<Condition, Sample[]>();
  private readonly on: Recorded;

  constructor(on: Recorded) {
    this.on = on;
  }

  /** Takes one more condition; nothing happens for one that is taken already. */
  begin(condition: Condition): void {
    if (this.has(condition)) return;
    this.samples.set(condition, []);
    this.look();
  }

  has({ text }: Condition): boolean {
    return [...this.samples.keys()].some((condition) => condition.text === text);
  }

  look(): void {
    const { nowMs, view, note } = this.on;
    for (const [condition, samples] of this.samples) {
      const finding = condition.look(view);
      const last = samples.at(-1);
      addSample(samples, { t: nowMs(), seq: view.seq, finding });
      if (samples.at(-1) === last) continue;
      const reasons = condition.reasons?.(view) ?? [];
      const detail: ObservedDetail = { condition: condition.text, finding, reasons };
      const text = `${condition.text}: ${finding.found}`;
      note({ type: 'decision', actor: 'observer', topic: 'observed', text, detail });
    }
  }

  /** Moves the clock, with a look after every event and wherever a condition may turn without one. */
  advance(ms: number, isDone?: () => boolean): void {
    const { on } = this;
    if (this.samples.size === 0) {
      on.advance(ms, isDone);
      return;
    }
    const endMs = on.nowMs() + ms;
    const looks = (): boolean => {
      this.look();
      return isDone?.() === true;
    };
    // What was done since the clock last moved may have turned one.
    this.look();
    do on.advance(Math.min(endMs, this.nextTurnMs()) - on.nowMs(), looks);
    while (!looks() && on.nowMs() < endMs);
  }

  private nextTurnMs(): number {
    const turns = [...this.samples.keys()].map(
      ({ nextTurnMs }) => nextTurnMs?.() ?? Number.POSITIVE_INFINITY,
    );
    return Math.min(...turns.filter((ms) => ms > this.on.nowMs()));
  }
}

/** The same condition, read from what was written down of it. */
export function asRecorded(condition: Condition): Condition {
  const { text, blame, suggest } = condition;
  return {
    text,
    blame,
    ...(suggest === undefined ? {} : { suggest }),
    concerns: (record) => isObserved(record) && (record.detail as ObservedDetail).condition === text,
    reasons: (view) => view.observedOf(text)?.reasons ?? [],
    look: (view) =>
      view.observedOf(text)?.finding ?? { holds: false, found: 'nobody has looked yet', isMet: false },
  };
}

export const isObserved = (record: TraceRecord): record is DecisionRecord =>
  record.type === 'decision' && record.topic === 'observed';
