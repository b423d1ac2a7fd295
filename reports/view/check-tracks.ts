// What was asserted, over time: when it held, the number behind it and the bound it was held against, the instant that
// decided, how close it came and how much was to spare.

import type { CheckRecord } from '../../engine/trace/records.ts';
import { measurementText, slackText } from '../failure/measurement-text.ts';
import { instantText, lengthText, shortLengthText } from './time-text.ts';
import type { TraceIndex } from './trace-index.ts';

export interface CheckTrack {
  readonly check: CheckRecord;
  /** As the sentence has it, `for the next 10m`; empty for what was asked of one instant. */
  readonly operator: string;
  /** The window that was granted; a check that came true early ended before. */
  readonly fromMs: number;
  readonly deadlineMs: number;
  readonly runs: readonly CheckRun[];
  /** Wherever the number changed; empty where the condition has none. */
  readonly points: readonly { readonly t: number; readonly seq: number; readonly value: number }[];
  readonly bound?: Bound;
  /** The instant that decided, and what was found there. */
  readonly witness: Witness;
  readonly closest?: Omit<Witness, 'seq'>;
  /** One line: what came of it, and by how much. */
  readonly told: string;
}

export interface CheckRun {
  readonly fromMs: number;
  readonly toMs: number;
  readonly seq: number;
  readonly holds: boolean;
  readonly found: string;
}

export interface Bound {
  readonly sense: 'at least' | 'at most' | 'exactly';
  readonly value: number;
}

export interface Witness {
  readonly t: number;
  readonly seq: number;
  readonly found: string;
}

/** In order of the trace. */
export function checkTracks(index: TraceIndex): CheckTrack[] {
  return index.records.filter((record) => record.type === 'check').map((check) => trackOf(check));
}

// Operators that fail when their time is over, not where the last sample was taken.
const ENDS_BY_TIME = new Set(['within', 'until', 'after exactly']);

// Operators that come to a number of their own, or look at several stretches: their words say more than their kind.
const MEASURES = new Set(['rate', 'lasting', 'before', 'after', 'latency', 'while', 'since']);

/** The record at which a check was decided: its own where time ran out. */
export function decidingSeq({ operator, verdict, seq, decidedBy }: CheckRecord): number {
  const isAtEnd = verdict === 'failed' && ENDS_BY_TIME.has(operator);
  return isAtEnd || decidedBy === 0 ? seq : decidedBy;
}

function trackOf(check: CheckRecord): CheckTrack {
  const { samples, fromMs, toMs, operator, slackMs = 0 } = check;
  const deadlineMs = operator === 'within' && slackMs > 0 ? toMs + slackMs : toMs;
  const bound = boundOf(check);
  const witness = witnessOf(check);
  const closest = closestOf(check, witness);
  return {
    check,
    operator: operator === 'now' ? '' : check.phrase,
    fromMs,
    deadlineMs,
    runs: samples.map(({ t, seq, holds, found }, i) => ({
      fromMs: Math.max(t, fromMs),
      toMs: samples[i + 1]?.t ?? toMs,
      seq,
      holds,
      found,
    })),
    points: samples.flatMap(({ t, seq, value }) => (value === undefined ? [] : [{ t, seq, value }])),
    ...(bound === undefined ? {} : { bound }),
    witness,
    ...(closest === undefined ? {} : { closest }),
    told: toldOf(check, witness, closest),
  };
}

function witnessOf(check: CheckRecord): Witness {
  const { samples, decidedBy, decidedMs, toMs, seq } = check;
  if (MEASURES.has(check.operator) && decidedMs !== undefined)
    return { t: decidedMs, seq: decidedBy, found: check.found ?? '' };
  const sample = samples.find((one) => one.seq === decidedBy) ?? samples.at(-1);
  const isAtEnd = decidingSeq(check) === seq;
  const found = sample?.found ?? 'nothing';
  return isAtEnd || sample === undefined ? { t: toMs, seq, found } : { t: sample.t, seq: sample.seq, found };
}

// Worth saying only where it is not the decision itself.
function closestOf({ closest, operator }: CheckRecord, witness: Witness): CheckTrack['closest'] {
  if (closest === undefined || operator === 'now' || closest.found === witness.found) return undefined;
  return { t: closest.t, found: closest.found };
}

/** The bound is not in the record: it follows from the margin of one sample, and all others must agree. */
function boundOf({ closest, samples, text }: CheckRecord): Bound | undefined {
  const near = samples.find(({ t, found }) => t === closest?.t && found === closest.found);
  if (closest === undefined || near?.value === undefined) return undefined;
  const { margin } = closest;
  const candidates: Bound[] = [
    { sense: 'at least', value: near.value - margin },
    { sense: 'at most', value: near.value + margin },
    { sense: 'exactly', value: near.holds ? near.value : near.value - margin },
    { sense: 'exactly', value: near.value + margin },
  ];
  const fitting = candidates.filter((bound) =>
    samples.every(({ value, holds }) => value === undefined || meets(bound, value) === holds),
  );
  const said = saidSense(text);
  if (said !== undefined) return fitting.find(({ sense }) => sense === said);
  return fitting.find(({ sense }) => sense === 'exactly') ?? fitting[0];
}

function saidSense(text: string): Bound['sense'] | undefined {
  const unquoted = text.replace(/"[^"]*"/g, '');
  const said = /\bat (?:most|least)\b/.exec(unquoted)?.[0] as Bound['sense'] | undefined;
  if (said !== undefined) return said;
  if (/\bmore than\b/.test(unquoted)) return 'at most';
  // `event "BackOff" is recorded`
  return /\d/.test(unquoted) ? undefined : 'at least';
}

const meets = ({ sense, value: bound }: Bound, value: number): boolean =>
  sense === 'at least' ? value >= bound : sense === 'at most' ? value <= bound : value === bound;

const risesOf = ({ samples }: CheckRecord): number =>
  samples.filter(({ holds }, i) => holds && samples[i - 1]?.holds !== true).length;

const timesText = (n: number): string => (n === 1 ? 'once' : `${n} times`);

function measuredOf({ measured }: CheckRecord): string {
  if (measured === undefined) return '';
  const slack = slackText(measured);
  return `${measurementText(measured)}${slack === undefined ? '' : `, slack ${slack}`}; `;
}

function toldOf(check: CheckRecord, witness: Witness, closest: CheckTrack['closest']): string {
  const { operator, verdict, slackMs = 0 } = check;
  const near = closest === undefined ? '' : `; closest ${closest.found} at ${instantText(closest.t)}`;
  const at = instantText(witness.t);
  if (operator === 'now') return `${at} ${witness.found}`;
  if (MEASURES.has(operator)) return `${measuredOf(check)}${at} ${witness.found}${near}`;
  if (operator === 'times') return `came true ${timesText(risesOf(check))}`;
  if (verdict === 'passed') {
    if (operator === 'within') {
      return slackMs > 0 ? `held at ${at}, ${shortLengthText(slackMs)} to spare` : `held at ${at}`;
    }
    if (operator === 'after exactly') return `held at ${at}`;
    if (operator === 'never') return `never held${near}`;
    return operator === 'for the next' || operator === 'throughout'
      ? `held for ${lengthText(check.toMs - check.fromMs)}${near}`
      : `${at} ${witness.found}`;
  }
  if (ENDS_BY_TIME.has(operator)) return `not until ${at}: ${witness.found}${near}`;
  if (operator === 'never') return `held at ${at}: ${witness.found}`;
  return operator === 'for the next' || operator === 'throughout'
    ? `not at ${at}: ${witness.found}${near}`
    : `${at} ${witness.found}${near}`;
}
