import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { decodeTrace } from '../model/decode.ts';
import type { TraceBlock } from '../model/trace-block.ts';
import { RunCollector } from '../run/collect-run.ts';
import type { RunResult } from '../run/run-result.ts';
import { rolloutTrace, testMessages } from '../run/test-messages.ts';
import { fitBudget, type WantedTrace } from './fit-budget.ts';
import { RUN_BLOCK, type RunSummary } from './page-data.ts';
import { htmlReport } from './write-report.ts';

function run(): RunResult {
  const collector = new RunCollector();
  for (const envelope of testMessages(true)) collector.take(envelope);
  return collector.result();
}

const unpacked = (text: string): unknown => JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString());

const wanted = (count: number, blockOf: (i: number) => TraceBlock): WantedTrace[] =>
  Array.from({ length: count }, (_, i) => ({ rank: i === count - 1 ? 0 : 2, block: blockOf(i) }));

describe('the HTML report', () => {
  const html = htmlReport(run());

  it('is the same, byte for byte, for the same run', () => {
    // Not `equal` on the texts: a difference would print both of them.
    expect(htmlReport(run()) === html).to.equal(true);
  });

  it('holds its data in inert blocks, and nothing in it asks the network', () => {
    const block = new RegExp(`id="${RUN_BLOCK}">([^<]+)<`).exec(html)?.[1] ?? '';
    const summary = unpacked(block) as RunSummary;
    expect(summary.scenarios.map(({ status }) => status)).to.deep.equal(['failed', 'passed', 'undefined']);
    expect(html).not.to.match(/<(?:link|img|script)[^>]+(?:src|href)="(?!data:)/);
  });

  it('says statuses and failures without a script, and escapes them', () => {
    const body = html.slice(html.indexOf('<body>'), html.indexOf('<div id="app">'));
    expect(body).to.include('✖ failed');
    expect(body).to.include('Rolling update keeps serving &lt;/script&gt;');
    expect(body).to.include('restarting failed container &lt;web&gt; &amp; &quot;others&quot;');
  });

  it('has the smallest run of an exploration as a trace of its own', () => {
    const result = run();
    const trace = rolloutTrace();
    const exploration = {
      decisions: 9,
      runs: [{ seed: 1, disturbances: 2, verdict: 'failed' as const }],
      shrinkRuns: 3,
      outdated: [],
      failure: { smallest: [], removed: [], replay: 'kubespec replay x', block: 'no', trace },
    };
    const [first, ...others] = result.scenarios;
    if (first === undefined) throw new RangeError('no scenario');
    const explored = htmlReport({ ...result, scenarios: [{ ...first, exploration }, ...others] });
    const block = new RegExp(`id="${RUN_BLOCK}">([^<]+)<`).exec(explored)?.[1] ?? '';
    const [summary] = (unpacked(block) as RunSummary).scenarios;
    expect(summary?.exploration?.failure?.trace).to.deep.equal({ place: 1, detail: 'full' });
    const { steps: _, ...digest } = trace.digest;
    expect(summary?.exploration?.failure?.digest).to.deep.equal(digest);
    expect(JSON.stringify(summary)).not.to.include('"columns"');
  });

  it('has as many scripts as it opens', () => {
    expect(html.match(/<script/g)?.length).to.equal(html.match(/<\/script>/g)?.length);
  });
});

describe('the budget', () => {
  const traces = wanted(12, () => rolloutTrace().block);
  const size = ({ shared, blocks }: ReturnType<typeof fitBudget>): number =>
    blocks.reduce((sum, { text }) => sum + text.length, shared.length);
  const whole = fitBudget(traces, 1e9);

  it('keeps everything where there is room', () => {
    expect(whole.blocks.map(({ detail }) => detail)).to.deep.equal(traces.map(() => 'full'));
    const shared = unpacked(whole.shared) as unknown[];
    const read = decodeTrace(unpacked(whole.blocks[3]?.text ?? '') as TraceBlock, shared);
    expect(JSON.stringify(read)).to.equal(JSON.stringify(decodeTrace(rolloutTrace().block)));
  });

  it('gives the failed scenario its whole trace first', () => {
    const varied = wanted(12, different);
    const all = fitBudget(varied, 1e9);
    const fitted = fitBudget(varied, size(all) * 0.6);
    expect(size(fitted)).to.be.at.most(size(all) * 0.6);
    expect(fitted.blocks.at(-1)?.detail).to.equal('full');
    expect(fitted.blocks.filter(({ detail }) => detail !== 'full')).to.not.have.length(0);
    // Nothing is given away that had room.
    expect(size(fitted)).to.be.above(size(all) * 0.4);
  });
});

// Traces that have little in common, so that sharing does not make room.
const different = (i: number): TraceBlock =>
  JSON.parse(
    JSON.stringify(rolloutTrace().block).replaceAll('web', `w${(i * 7919).toString(36)}`),
  ) as TraceBlock;
