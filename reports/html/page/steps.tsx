// The steps of a scenario: when each began, how long it took, what it ran and what came of it.

import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type {
  CheckRecord,
  InputRecord,
  OutputRecord,
  StepRecord,
  TraceRecord,
} from '../../../engine/trace/records.ts';
import { measurementText } from '../../failure/measurement-text.ts';
import type { StepResult } from '../../run/run-result.ts';
import { decidingSeq } from '../../view/check-tracks.ts';
import { statusesOfFailingRun } from '../../view/exploration.ts';
import { instantText, lengthText, shortLengthText } from '../../view/time-text.ts';
import type { TraceIndex } from '../../view/trace-index.ts';
import type { ScenarioSummary } from '../page-data.ts';
import type { Cursor } from './cursor.ts';
import { Failure } from './failure.tsx';
import { StepTable } from './step-table.tsx';
import { StepText } from './step-text.tsx';
import { STATUS_SYMBOL, STATUS_WORD, text } from './text.ts';

interface StepsProps {
  readonly scenario: ScenarioSummary;
  /** What is shown is the smallest run that fails, and not the one whose results the scenario has. Default false. */
  readonly isSmallest?: boolean;
  readonly index?: TraceIndex;
  readonly cursor?: Cursor;
}

interface Timed {
  readonly step: StepResult;
  readonly record: StepRecord | undefined;
  readonly endMs: number;
  readonly endSeq: number;
}

// Steps of the feature and of the trace are in the same order; what was skipped left no record.
function timed(steps: readonly StepResult[], index: TraceIndex | undefined): Timed[] {
  const records = index?.steps ?? [];
  let next = 0;
  return steps.map((step) => {
    const record = records[next];
    const isSame =
      record !== undefined && record.text === step.text && (record.line === step.line || record.line === 0);
    if (!isSame) return { step, record: undefined, endMs: 0, endSeq: 0 };
    next += 1;
    const after = records[next];
    return {
      step,
      record,
      endMs: after?.t ?? index?.endMs ?? record.t,
      endSeq: after?.seq ?? Number.POSITIVE_INFINITY,
    };
  });
}

function asInSmallest(all: readonly Timed[]): Timed[] {
  const statuses = statusesOfFailingRun(all.map(({ record }) => record !== undefined));
  return all.map((one, i) => ({ ...one, step: { ...one.step, status: statuses[i] ?? one.step.status } }));
}

export function Steps({ scenario, isSmallest = false, index, cursor }: StepsProps): ComponentChildren {
  const played = timed(scenario.steps, index);
  const steps = isSmallest && index !== undefined ? asInSmallest(played) : played;
  return (
    <section class="steps" aria-label={text.steps}>
      {scenario.description !== '' && <p class="description">{scenario.description}</p>}
      <ol>
        {steps.map((one, i) => (
          <Step key={i} number={i + 1} timed={one} index={index} cursor={cursor} />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly number: number;
  readonly timed: Timed;
  readonly index: TraceIndex | undefined;
  readonly cursor: Cursor | undefined;
}

function Step({
  number,
  timed: { step, record, endMs, endSeq },
  index,
  cursor,
}: StepProps): ComponentChildren {
  const { status, keyword, message, docString, table, snippet } = step;
  const isCurrent =
    record !== undefined && cursor !== undefined && cursor.seq >= record.seq && cursor.seq < endSeq;
  const inside = useMemo(() => recordsInside(index, record, endSeq), [index, record, endSeq]);
  const inputs = inside.filter((one): one is InputRecord => one.type === 'input');
  const checks = inside.filter((one): one is CheckRecord => one.type === 'check');
  const failedCheck = checks.find(({ verdict }) => verdict === 'failed');
  const target = failedCheck === undefined ? (record?.seq ?? 0) : decidingSeq(failedCheck);
  const pin =
    record === undefined || cursor === undefined
      ? undefined
      : () => cursor.pin(status === 'failed' ? target : record.seq);
  return (
    <li
      class={`step is-${status}${isCurrent ? ' is-current' : ''}${step.isBackground === true ? ' is-background' : ''}`}
    >
      <button type="button" class="step-line" onClick={pin} disabled={pin === undefined}>
        <span class="step-status" title={STATUS_WORD[status]} role="img" aria-label={STATUS_WORD[status]}>
          {STATUS_SYMBOL[status]}
        </span>
        <span class="step-text">
          <b>{keyword}</b>
          <StepText value={step.text} />
        </span>
        <span class="step-time">
          {record === undefined ? (
            status === 'skipped' ? (
              text.notReached
            ) : (
              ''
            )
          ) : (
            <>
              <span>{instantText(record.t)}</span>
              {endMs > record.t && <span class="step-length">{shortLengthText(endMs - record.t)}</span>}
            </>
          )}
        </span>
        <span class="step-number" aria-hidden="true">
          {number}
        </span>
      </button>
      {docString !== undefined && (
        <details class="argument">
          <summary>{text.lines(docString.split('\n').length)}</summary>
          <pre>{docString}</pre>
        </details>
      )}
      {table !== undefined && <StepTable rows={table} />}
      {inputs.map((input) => (
        <Input key={input.seq} input={input} output={outputOf(index, input)} stepText={step.text} />
      ))}
      {checks.map((check) => (
        <Check key={check.seq} check={check} cursor={cursor} />
      ))}
      {message !== undefined && <Failure text={message} />}
      {status === 'undefined' && <Undefined snippet={snippet ?? ''} />}
    </li>
  );
}

// The formatter of snippets puts the nearest sentences above the code, as comments.
function Undefined({ snippet }: { readonly snippet: string }): ComponentChildren {
  const near = snippet.split('\n').flatMap((line) => /^\/\/ {3}(.+)$/.exec(line)?.[1] ?? []);
  const code = snippet
    .split('\n')
    .filter((line) => !line.startsWith('//'))
    .join('\n');
  return (
    <div class="failure is-undefined">
      <p>{text.noSuchSentence}</p>
      {near.length > 0 && (
        <>
          {text.didYouMean}
          <ul>
            {near.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {code !== '' && (
        <details>
          <summary>{text.writeIt}</summary>
          <pre>{code}</pre>
        </details>
      )}
    </div>
  );
}

function recordsInside(
  index: TraceIndex | undefined,
  record: StepRecord | undefined,
  endSeq: number,
): readonly TraceRecord[] {
  if (record === undefined || index === undefined) return [];
  return index.records.filter(({ seq }) => seq > record.seq && seq < endSeq);
}

const outputOf = (index: TraceIndex | undefined, { seq }: InputRecord): OutputRecord | undefined =>
  index?.effects(seq).find((record): record is OutputRecord => record.type === 'output');

function Input({
  input,
  output,
  stepText,
}: {
  readonly input: InputRecord;
  readonly output: OutputRecord | undefined;
  readonly stepText: string;
}): ComponentChildren {
  const { verb, detail } = input;
  const line = verb === 'kubectl' && !input.text.startsWith('kubectl') ? `kubectl ${input.text}` : input.text;
  if (verb === 'cluster' || (output === undefined && stepText.includes(input.text) && verb !== 'file'))
    return null;
  const printed =
    output === undefined ? (typeof detail === 'string' ? detail : '') : `${output.stdout}${output.stderr}`;
  const tookMs = output === undefined ? 0 : output.t - output.startedAt;
  return (
    <details class={`command is-${verb}`}>
      <summary>
        <code>
          {verb === 'kubectl' ? '$ ' : verb === 'fault' ? '▲ ' : ''}
          {line}
        </code>
        {output !== undefined && output.code !== 0 && <span class="exit">{text.exitCode(output.code)}</span>}
        {tookMs > 0 && <span class="took">{lengthText(tookMs)}</span>}
      </summary>
      <pre>{printed === '' ? text.noOutput : printed}</pre>
    </details>
  );
}

function Check({
  check,
  cursor,
}: {
  readonly check: CheckRecord;
  readonly cursor: Cursor | undefined;
}): ComponentChildren {
  const last = check.samples.find(({ seq }) => seq === check.decidedBy) ?? check.samples.at(-1);
  if (last === undefined) return null;
  const { decidedMs = last.t, found = last.found, measured, slackMs = 0, closest } = check;
  const extras = [
    ...(measured === undefined ? [] : [measurementText(measured)]),
    ...(slackMs > 0 ? [text.toSpare(shortLengthText(slackMs))] : []),
    ...(closest === undefined || closest.found === found
      ? []
      : [`${text.closest} ${closest.found} at ${instantText(closest.t)}`]),
  ];
  return (
    <button type="button" class={`check is-${check.verdict}`} onClick={() => cursor?.pin(decidingSeq(check))}>
      <span class="mono">{instantText(decidedMs)}</span> {found}
      {extras.length > 0 && <small> {extras.join('; ')}</small>}
    </button>
  );
}
