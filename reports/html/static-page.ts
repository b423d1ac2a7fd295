// The report for a browser without JavaScript, and for printing the overview: one table of statuses and failures.

import type { RunResult, ScenarioResult } from '../run/run-result.ts';
import { lengthText } from '../view/time-text.ts';
import { STATUS_SYMBOL, STATUS_WORD, text } from './page/text.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeHtml = (value: string): string => value.replace(/[&<>"]/g, (c) => ESCAPES[c] as string);

export function staticPage({ features, scenarios }: RunResult): string {
  const sections = features.map(({ uri, name }) => {
    const rows = scenarios.filter((scenario) => scenario.uri === uri).map(row);
    return `<h2>${escapeHtml(name)} <small>${escapeHtml(uri)}</small></h2><table><thead><tr><th scope="col">${text.status}</th><th scope="col">${text.scenario}</th><th scope="col">${text.virtualLength}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  });
  return `<div id="static"><h1>${text.title}</h1><p>${escapeHtml(text.totals(scenarios))}</p>${sections.join('')}</div>`;
}

function row({ status, name, line, tags, trace, failure }: ScenarioResult): string {
  const length = trace === undefined ? '' : lengthText(trace.digest.lengthMs);
  const why = failure === undefined ? '' : `<pre>${escapeHtml(failure)}</pre>`;
  const labels = tags.length === 0 ? '' : ` <small>${escapeHtml(tags.join(' '))}</small>`;
  return `<tr><td>${STATUS_SYMBOL[status]} ${STATUS_WORD[status]}</td><td>${escapeHtml(name)} <small>:${line}</small>${labels}${why}</td><td>${length}</td></tr>`;
}
