// Reads Cucumber's messages and keeps what reports tell of a run. One collector for each stream of messages.

import { EXPLORATION_MEDIA_TYPE, type Exploration } from '../model/exploration.ts';
import type { ScenarioTrace } from '../model/scenario-trace.ts';
import { LENGTH_MEDIA_TYPE, TRACE_MEDIA_TYPE } from '../model/trace-block.ts';
import type {
  Attachment,
  Envelope,
  GherkinDocument,
  Pickle,
  TestCase,
  TestStepFinished,
} from './envelope.ts';
import { failureText } from './failure-text.ts';
import { featureOf, tagsOf, unindented } from './feature-result.ts';
import { outlineOf, type PickleOrigin } from './gherkin-outline.ts';
import { byPlace, sortedSentences } from './merge-results.ts';
import type { RunResult, ScenarioResult, SentenceResult, Status, StepResult } from './run-result.ts';

interface Attempt {
  readonly testCaseId: string;
  readonly results: Map<string, TestStepFinished['testStepResult']>;
  readonly startedMs: number;
  wallMs: number;
  trace: ScenarioTrace | undefined;
  lengthMs: number | undefined;
  exploration: Exploration | undefined;
  readonly said: string[];
  attempt: number;
  isFinal: boolean;
}

/** Of what a step says with `this.log`. */
const LOG_MEDIA_TYPE = 'text/x.cucumber.log+plain';

export interface CollectOptions {
  /** Default false: reports of the same run are then the same, byte for byte. */
  readonly withWallTime?: boolean;
  /** Default true. */
  readonly withTraces?: boolean;
  /** Called with each scenario when its last attempt ended. */
  readonly onScenario?: (scenario: ScenarioResult) => void;
}

export class RunCollector {
  private readonly documents = new Map<string, GherkinDocument>();
  private readonly pickles = new Map<string, Pickle>();
  private readonly testCases = new Map<string, TestCase>();
  private readonly attempts = new Map<string, Attempt>();
  private readonly outlines = new Map<string, ReturnType<typeof outlineOf>>();
  private readonly snippets = new Map<string, string>();
  private readonly sentences = new Map<string, string>();
  private readonly options: CollectOptions;

  constructor(options: CollectOptions = {}) {
    this.options = options;
  }

  take(envelope: Envelope): void {
    const {
      gherkinDocument,
      pickle,
      testCase,
      testCaseStarted,
      testStepFinished,
      testCaseFinished,
      attachment,
      suggestion,
      stepDefinition,
    } = envelope;
    if (gherkinDocument?.uri !== undefined) this.documents.set(gherkinDocument.uri, gherkinDocument);
    else if (pickle !== undefined) this.pickles.set(pickle.id, pickle);
    else if (testCase !== undefined) this.testCases.set(testCase.id, testCase);
    else if (testCaseStarted !== undefined) {
      const { id, testCaseId, attempt, timestamp } = testCaseStarted;
      const startedMs = toMs(timestamp);
      const state = {
        testCaseId,
        results: new Map(),
        startedMs,
        wallMs: 0,
        trace: undefined,
        lengthMs: undefined,
        exploration: undefined,
        said: [],
        attempt,
      };
      this.attempts.set(id, { ...state, isFinal: false });
    } else if (testStepFinished !== undefined) {
      const { testCaseStartedId, testStepId, testStepResult } = testStepFinished;
      this.attempts.get(testCaseStartedId)?.results.set(testStepId, testStepResult);
    } else if (suggestion !== undefined)
      this.snippets.set(suggestion.pickleStepId, suggestion.snippets[0]?.code ?? '');
    else if (stepDefinition !== undefined)
      this.sentences.set(stepDefinition.id, stepDefinition.pattern.source);
    else if (attachment !== undefined) this.attach(attachment);
    else if (testCaseFinished !== undefined) {
      const { testCaseStartedId, willBeRetried, timestamp } = testCaseFinished;
      const attempt = this.attempts.get(testCaseStartedId);
      if (attempt === undefined) return;
      attempt.isFinal = !willBeRetried;
      attempt.wallMs = toMs(timestamp) - attempt.startedMs;
      if (attempt.isFinal) this.options.onScenario?.(this.scenario(attempt));
    }
  }

  private attach({ testCaseStartedId, mediaType, body }: Attachment): void {
    const attempt = this.attempts.get(testCaseStartedId ?? '');
    if (attempt === undefined) return;
    if (mediaType === LOG_MEDIA_TYPE) attempt.said.push(body);
    if (mediaType === LENGTH_MEDIA_TYPE) attempt.lengthMs = Number(body);
    if (mediaType === EXPLORATION_MEDIA_TYPE) attempt.exploration = JSON.parse(body) as Exploration;
    if (mediaType !== TRACE_MEDIA_TYPE) return;
    const trace = JSON.parse(body) as ScenarioTrace;
    attempt.lengthMs = trace.digest.lengthMs;
    if (this.options.withTraces !== false) attempt.trace = trace;
  }

  result(): RunResult {
    const scenarios = [...this.attempts.values()]
      .filter((attempt) => attempt.isFinal)
      .map((attempt) => this.scenario(attempt));
    const uris = new Set(scenarios.map((scenario) => scenario.uri));
    const features = [...this.documents.values()].filter(({ uri }) => uris.has(uri ?? '')).map(featureOf);
    const tags = [...this.documents.values()].flatMap(tagsOf);
    return {
      features: features.sort(byPlace),
      scenarios: scenarios.sort(byPlace),
      sentences: this.usedSentences(),
      tags: [...new Set(tags)].sort(),
    };
  }

  private usedSentences(): SentenceResult[] {
    const uses = new Map([...this.sentences.values()].map((text) => [text, 0]));
    const ran = [...this.attempts.values()].filter(({ isFinal }) => isFinal);
    for (const { testCaseId } of ran)
      for (const { stepDefinitionIds = [] } of this.testCases.get(testCaseId)?.testSteps ?? [])
        for (const id of stepDefinitionIds) {
          const text = this.sentences.get(id);
          if (text !== undefined) uses.set(text, (uses.get(text) ?? 0) + 1);
        }
    return sortedSentences(uses);
  }

  private scenario(attempt: Attempt): ScenarioResult {
    const testCase = this.testCases.get(attempt.testCaseId) as TestCase;
    const pickle = this.pickles.get(testCase.pickleId) as Pickle;
    const origin = this.outline(pickle.uri).get(pickle.astNodeIds[0] ?? '');
    const steps = this.steps(testCase, pickle, attempt, origin);
    const failed = steps.find((step) => step.message !== undefined);
    const line = pickle.location?.line ?? origin?.line ?? 0;
    const document = this.documents.get(pickle.uri);
    const example = origin?.examples.get(pickle.astNodeIds[1] ?? '');
    return {
      id: `${pickle.uri.replace(/^features\//, '').replace(/\.feature$/, '')}:${line}`,
      uri: pickle.uri,
      line,
      feature: document?.feature?.name ?? pickle.uri,
      ...(origin?.rule === undefined ? {} : { rule: origin.rule }),
      name: pickle.name,
      description: unindented(origin?.description ?? ''),
      ...(example === undefined ? {} : { outline: { line: origin?.line ?? line, example } }),
      tags: pickle.tags.map((tag) => tag.name),
      status: worst(steps.map((step) => step.status)),
      steps,
      ...(failed?.message === undefined ? {} : { failure: failed.message }),
      ...(attempt.attempt > 0 ? { attempts: attempt.attempt + 1 } : {}),
      ...(attempt.lengthMs === undefined ? {} : { lengthMs: attempt.lengthMs }),
      ...(attempt.trace === undefined ? {} : { trace: attempt.trace }),
      ...(attempt.exploration === undefined ? {} : { exploration: attempt.exploration }),
      ...(attempt.said.length === 0 ? {} : { said: attempt.said }),
      ...(this.options.withWallTime === true ? { wallMs: attempt.wallMs } : {}),
    };
  }

  private outline(uri: string): ReturnType<typeof outlineOf> {
    const known = this.outlines.get(uri);
    if (known !== undefined) return known;
    const made = outlineOf(this.documents.get(uri));
    this.outlines.set(uri, made);
    return made;
  }

  private steps(
    testCase: TestCase,
    pickle: Pickle,
    attempt: Attempt,
    origin: PickleOrigin | undefined,
  ): StepResult[] {
    return testCase.testSteps.flatMap((testStep): StepResult[] => {
      const result = attempt.results.get(testStep.id);
      const status = (result?.status.toLowerCase() ?? 'skipped') as Status;
      const message = result === undefined ? undefined : failureText(result);
      const outcome = { status, ...(message === undefined ? {} : { message }) };
      const step = pickle.steps.find(({ id }) => id === testStep.pickleStepId);
      if (step === undefined)
        return message === undefined
          ? []
          : [
              {
                keyword: '',
                text: 'hook',
                line: pickle.location?.line ?? 0,
                ...outcome,
                isHook: true as const,
              },
            ];
      const place = origin?.steps.get(step.astNodeIds[0] ?? '');
      const { docString, dataTable } = step.argument ?? {};
      const snippet = status === 'undefined' ? this.snippets.get(step.id) : undefined;
      return [
        {
          keyword: place?.keyword ?? '',
          text: step.text,
          line: place?.line ?? 0,
          ...outcome,
          ...(snippet === undefined ? {} : { snippet }),
          ...(docString === undefined ? {} : { docString: docString.content }),
          ...(dataTable === undefined
            ? {}
            : { table: dataTable.rows.map((row) => row.cells.map((cell) => cell.value)) }),
          ...(place?.isBackground === true ? { isBackground: true as const } : {}),
        },
      ];
    });
  }
}

// From bad to good, as Cucumber orders them.
const SEVERITY: readonly Status[] = ['failed', 'ambiguous', 'undefined', 'pending', 'skipped', 'unknown'];

const worst = (statuses: readonly Status[]): Status =>
  SEVERITY.find((status) => statuses.includes(status)) ?? 'passed';

const toMs = ({ seconds, nanos }: { seconds: number; nanos: number }): number => seconds * 1000 + nanos / 1e6;
