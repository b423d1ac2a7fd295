import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { CheckRecord } from '../../engine/trace/records.ts';
import { jsonLines } from '../json-lines/json-lines.ts';
import { junitXml } from '../junit/junit.ts';
import { Terminal } from '../terminal/terminal.ts';
import { checkText } from './check-text.ts';
import { type CollectOptions, RunCollector } from './collect-run.ts';
import { failureText } from './failure-text.ts';
import { mergeResults } from './merge-results.ts';
import type { RunResult } from './run-result.ts';
import { FAILURE, testMessages } from './test-messages.ts';

function collected(options: CollectOptions = {}): RunResult {
  const collector = new RunCollector(options);
  for (const envelope of testMessages(true)) collector.take(envelope);
  return collector.result();
}

describe('a run, from messages', () => {
  const { scenarios, features } = collected();

  it('has its scenarios in order of the files, with rule, tags and status', () => {
    expect(scenarios.map(({ id, rule, tags, status }) => [id, rule, tags, status])).to.deep.equal([
      ['rollout:3', 'It keeps serving', ['@W03', '@keep'], 'failed'],
      ['rollout:10', 'It keeps serving', [], 'passed'],
      ['rollout:14', 'It keeps serving', [], 'undefined'],
    ]);
    expect(features.map(({ name, description }) => [name, description])).to.deep.equal([
      ['A Deployment replaces its pods', 'Pods go one by one.\n\nhttps://kubernetes.io/docs/'],
    ]);
  });

  it('has the failure without its stack', () => {
    expect(scenarios[0]?.failure).to.equal(FAILURE);
  });

  it('counts attempts and keeps the last one', () => {
    expect(scenarios[1]?.attempts).to.equal(2);
    expect(scenarios[1]?.steps.map(({ status }) => status)).to.deep.equal(['passed']);
  });

  it('has real times only where they were asked for', () => {
    expect(scenarios[0]?.wallMs).to.equal(undefined);
    expect(collected({ withWallTime: true }).scenarios[0]?.wallMs).to.equal(2000);
  });

  it('knows how much time was simulated, also without keeping traces', () => {
    const [first] = collected({ withTraces: false }).scenarios;
    expect([first?.lengthMs, first?.trace]).to.deep.equal([75_000, undefined]);
  });

  it('knows rules that say more, outlines, tags and how often a sentence was said', () => {
    const collector = new RunCollector();
    const document = {
      uri: 'features/x.feature',
      feature: {
        name: 'X',
        description: '',
        tags: [{ name: '@F1' }],
        children: [
          {
            rule: {
              name: 'R',
              description: '  More\n  of it.',
              tags: [{ name: '@R' }],
              children: [
                {
                  scenario: {
                    id: 's',
                    location: { line: 4 },
                    name: 'with <n>',
                    description: '',
                    tags: [{ name: '@S' }],
                    steps: [{ id: 'a', keyword: 'Given ', text: '<n> pods', location: { line: 5 } }],
                    examples: [
                      {
                        tags: [{ name: '@E' }],
                        tableHeader: { cells: [{ value: 'n' }] },
                        tableBody: [{ id: 'row', cells: [{ value: '3' }] }],
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    };
    const pickle = {
      id: 'p',
      uri: document.uri,
      name: 'with 3',
      location: { line: 8 },
      astNodeIds: ['s', 'row'],
      tags: [],
      steps: [{ id: 'ps', text: '3 pods', astNodeIds: ['a', 'row'] }],
    };
    const pattern = (source: string) => ({ source, type: 'CUCUMBER_EXPRESSION' });
    const testSteps = [{ id: 't', pickleStepId: 'ps', stepDefinitionIds: ['d1'] }];
    const at = { timestamp: { seconds: 0, nanos: 0 } };
    for (const envelope of [
      { gherkinDocument: document },
      { stepDefinition: { id: 'd1', pattern: pattern('{int} pods') } },
      { stepDefinition: { id: 'd2', pattern: pattern('a cluster') } },
      { pickle },
      { testCase: { id: 'c', pickleId: 'p', testSteps } },
      { testCaseStarted: { id: 'r', testCaseId: 'c', attempt: 0, ...at } },
      { testCaseFinished: { testCaseStartedId: 'r', willBeRetried: false, ...at } },
    ])
      collector.take(envelope as unknown as Parameters<typeof collector.take>[0]);
    const {
      features,
      scenarios: [only],
      sentences,
      tags,
    } = collector.result();
    expect(features[0]?.rules).to.deep.equal([{ name: 'R', description: 'More\nof it.' }]);
    expect(features[0]?.outlines.map(({ line, name }) => [line, name])).to.deep.equal([[4, 'with <n>']]);
    expect(only?.outline).to.deep.equal({ line: 4, example: [['n', '3']] });
    expect(sentences).to.deep.equal([
      { text: 'a cluster', uses: 0 },
      { text: '{int} pods', uses: 1 },
    ]);
    expect(tags).to.deep.equal(['@E', '@F1', '@R', '@S']);
    const twice = mergeResults([collector.result(), collector.result()]);
    expect(twice.sentences[1]).to.deep.equal({ text: '{int} pods', uses: 2 });
  });

  it('merges with others in order of the files', () => {
    const [a, b] = [
      { ...collected(), scenarios: scenarios.slice(1) },
      { ...collected(), scenarios: scenarios.slice(0, 1) },
    ];
    expect(mergeResults([a, b])).to.deep.equal(collected());
  });
});

describe('the text of a failure', () => {
  const base = { duration: { seconds: 0, nanos: 0 }, status: 'FAILED' as const };
  const rows: readonly (readonly [name: string, result: object, text: string | undefined])[] = [
    [
      'is what was thrown',
      { message: 'Error: no\n    at x', exception: { type: 'Error', message: 'no' } },
      'no',
    ],
    [
      'keeps an assertion difference',
      { message: 'E\n    + expected - actual\n    -1\n    +2\n    at x' },
      'E\n    + expected - actual\n    -1\n    +2',
    ],
    ['has no colors', { message: '\u001b[31mred\u001b[0m' }, 'red'],
    ['is never empty', {}, 'failed without a message'],
    ['is absent for what passed', { status: 'PASSED', message: 'x' }, undefined],
  ];
  for (const [name, result, text] of rows)
    it(name, () => {
      expect(failureText({ ...base, ...result } as Parameters<typeof failureText>[0])).to.equal(text);
    });
});

describe('JSON lines', () => {
  const lines = [...jsonLines(collected())].map((line) => JSON.parse(line) as Record<string, unknown>);

  it('are one for each scenario, step and check', () => {
    const count = (type: string): number => lines.filter((line) => line.type === type).length;
    expect([count('run'), count('scenario'), count('step'), count('check')]).to.deep.equal([1, 3, 7, 1]);
  });

  it('say when steps began and how checks ended', () => {
    const step = lines.find((line) => line.type === 'step' && line.index === 4);
    expect(step).to.include({ scenario: 'rollout:3', keyword: 'Then', status: 'failed', startMs: 75_000 });
    const check = lines.find((line) => line.type === 'check');
    expect(check).to.include({ verdict: 'failed', found: '1 of 3 available', decidedMs: 50_000 });
  });
});

describe('JUnit XML', () => {
  const xml = junitXml(collected());

  it('counts failures, undefined steps among them', () => {
    expect(xml).to.include(
      '<testsuites name="kubespec" tests="3" failures="2" errors="0" skipped="0" time="75.000">',
    );
    expect(xml).to.include('message="undefined: the moon is full"');
  });

  it('has the failure as the terminal shows it, escaped', () => {
    expect(xml).to.include('restarting failed container &lt;web&gt; &amp; &quot;others&quot;');
    expect(xml).to.include('file="features/rollout.feature" line="3" time="75.000"');
    expect(xml).not.to.include('</script>');
  });

  it('tells of each check what decided it and how near it was', () => {
    expect(xml).to.include(
      'name="check-1" value="failed: within 45s deployment &quot;web&quot; has 3 available replicas; ' +
        '1 of 3 available at 00:00:50; it did not come to hold in time; closest 2 of 3 available at 00:00:41"',
    );
  });
});

describe('a check in one line', () => {
  const base = {
    type: 'check',
    seq: 1,
    t: 0,
    cause: 0,
    text: 'a is b',
    operator: 'within',
    phrase: '',
    fromMs: 0,
    toMs: 9,
    verdict: 'passed',
    samples: [],
    decidedBy: 1,
  } as const;
  const rows: readonly (readonly [Partial<CheckRecord>, string])[] = [
    [{}, 'passed: a is b'],
    [{ decidedMs: 2000, found: 'b' }, 'passed: a is b; b at 00:00:02'],
    [{ measured: { unit: 'ms', value: 2000, max: 5000 } }, 'passed: a is b; 2s, at most 5s; slack 3s'],
    [{ measured: { unit: 'ms', value: 2000, min: 0 } }, 'passed: a is b; 2s; slack 2s'],
    [
      { measured: { unit: 'times', value: 1, min: 2 } },
      'passed: a is b; once, at least 2 times; slack -1 time',
    ],
    [
      { measured: { unit: 'times', value: 4, min: 2, max: 2 } },
      'passed: a is b; 4 times, exactly 2 times; slack -2 times',
    ],
    [
      { measured: { unit: 'times', value: 4, min: 2, max: 4 } },
      'passed: a is b; 4 times, between 2 times and 4 times; slack 0 times',
    ],
    [{ measured: { unit: 'times', value: 4 } }, 'passed: a is b; 4 times'],
  ];
  for (const [facts, text] of rows)
    it(text, () => void expect(checkText({ ...base, ...facts })).to.equal(text));
});

describe('the terminal', () => {
  function shown(isLive: boolean): string {
    let out = '';
    const terminal = new Terminal({ write: (text) => (out += text), isLive, hasColor: false, columns: 80 });
    const collector = new RunCollector({ onScenario: (scenario) => terminal.scenario(scenario) });
    terminal.begin({ seconds: 100, nanos: 0 });
    terminal.expect(3);
    for (const envelope of testMessages(true)) collector.take(envelope);
    terminal.end({ timestamp: { seconds: 104, nanos: 500_000_000 } });
    return out;
  }

  it('prints a glyph a scenario, then failures as blocks, then what there was', () => {
    const out = shown(false);
    expect(out.split('\n')[0]).to.equal('✖✔?');
    expect(out).to.include('  found    1 of 3 available at 00:00:50');
    expect(out).not.to.include('at step');
    expect(out).to.include("When('the moon is full', function () {});");
    expect(out.trim().split('\n').at(-1)).to.equal(
      '3 scenarios  ✔ 1 passed  ✖ 1 failed  ? 1 undefined  1m 15s simulated in 4.50s',
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
    expect(out).not.to.match(/[\u001b\r]/);
  });

  it('shows what steps had to say, of scenarios that passed too', () => {
    let out = '';
    const write = (text: string): void => {
      out += text;
    };
    const terminal = new Terminal({ write, isLive: false, hasColor: false, columns: 80 });
    const collector = new RunCollector({ onScenario: (scenario) => terminal.scenario(scenario) });
    for (const envelope of testMessages(true)) {
      collector.take(envelope);
      if (envelope.testCaseStarted === undefined) continue;
      const { id } = envelope.testCaseStarted;
      const said = { testCaseStartedId: id, mediaType: 'text/x.cucumber.log+plain', body: `said in ${id}` };
      collector.take({ attachment: said } as Parameters<RunCollector['take']>[0]);
    }
    terminal.end({ timestamp: { seconds: 104, nanos: 0 } });
    expect(out).to.match(/✔ Passes in the end .*\n {2}said in /);
    expect(junitXml(collector.result())).to.include('said in ');
  });

  it('keeps one live line on a terminal, failures above it', () => {
    const out = shown(true);
    expect(out).to.include('2/3 ✖ 1  1m 15s simulated  Passes in the end');
    for (const line of out.split('\r')) expect(line.split('\n').at(-1)?.length ?? 0).to.be.at.most(84);
  });
});
