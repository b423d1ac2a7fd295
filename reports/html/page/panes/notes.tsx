// What had to be assumed, with the sentence that says it instead; and what components decided.

import type { ComponentChildren } from 'preact';
import type { DecisionRecord } from '../../../../engine/trace/records.ts';
import { assumptions, decisions } from '../../../view/notes.ts';
import { objectText } from '../../../view/record-text.ts';
import { instantText } from '../../../view/time-text.ts';
import { RecordDetail } from '../record-detail.tsx';
import { text } from '../text.ts';
import type { PaneProps } from './panes.tsx';

export function NotesPane({ index, cursor }: PaneProps): ComponentChildren {
  const assumed = assumptions(index);
  const decided = decisions(index);
  return (
    <div class="notes">
      <section>
        <h3>{text.assumptions}</h3>
        {assumed.length === 0 ? (
          <p class="note">{text.noAssumptions}</p>
        ) : (
          <>
            <p class="lead">{text.assumptionsLead}</p>
            <ul class="assumed">
              {assumed.map(({ record, remedy, times }) => (
                <li key={record.seq}>
                  <button type="button" class="link" onClick={() => cursor.pin(record.seq)}>
                    {record.text}
                  </button>
                  {times > 1 && <small> {text.times(times)}</small>}
                  {remedy !== '' && (
                    <p>
                      {text.sayInstead} <code>{remedy}</code>
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section>
        <h3>{text.decisions}</h3>
        {decided.length === 0 ? (
          <p class="note">{text.noDecisions}</p>
        ) : (
          <table class="kubectl">
            <tbody>
              {decided.map((record) => (
                <tr key={record.seq} class={record.seq === cursor.seq ? 'is-changed' : ''}>
                  <td>
                    <button type="button" class="link mono" onClick={() => cursor.pin(record.seq)}>
                      {instantText(record.t)}
                    </button>
                  </td>
                  <td>{record.actor}</td>
                  <td>{record.topic}</td>
                  <td>{record.about === undefined ? '' : objectText(record.about)}</td>
                  <td class="message">
                    <Decision record={record} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}

function Decision({ record }: { readonly record: DecisionRecord }): ComponentChildren {
  if (record.detail === undefined) return record.text;
  return (
    <details>
      <summary>{record.text}</summary>
      <RecordDetail record={record} />
    </details>
  );
}
