// Events as `kubectl get events` lists them, up to the cursor; repetitions folded, each on demand.

import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { EventRecord } from '../../../../engine/trace/records.ts';
import { type EventRow, eventRows, lastSeenText } from '../../../view/event-rows.ts';
import { instantText } from '../../../view/time-text.ts';
import { keyOfRef } from '../../../view/trace-index.ts';
import { TableHead } from '../table-head.tsx';
import { text } from '../text.ts';
import type { PaneProps } from './panes.tsx';

export function EventsPane({ index, cursor, navigation }: PaneProps): ComponentChildren {
  const rows = useMemo(() => eventRows(index), [index]);
  const past = rows
    .map(({ writes }) => writes.filter(({ seq }) => seq <= cursor.seq))
    .filter((writes) => writes.length > 0)
    .map(
      (writes): EventRow => ({ writes, first: writes[0] as EventRecord, last: writes.at(-1) as EventRecord }),
    );
  if (past.length === 0) return <p class="note">{text.noEvents}</p>;
  const open = (object: string): void => navigation.change({ object, tab: 'object' }, cursor.t);
  return (
    <table class="kubectl events">
      <TableHead columns={text.eventColumns} />
      <tbody>
        {past
          .sort((a, b) => b.last.seq - a.last.seq)
          .map((row) => (
            <Row
              key={row.first.seq}
              row={row}
              nowMs={cursor.t}
              seq={cursor.seq}
              pin={cursor.pin}
              open={open}
            />
          ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: EventRow;
  readonly nowMs: number;
  readonly seq: number;
  readonly pin: (seq: number) => void;
  readonly open: (object: string) => void;
}

function Row({ row, nowMs, seq, pin, open }: RowProps): ComponentChildren {
  const [isOpen, setOpen] = useState(false);
  const { last, writes } = row;
  const { regarding } = last;
  return (
    <>
      <tr class={`is-${last.level.toLowerCase()}${last.seq === seq ? ' is-changed' : ''}`}>
        <td>
          <button type="button" class="link" onClick={() => pin(last.seq)}>
            {lastSeenText(row, nowMs)}
          </button>
          {writes.length > 1 && (
            <button
              type="button"
              class="fold"
              aria-expanded={isOpen}
              title={isOpen ? text.foldRepeats : text.expandRepeats}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? '▾' : '▸'}
            </button>
          )}
        </td>
        <td>{last.level}</td>
        <td>{last.reason}</td>
        <td>
          <button type="button" class="link" onClick={() => open(keyOfRef(regarding))}>
            {regarding.kind.toLowerCase()}/{regarding.name}
          </button>
        </td>
        <td class="message">{last.message}</td>
      </tr>
      {isOpen &&
        writes.map((write) => (
          <tr key={write.seq} class="is-repeat">
            <td colSpan={5}>
              <button type="button" class="link" onClick={() => pin(write.seq)}>
                {instantText(write.t)}
              </button>{' '}
              x{write.count} {write.message}
            </td>
          </tr>
        ))}
    </>
  );
}
