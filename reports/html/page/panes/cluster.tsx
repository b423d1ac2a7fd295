// The cluster at the cursor, as `kubectl get` would have shown it.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type KindTable, kindTables } from '../../../view/kind-tables.ts';
import { pendingTimers } from '../../../view/pending-timers.ts';
import { recordText } from '../../../view/record-text.ts';
import { lengthText } from '../../../view/time-text.ts';
import { TableHead } from '../table-head.tsx';
import { text } from '../text.ts';
import type { PaneProps } from './panes.tsx';

// Always there and rarely looked at: they come folded.
const FOLDED = new Set([
  'Namespace',
  'ServiceAccount',
  'Lease',
  'ControllerRevision',
  'ConfigMap',
  'PriorityClass',
  'CSINode',
  'Secret',
]);

export function ClusterPane({ index, cursor, navigation }: PaneProps): ComponentChildren {
  const tables = kindTables(index, cursor.seq);
  if (tables.length === 0) return <p class="note">{text.noObjects}</p>;
  const open = (object: string): void => navigation.change({ object, tab: 'object' }, cursor.t);
  return (
    <div class="cluster">
      <Pending index={index} cursor={cursor} />
      {tables.map((table) => (
        <details key={table.kind} open={!FOLDED.has(table.kind)}>
          <summary>
            {table.kind} <small>{table.rows.length}</small>
          </summary>
          <Rows table={table} open={open} />
        </details>
      ))}
    </div>
  );
}

/** So many waits are shown before one asks for more. */
const PENDING_MAX = 4;

function Pending({ index, cursor }: Pick<PaneProps, 'index' | 'cursor'>): ComponentChildren {
  const [hasAll, setHasAll] = useState(false);
  const pending = pendingTimers(index, cursor.seq);
  if (pending.length === 0) return null;
  return (
    <details open class="pending">
      <summary title={text.pendingHint}>
        {text.pending} <small>{pending.length}</small>
      </summary>
      <ol class="history">
        {(hasAll ? pending : pending.slice(0, PENDING_MAX)).map(({ record, inMs, more, effect }) => (
          <li key={record.seq}>
            <button type="button" onClick={() => cursor.pin(record.seq)}>
              <span class="mono">{text.in(lengthText(inMs))}</span>
              <span class="what">
                {record.label}
                {more > 0 && <small> ({text.repeats(more)})</small>}
                {effect !== undefined && <small> → {recordText(effect)}</small>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {!hasAll && pending.length > PENDING_MAX && (
        <button type="button" class="link" onClick={() => setHasAll(true)}>
          {text.morePending(pending.length - PENDING_MAX)}
        </button>
      )}
    </details>
  );
}

const BAD =
  /^(Error|CrashLoopBackOff|OOMKilled|ErrImagePull|ImagePullBackOff|Evicted|NotReady|Failed|Init:(Error|CrashLoopBackOff)|Lost)/;

function Rows({
  table,
  open,
}: {
  readonly table: KindTable;
  readonly open: (key: string) => void;
}): ComponentChildren {
  const nameColumn = table.columns.indexOf('NAME');
  const statusColumn = table.columns.indexOf('STATUS');
  return (
    <table class="kubectl">
      <TableHead columns={table.columns} />
      <tbody>
        {table.rows.map(({ key, cells, isChanged }) => (
          <tr
            key={key}
            class={isChanged ? 'is-changed' : ''}
            title={isChanged ? text.changedHere : undefined}
          >
            {cells.map((cell, i) =>
              i === nameColumn ? (
                <td key={table.columns[i]}>
                  <button type="button" class="link" onClick={() => open(key)}>
                    {cell}
                  </button>
                </td>
              ) : (
                <td key={table.columns[i]} class={i === statusColumn && BAD.test(cell) ? 'is-bad' : ''}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
