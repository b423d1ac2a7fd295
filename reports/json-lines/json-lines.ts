// A run as JSON lines: one for each scenario, step and check. For scripts; keys are only ever added.

import type { CheckRecord } from '../../engine/trace/records.ts';
import { decodeTrace } from '../model/decode.ts';
import type { RunResult, ScenarioResult } from '../run/run-result.ts';

/** Raised when a key changes its meaning. */
export const JSON_LINES_VERSION = 1;

/** The lines, without line ends: first the version, then each scenario followed by its steps and checks. */
export function* jsonLines({ scenarios }: RunResult): Generator<string> {
  yield JSON.stringify({ type: 'run', version: JSON_LINES_VERSION, scenarios: scenarios.length });
  for (const scenario of scenarios) {
    yield JSON.stringify(scenarioLine(scenario));
    const records = scenario.trace === undefined ? [] : decodeTrace(scenario.trace.block);
    yield* stepLines(scenario);
    for (const record of records)
      if (record.type === 'check') yield JSON.stringify(checkLine(scenario, record));
  }
}

function scenarioLine({
  id,
  uri,
  line,
  feature,
  rule,
  name,
  tags,
  status,
  failure,
  ...rest
}: ScenarioResult): object {
  const { lengthMs, trace, attempts, wallMs } = rest;
  const { version, seed, timing } = trace?.digest ?? {};
  const kubernetes = version;
  const place = { type: 'scenario', id, uri, line, feature, rule, name, tags };
  return { ...place, status, attempts, lengthMs, kubernetes, seed, timing, failure, wallMs };
}

function* stepLines({ id, steps, trace }: ScenarioResult): Generator<string> {
  const marks = [...(trace?.digest.steps ?? [])];
  for (const [i, { keyword, text, line, status, message, isHook }] of steps.entries()) {
    const mark = marks[0]?.text === text ? marks.shift() : undefined;
    const base = { type: 'step', scenario: id, index: i + 1, keyword: keyword.trim(), text, line };
    const hook = isHook === true ? { isHook } : {};
    yield JSON.stringify({ ...base, ...hook, status, startMs: mark?.t, message });
  }
}

function checkLine({ id }: ScenarioResult, check: CheckRecord): object {
  const { text, operator, phrase, fromMs, toMs, verdict, decidedMs, found, reason, ...rest } = check;
  const { slackMs, measured, periods, closest } = rest;
  const outcome = { verdict, decidedMs, found, reason, slackMs, measured, closest, periods };
  return { type: 'check', scenario: id, text, operator, phrase, fromMs, toMs, ...outcome };
}
