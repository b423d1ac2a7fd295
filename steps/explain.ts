// Turns a verdict, or a user's mistake, into the facts of a failure block.

import {
  type ClusterView,
  closestOf,
  type Diagnosis,
  diagnose,
  looksBack,
  type Sample,
  type Simulation,
  type TraceRecord,
  type UserError,
  type Verdict,
  type Violation,
  viewAt,
} from '../engine/index.ts';
import type { Failure, FailureField } from '../reports/failure/failure.ts';
import { recordText, refText } from '../reports/failure/record-text.ts';
import { placeText } from '../reports/failure/render-failure.ts';
import type { Manifests } from './manifest-files.ts';
import type { PlannedStep, ScenarioPlan } from './scenario-plan.ts';

/** What explaining needs of a scenario. */
export interface Explained {
  readonly plan: ScenarioPlan;
  readonly step: PlannedStep;
  readonly simulation: Simulation;
  readonly manifests: Manifests;
  readonly replay: { readonly replay?: string };
}

const CAUSES_MAX = 4;
const SAMPLES_MAX = 6;
const CHAIN_MAX = 8;

/** The facts of a check that failed. */
export function explainVerdict(world: Explained, verdict: Verdict): Failure {
  const { deciding, samples, reason } = verdict;
  const diagnoses = deciding === undefined ? [] : diagnosesOf(world, verdict, deciding);
  const causes = diagnoses.filter(({ state, message }) => message !== '' || state !== 'there');
  return {
    ...headOf(world, world.step),
    found: [deciding?.finding.found ?? 'nothing', ...(deciding?.finding.details ?? [])],
    ...(deciding === undefined ? {} : { foundAtMs: isLookingBack(verdict) ? deciding.t : verdict.toMs }),
    ...(reason.startsWith('asserted nothing') ? { found: [reason] } : { reason }),
    ...closenessOf(verdict),
    because: causes.slice(0, CAUSES_MAX).map(({ ref, state, message, sinceMs }) => ({
      object: refText(ref),
      state,
      message,
      ...(sinceMs === undefined ? {} : { sinceMs }),
    })),
    ...sinceOf(samples, deciding),
    where: wheresOf(world, diagnoses),
    timeline: timelineOf(verdict).map(({ t, finding }) => ({ t, found: finding.found })),
    chain: chainOf(world, verdict, deciding),
    tries: triesOf(verdict, diagnoses),
  };
}

/** The facts of something that cannot be: a bug of the simulation, which the user did not make. */
export function explainViolation(world: Explained, { checker, text, t, seq }: Violation): Failure {
  return {
    ...headOf(world, world.step),
    found: [text],
    foundAtMs: t,
    reason: `this must hold in every run: ${checker.promise}`,
    because: [],
    where: [],
    timeline: [],
    chain: chainTo(world, seq),
    tries: ['report it with the command below: the simulation did what no cluster does'],
  };
}

function closenessOf({ measured, closest, deciding }: Verdict): Pick<Failure, 'measured' | 'closest'> {
  const isTold = closest === undefined || closest.finding.found === deciding?.finding.found;
  return {
    ...(measured === undefined ? {} : { measured }),
    ...(isTold ? {} : { closest: { t: closest.t, found: closest.finding.found } }),
  };
}

function headOf(
  world: Explained,
  { keyword, text, line }: PlannedStep,
): Pick<Failure, 'place' | 'sentence' | 'replay'> {
  return { place: { file: world.plan.file, line }, sentence: `${keyword}${text}`, ...world.replay };
}

const isLookingBack = ({ operator }: Verdict): boolean => looksBack(operator);

// The cluster is asked as it was when the verdict was decided, which may be long past.
function diagnosesOf(world: Explained, verdict: Verdict, deciding: Sample): Diagnosis[] {
  const { blame, reasons } = verdict.condition;
  const then = viewThen(world, verdict, deciding);
  return [...(reasons?.(then) ?? []), ...diagnose(world.simulation.vocabulary, then, blame(then))];
}

function viewThen({ simulation }: Explained, verdict: Verdict, { seq }: Sample): ClusterView {
  const { trace, view } = simulation;
  return isLookingBack(verdict) ? viewAt(trace.records, seq, view.startEpochMs) : view;
}

function sinceOf(samples: readonly Sample[], deciding: Sample | undefined): { readonly sinceMs?: number } {
  if (deciding === undefined || samples.length === 0) return {};
  const at = samples.indexOf(deciding);
  return at < 0 ? {} : { sinceMs: deciding.t };
}

/** The samples before the decision; of long runs the closest one, too. */
function timelineOf({ samples, deciding }: Verdict): readonly Sample[] {
  const end =
    deciding === undefined ? samples.length : samples.findLastIndex((s) => s.seq <= deciding.seq) + 1;
  const before = samples.slice(0, end <= 0 ? samples.length : end);
  const last = before.slice(-SAMPLES_MAX);
  const closest = closestOf(before);
  return closest === undefined || last.includes(closest) || before.length <= SAMPLES_MAX
    ? last
    : [closest, ...last.slice(1)];
}

// A sample at the beginning of a window stands at any record: the one that made it so came before.
function chainOf(world: Explained, verdict: Verdict, deciding: Sample | undefined): Failure['chain'] {
  if (deciding === undefined) return [];
  const { trace } = world.simulation;
  const { condition } = verdict;
  const afterMs = verdict.operator.kind === 'now' ? undefined : verdict.fromMs;
  let seq = condition.evidence?.(viewThen(world, verdict, deciding), afterMs) ?? deciding.seq;
  while (seq > 0 && !condition.concerns(trace.at(seq) as TraceRecord)) seq -= 1;
  return chainTo(world, seq);
}

function chainTo({ simulation }: Explained, seq: number): Failure['chain'] {
  const records = simulation.trace.chain(seq).filter(isTelling).reverse();
  return records.slice(-CHAIN_MAX).map((record) => ({ t: record.t, text: recordText(record) }));
}

const isTelling = ({ type }: TraceRecord): boolean =>
  type !== 'step' && type !== 'check' && type !== 'output';

// The pods of one controller fail at one field.
function wheresOf(world: Explained, diagnoses: readonly Diagnosis[]): FailureField[] {
  const fields = diagnoses.flatMap((diagnosis) => whereOf(world, diagnosis));
  return [...new Map(fields.map((field) => [`${field.file}:${field.line} ${field.path}`, field])).values()];
}

function whereOf({ manifests }: Explained, { where }: Diagnosis): FailureField[] {
  if (where === undefined) return [];
  const { ref, path, value } = where;
  const place = manifests.placeOf(ref, path);
  const shown = value === undefined ? undefined : shortJson(value);
  return place === undefined ? [] : [{ ...place, path, ...(shown === undefined ? {} : { value: shown }) }];
}

const shortJson = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};

function triesOf({ hint, operator, reason }: Verdict, diagnoses: readonly Diagnosis[]): string[] {
  const hints = diagnoses.map((diagnosis) => diagnosis.hint).filter((one) => one !== undefined);
  const all = [...new Set([...(hint === undefined ? [] : [hint]), ...hints])].slice(0, 2);
  if (all.length > 0) return all;
  if (reason === 'it did not hold to begin with') {
    return ['wait for it before the first When: And within 1 minute …'];
  }
  return operator.kind === 'now' ? ['give it time: begin the sentence with "within 30 seconds"'] : [];
}

/** The facts of a mistake in what the user wrote: all its problems at once. */
export function explainUserError(
  world: Omit<Explained, 'simulation'>,
  error: UserError,
  step: PlannedStep,
): Failure {
  const found = error.problems.flatMap(({ message, place }) => {
    if (place === undefined) return message.split('\n');
    const field = place.field === undefined ? '' : ` ${place.field}`;
    return `${placeText(place)}${field}: ${message}`.split('\n');
  });
  const hints = error.problems.map(({ hint }) => hint).filter((hint) => hint !== undefined);
  return {
    ...headOf(world as Explained, step),
    found,
    because: [],
    where: [],
    timeline: [],
    chain: [],
    tries: [...new Set(hints)],
  };
}
