import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { decodeTrace } from '../model/decode.ts';
import type { TraceBlock } from '../model/trace-block.ts';
import { RunCollector } from '../run/collect-run.ts';
import type { RunResult } from '../run/run-result.ts';
import { rolloutTrace, testMessages } from '../run/test-messages.ts';
import { fitBudget } from './fit-budget.ts';
import { RUN_BLOCK, type RunSummary } from './page-data.ts';
import { htmlReport } from './write-report.ts';

function run(): RunResult {
  const collector = new RunCollector();
  for (const envelope of testMessages(true)) collector.take(envelope);
  return collector.result();
}

const unpacked = (text: string): unknown => JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString());

function many(count: number): RunResult['scenarios'] {
  const [first] = run().scenarios;
  if (first === undefined) throw new RangeError('no scenario');
  return Array.from({ length: count }, (_, i) => ({
    ...first,
    id: `s${i}`,
    tags: [],
    status: i === count - 1 ? ('failed' as const) : ('passed' as const),
    trace: rolloutTrace(),
  }));
}

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

  it('has as many scripts as it opens', () => {
    expect(html.match(/<script/g)?.length).to.equal(html.match(/<\/script>/g)?.length);
  });
});

describe('the budget', () => {
  const scenarios = many(12);
  const size = ({ shared, blocks }: ReturnType<typeof fitBudget>): number =>
    blocks.reduce((sum, { text }) => sum + text.length, shared.length);
  const whole = fitBudget(scenarios, 1e9);

  it('keeps everything where there is room', () => {
    expect(whole.blocks.map(({ detail }) => detail)).to.deep.equal(scenarios.map(() => 'full'));
    const shared = unpacked(whole.shared) as unknown[];
    const read = decodeTrace(unpacked(whole.blocks[3]?.text ?? '') as TraceBlock, shared);
    expect(JSON.stringify(read)).to.equal(JSON.stringify(decodeTrace(rolloutTrace().block)));
  });

  it('gives the failed scenario its whole trace first', () => {
    const varied = scenarios.map((scenario, i) => ({ ...scenario, trace: different(scenario, i) }));
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
function different({ trace }: RunResult['scenarios'][number], i: number): NonNullable<typeof trace> {
  if (trace === undefined) throw new RangeError('no trace');
  const block = JSON.parse(
    JSON.stringify(trace.block).replaceAll('web', `w${(i * 7919).toString(36)}`),
  ) as TraceBlock;
  return { ...trace, block };
}
