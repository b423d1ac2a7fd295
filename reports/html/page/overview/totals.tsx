// How many scenarios came to what; each number is a filter.

import type { ComponentChildren } from 'preact';
import type { Status } from '../../../run/run-result.ts';
import { parseQuery, toggleTerm } from '../../../view/query.ts';
import type { RunSummary } from '../../page-data.ts';
import { STATUS_SYMBOL, STATUS_WORD, STATUSES, text } from '../text.ts';

export function Totals({
  run,
  q,
  onToggle,
}: {
  readonly run: RunSummary;
  readonly q: string;
  readonly onToggle: (q: string) => void;
}): ComponentChildren {
  const terms = parseQuery(q).map((term) => term.text);
  const counts = new Map<Status, number>();
  for (const { status } of run.scenarios) counts.set(status, (counts.get(status) ?? 0) + 1);
  const isAll = !terms.some((term) => /^[-!]?status:/.test(term));
  const withoutStatus = terms.filter((term) => !/^[-!]?status:/.test(term)).join(' ');
  return (
    <fieldset class="totals">
      <legend class="spoken">{text.status}</legend>
      <button type="button" aria-pressed={isAll} onClick={() => onToggle(withoutStatus)}>
        <b>{run.scenarios.length}</b> {text.all}
      </button>
      {STATUSES.filter((status) => counts.has(status)).map((status) => (
        <button
          key={status}
          type="button"
          class={`is-${status}`}
          aria-pressed={terms.includes(`status:${status}`)}
          onClick={() => onToggle(toggleTerm(q, `status:${status}`))}
        >
          <span aria-hidden="true">{STATUS_SYMBOL[status]}</span> <b>{counts.get(status)}</b>{' '}
          {STATUS_WORD[status]}
        </button>
      ))}
    </fieldset>
  );
}
