// The cluster at the cursor, as `kubectl get` would have shown it.

import type { ComponentChildren } from 'preact';
import { type KindTable, kindTables } from '../../../view/kind-tables.ts';
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
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
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
