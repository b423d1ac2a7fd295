// A run as JUnit XML, the way CI systems read it: a suite for each feature, a case for each scenario.
//
// There is no schema; this follows the common conventions (https://github.com/testmoapp/junitxml). `time` is simulation
// time, so that the same run gives the same file; with real times asked for it is those, and simulation time a property.
// Each check over time is a property, those that passed too: when it was decided, how near it was, and what slack was left.

import type { CheckRecord } from '../../engine/trace/records.ts';
import { decodeTrace } from '../model/decode.ts';
import { checkText } from '../run/check-text.ts';
import { replayCommand } from '../run/replay.ts';
import type { RunResult, ScenarioResult, StepResult } from '../run/run-result.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// What XML 1.0 cannot hold, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 refuses
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escapeXml = (value: string): string =>
  value.replace(REFUSED, '\ufffd').replace(/[&<>"]/g, (char) => ESCAPES[char] as string);
// Line ends in attributes would be read as blanks.
const attribute = (value: string): string => escapeXml(value).replaceAll('\n', '&#10;');

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${attribute(String(value))}"`)
    .join('');

const seconds = (scenarios: readonly ScenarioResult[]): string =>
  (scenarios.reduce((sum, { lengthMs = 0, wallMs }) => sum + (wallMs ?? lengthMs), 0) / 1000).toFixed(3);

function counts(scenarios: readonly ScenarioResult[]): Readonly<Record<string, string | number>> {
  return {
    tests: scenarios.length,
    failures: scenarios.filter(isFailure).length,
    errors: 0,
    skipped: scenarios.filter(({ status }) => status === 'skipped').length,
    time: seconds(scenarios),
  };
}

// What is undefined or pending fails a run, as it does in Cucumber.
const isFailure = ({ status }: ScenarioResult): boolean => status !== 'passed' && status !== 'skipped';

export function junitXml({ features, scenarios }: RunResult): string {
  const suites = features.map(({ uri, name }) => {
    const own = scenarios.filter((scenario) => scenario.uri === uri);
    const cases = own.map(testCase).join('');
    return `  <testsuite${attributes({ name, ...counts(own), file: uri })}>\n${cases}  </testsuite>\n`;
  });
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  return `${head}<testsuites${attributes({ name: 'kubespec', ...counts(scenarios) })}>\n${suites.join('')}</testsuites>\n`;
}

function testCase(scenario: ScenarioResult): string {
  const { name, feature, rule, uri, line, status } = scenario;
  const classname = rule === undefined ? feature : `${feature} – ${rule}`;
  const place = { name, classname, file: uri, line, time: seconds([scenario]) };
  const outcome =
    status === 'skipped' ? '      <skipped/>\n' : isFailure(scenario) ? failureElement(scenario) : '';
  const steps = `      <system-out>${escapeXml([...scenario.steps.map(stepLine), ...(scenario.said ?? [])].join('\n'))}</system-out>\n`;
  return `    <testcase${attributes(place)}>\n${properties(scenario)}${outcome}${steps}    </testcase>\n`;
}

function properties(scenario: ScenarioResult): string {
  const { trace, lengthMs, wallMs, tags } = scenario;
  const { seed, version } = trace?.digest ?? {};
  const digest = trace === undefined ? {} : { digest: trace.digest };
  const values: readonly (readonly [string, string | number | undefined])[] = [
    ['tags', tags.length === 0 ? undefined : tags.join(' ')],
    ['kubernetes', version],
    ['seed', seed],
    ['virtual-seconds', wallMs === undefined || lengthMs === undefined ? undefined : lengthMs / 1000],
    ['replay', replayCommand({ ...scenario, ...digest })],
    ...checksOf(scenario).map((check, i) => [`check-${i + 1}`, checkText(check)] as const),
  ];
  const lines = values
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `        <property${attributes({ name, value: value as string | number })}/>\n`);
  return `      <properties>\n${lines.join('')}      </properties>\n`;
}

function checksOf({ trace }: ScenarioResult): CheckRecord[] {
  const records = trace === undefined ? [] : decodeTrace(trace.block);
  return records.filter((record): record is CheckRecord => record.type === 'check');
}

function failureElement({ failure, status, steps }: ScenarioResult): string {
  const undefinedSteps = steps.filter((step) => step.status === 'undefined').map(({ text }) => text);
  const what = failure ?? (undefinedSteps.length > 0 ? `undefined: ${undefinedSteps.join('\n')}` : status);
  return `      <failure${attributes({ type: status, message: what.split('\n')[0] as string })}>${escapeXml(what)}</failure>\n`;
}

const stepLine = ({ keyword, text, status }: StepResult): string => `${status.padEnd(9)} ${keyword}${text}`;
