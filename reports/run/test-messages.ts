// Cucumber's messages of a small run, for tests: one feature with a rule, a scenario that fails with a trace, one that
// passes on its second attempt, and one with an undefined step.

import { type ScenarioTrace, scenarioTrace } from '../model/scenario-trace.ts';
import { Rollout } from '../model/test-rollout.ts';
import { START_EPOCH_MS, TraceBuilder } from '../model/test-trace.ts';
import { traffic } from '../model/test-traffic.ts';
import { TRACE_MEDIA_TYPE } from '../model/trace-block.ts';
import type { Envelope, TestStepResult } from './envelope.ts';

export const FAILURE = `features/rollout.feature:7  Then within 45 seconds deployment "web" has 3 available replicas
  found    1 of 3 available at 00:00:50
  because  Pod default/web-b-x is CrashLoopBackOff: back-off 10s
           restarting failed container <web> & "others"
  replay   npx cucumber-js features/rollout.feature:3`;

export const rolloutTrace = (): ScenarioTrace =>
  scenarioTrace(new Rollout().play(), { startEpochMs: START_EPOCH_MS, endMs: 75_000 });

/** Two seconds of requests; the second one begins with a pod that is gone. */
export function trafficTrace(): ScenarioTrace {
  const trace = new TraceBuilder();
  trace.step('Given ', 'a cluster', 11);
  trace.create('kubectl', { kind: 'Service', metadata: { name: 'web', namespace: 'default' } });
  trace.at(1000).add(traffic(0, 1000, [{ pod: 'web-1', count: 50 }]));
  const fault = trace.add({ type: 'input', verb: 'fault', text: 'node node-2 stops answering' });
  trace.at(2000).add(
    traffic(1000, 2000, [
      { pod: 'web-1', count: 47 },
      { outcome: 'timed out', pod: 'web-2', why: 'node-2 does not answer', count: 3, brokenBy: fault },
    ]),
  );
  return scenarioTrace(trace.records, { startEpochMs: START_EPOCH_MS, endMs: 2000 });
}

interface StepSpec {
  readonly keyword: string;
  readonly text: string;
  readonly line: number;
  readonly status?: string;
  readonly message?: string;
}

interface ScenarioSpec {
  readonly id: string;
  readonly name: string;
  readonly line: number;
  readonly tags?: readonly string[];
  readonly steps: readonly StepSpec[];
  readonly trace?: ScenarioTrace;
  readonly attempt?: number;
  readonly willBeRetried?: boolean;
}

const URI = 'features/rollout.feature';
const time = (seconds: number): { seconds: number; nanos: number } => ({ seconds, nanos: 0 });

const SCENARIOS: readonly ScenarioSpec[] = [
  {
    id: 'a',
    name: 'Rolling update keeps serving </script>',
    line: 3,
    tags: ['@W03', '@keep'],
    steps: [
      { keyword: 'Given ', text: 'a cluster with 1 node', line: 4 },
      { keyword: 'And ', text: 'the manifests "web.yaml"', line: 5 },
      { keyword: 'When ', text: 'I run "kubectl set image deploy/web web=nginx:1.26"', line: 6 },
      {
        keyword: 'Then ',
        text: 'within 45 seconds deployment "web" has 3 available replicas',
        line: 7,
        status: 'FAILED',
        message: FAILURE,
      },
      { keyword: 'And ', text: 'nothing more', line: 8, status: 'SKIPPED' },
    ],
  },
  {
    id: 'b',
    name: 'Passes in the end',
    line: 10,
    steps: [{ keyword: 'Given ', text: 'a cluster', line: 11, status: 'FAILED', message: 'once' }],
    willBeRetried: true,
  },
  {
    id: 'b',
    name: 'Passes in the end',
    line: 10,
    steps: [{ keyword: 'Given ', text: 'a cluster', line: 11 }],
    attempt: 1,
  },
  {
    id: 'c',
    name: 'Says what nobody knows',
    line: 14,
    steps: [{ keyword: 'When ', text: 'the moon is full', line: 15, status: 'UNDEFINED' }],
  },
];

const stepResult = ({ status = 'PASSED', message }: StepSpec): TestStepResult => ({
  duration: time(0),
  status: status as TestStepResult['status'],
  ...(message === undefined
    ? {}
    : { message: `${message}\n    at step (steps/x.ts:1:2)`, exception: { type: 'Error', message } }),
});

/** What else a scenario attached, by its id. */
export type Attachments = Readonly<
  Record<string, readonly { readonly mediaType: string; readonly body: unknown }[]>
>;

/** @param withTrace whether the failing scenario brings its trace */
export function testMessages(withTrace: boolean, more: Attachments = {}): Envelope[] {
  const scenarios = SCENARIOS.filter(({ attempt }) => attempt === undefined).map(documentScenario);
  const feature = {
    location: { line: 1 },
    tags: [],
    language: 'en',
    keyword: 'Feature',
    name: 'A Deployment replaces its pods',
    description: '  Pods go one by one.\n\n  https://kubernetes.io/docs/',
    children: [
      {
        rule: {
          id: 'r',
          name: 'It keeps serving',
          description: '  Never fewer than were wanted.',
          children: scenarios.map((scenario) => ({ scenario })),
        },
      },
    ],
  };
  const head = [
    { testRunStarted: { timestamp: time(100) } },
    { gherkinDocument: { uri: URI, feature, comments: [] } },
  ];
  const foot = [{ testRunFinished: { timestamp: time(104), success: false } }];
  return [
    ...head,
    ...SCENARIOS.flatMap((scenario) => played(scenario, withTrace, more)),
    ...foot,
  ] as unknown as Envelope[];
}

function documentScenario({ id, line, name, steps }: ScenarioSpec): object {
  return {
    id: `scenario-${id}`,
    location: { line },
    name,
    description: '',
    examples: [],
    steps: steps.map((step, i) => ({
      id: `node-${id}-${i}`,
      location: { line: step.line },
      keyword: step.keyword,
      text: step.text,
    })),
  };
}

function played(spec: ScenarioSpec, withTrace: boolean, more: Attachments): object[] {
  const { id, name, line, tags = [], steps, attempt = 0, willBeRetried = false } = spec;
  const pickle = {
    id: `pickle-${id}`,
    uri: URI,
    name,
    location: { line },
    astNodeIds: [`scenario-${id}`],
    tags: tags.map((tag) => ({ name: tag, astNodeId: '' })),
    steps: steps.map(({ text }, i) => ({ id: `step-${id}-${i}`, text, astNodeIds: [`node-${id}-${i}`] })),
  };
  const testCase = {
    id: `case-${id}`,
    pickleId: pickle.id,
    testSteps: [
      { id: `hook-${id}`, hookId: 'h' },
      ...steps.map((_, i) => ({ id: `run-${id}-${i}`, pickleStepId: `step-${id}-${i}` })),
    ],
  };
  const testCaseStartedId = `started-${id}-${attempt}`;
  const traces = withTrace && id === 'a' ? [{ mediaType: TRACE_MEDIA_TYPE, body: rolloutTrace() }] : [];
  const attachments = willBeRetried ? [] : [...traces, ...(more[id] ?? [])];
  const undefinedStep = steps.findIndex(({ status }) => status === 'UNDEFINED');
  return [
    ...(attempt === 0 ? [{ pickle }, { testCase }] : []),
    ...(undefinedStep < 0
      ? []
      : [
          {
            suggestion: {
              id: 's',
              pickleStepId: `step-${id}-${undefinedStep}`,
              snippets: [{ language: 'ts', code: "When('the moon is full', function () {});" }],
            },
          },
        ]),
    { testCaseStarted: { id: testCaseStartedId, testCaseId: testCase.id, attempt, timestamp: time(101) } },
    ...steps.map((step, i) => ({
      testStepFinished: {
        testCaseStartedId,
        testStepId: `run-${id}-${i}`,
        testStepResult: stepResult(step),
        timestamp: time(102),
      },
    })),
    ...attachments.map(({ mediaType, body }) => ({
      attachment: { testCaseStartedId, mediaType, body: JSON.stringify(body) },
    })),
    { testCaseFinished: { testCaseStartedId, willBeRetried, timestamp: time(103) } },
  ];
}
