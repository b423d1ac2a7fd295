// One HTML file that opens from disk: summary, traces, program and style. The same run gives the same bytes.

import type { Exploration, ExploredFailure } from '../model/exploration.ts';
import type { ScenarioTrace } from '../model/scenario-trace.ts';
import type { RunResult, ScenarioResult } from '../run/run-result.ts';
import { bundlePage } from './bundle-page.ts';
import { fitBudget, packed, type WantedTrace } from './fit-budget.ts';
import { text } from './page/text.ts';
import {
  BLOCK_TYPE,
  type Placed,
  RUN_BLOCK,
  type RunSummary,
  type ScenarioSummary,
  SHARED_BLOCK,
  type TracePlace,
  traceBlockId,
} from './page-data.ts';
import { staticPage } from './static-page.ts';

export interface ReportOptions {
  /** For all traces together, in bytes of the file; default 8 MB. */
  readonly budgetBytes?: number;
}

const BUDGET_BYTES = 8_000_000;

export function htmlReport(run: RunResult, { budgetBytes = BUDGET_BYTES }: ReportOptions = {}): string {
  const traces = tracesOf(run);
  const { shared, blocks } = fitBudget(traces, budgetBytes);
  const places = new Map(
    traces.map(({ trace }, place) => [trace, { place, detail: blocks[place]?.detail ?? 'full' }]),
  );
  const summary: RunSummary = {
    features: run.features,
    sentences: run.sentences,
    tags: run.tags,
    scenarios: run.scenarios.map((scenario) => summaryOf(scenario, places)),
    size: {
      budgetBytes,
      reduced: blocks.filter(({ detail }) => detail !== 'full').length,
      traced: blocks.length,
    },
  };
  const { script, style } = bundlePage();
  const dataBlocks = [
    dataBlock(RUN_BLOCK, packed(summary)),
    dataBlock(SHARED_BLOCK, shared),
    ...blocks.map(({ text: block }, place) => dataBlock(traceBlockId(place), block)),
  ];
  const failed = run.scenarios.some(({ status }) => status === 'failed');
  return [
    '<!doctype html>',
    `<html lang="en" data-outcome="${failed ? 'failed' : 'passed'}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${text.title}</title><link rel="icon" href="${icon(failed)}">`,
    `<style>${style}</style>`,
    // Before the first paint, so that the table for readers without scripts does not flash up.
    `<script>document.documentElement.classList.add('js');try{document.documentElement.dataset.theme=localStorage.getItem('kubespec-theme')||''}catch{}</script>`,
    '</head><body>',
    staticPage(run),
    '<div id="app"></div>',
    ...dataBlocks,
    `<script>${script.replaceAll('</script', '<\\/script')}</script>`,
    '</body></html>',
    '',
  ].join('\n');
}

// Failed scenarios keep their detail longest, then those tagged `@keep`.
function tracesOf({ scenarios }: RunResult): (WantedTrace & { readonly trace: ScenarioTrace })[] {
  return scenarios.flatMap(({ status, tags, trace, exploration }) => {
    const rank = status === 'failed' ? 0 : tags.includes('@keep') ? 1 : 2;
    return [trace, exploration?.failure?.trace].flatMap((one) =>
      one === undefined ? [] : [{ rank, block: one.block, trace: one } as const],
    );
  });
}

// What the page reads at once: everything but the traces, which it opens one by one.
function summaryOf(
  { trace, exploration, ...scenario }: ScenarioResult,
  places: ReadonlyMap<ScenarioTrace, TracePlace>,
): ScenarioSummary {
  const placed = (one: ScenarioTrace | undefined): Placed => {
    if (one === undefined) return {};
    const { steps: _, ...digest } = one.digest;
    return { digest, trace: places.get(one) as TracePlace };
  };
  const { failure, ...explored } = exploration ?? {};
  const { trace: smallest, ...told } = failure ?? {};
  return {
    ...scenario,
    ...placed(trace),
    ...(exploration === undefined
      ? {}
      : {
          exploration: {
            ...(explored as Omit<Exploration, 'failure'>),
            ...(failure === undefined
              ? {}
              : { failure: { ...(told as Omit<ExploredFailure, 'trace'>), ...placed(smallest) } }),
          },
        }),
  };
}

const dataBlock = (id: string, content: string): string =>
  `<script type="${BLOCK_TYPE}" id="${id}">${content}</script>`;

function icon(failed: boolean): string {
  const shape = failed
    ? '<path d="M10 10l12 12M22 10L10 22" stroke="white" stroke-width="4" stroke-linecap="round"/>'
    : '<path d="M8 17l6 6 10-14" stroke="white" stroke-width="4" fill="none" stroke-linecap="round" stroke-linejoin="round"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${failed ? '#D55E00' : '#009E73'}"/>${shape}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
