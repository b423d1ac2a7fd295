// Source: cli-runtime v0.32 pkg/printers/tableprinter.go; the recorded facts hold the common cases.

import { test } from 'node:test';
import { expect } from 'chai';
import { kindByName } from '../../api/kinds/index.ts';
import type { AnyObject } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { printTable, type TableOptions } from './table.ts';

const object = (
  kind: string,
  name: string,
  fields: object = {},
  labels?: Record<string, string>,
): AnyObject => ({
  ...{ apiVersion: 'v1', kind },
  metadata: {
    ...{ name, namespace: 'ns', uid: name, resourceVersion: '1', creationTimestamp: '2025-01-01T00:00:00Z' },
    ...(labels && { labels }),
  },
  ...fields,
});

const OPTIONS: TableOptions = { version: versionProfile(20), nowEpochMs: Date.UTC(2025, 0, 1, 0, 5) };

const table = (objects: readonly AnyObject[], options: Partial<TableOptions> = {}): string =>
  printTable(kindByName(objects[0]?.kind ?? 'Pod')!, objects, { ...OPTIONS, ...options });

const MAPS = [
  object('ConfigMap', 'a', { data: { x: '1' } }, { app: 'web', tier: 'x' }),
  object('ConfigMap', 'bcd'),
];

interface Row {
  readonly name: string;
  readonly objects?: readonly AnyObject[];
  readonly options?: Partial<TableOptions>;
  readonly lines: readonly string[];
}

const ROWS: readonly Row[] = [
  { name: 'plain', lines: ['NAME   DATA   AGE', 'a      1      5m', 'bcd    0      5m'] },
  { name: 'nothing, not even headers', objects: [], lines: [] },
  { name: 'no headers', options: { noHeaders: true }, lines: ['a     1     5m', 'bcd   0     5m'] },
  {
    name: 'all namespaces, and kinds before names',
    options: { withNamespace: true, kindPrefix: 'configmap' },
    lines: [
      'NAMESPACE   NAME            DATA   AGE',
      'ns          configmap/a     1      5m',
      'ns          configmap/bcd   0      5m',
    ],
  },
  {
    name: 'labels, some in columns of their own',
    options: { showLabels: true, labelColumns: ['example.com/none', 'app'] },
    lines: [
      'NAME   DATA   AGE   NONE   APP   LABELS',
      'a      1      5m           web   app=web,tier=x',
      'bcd    0      5m                 <none>',
    ],
  },
  {
    name: 'kinds that have no columns',
    objects: [object('LimitRange', 'a')],
    lines: ['NAME   CREATED AT', 'a      2025-01-01T00:00:00Z'],
  },
  {
    name: 'a cell is one line; of events, only the wide name has the kind before it',
    objects: [
      object('Event', 'e', { reason: 'R', message: 'one\ntwo', involvedObject: { kind: 'Pod', name: 'p' } }),
    ],
    options: { kindPrefix: 'event' },
    lines: ['LAST SEEN   TYPE   REASON   OBJECT   MESSAGE', '<unknown>          R        pod/p    one...'],
  },
];

for (const { name, objects = MAPS, options, lines } of ROWS) {
  test(`table: ${name}`, () => {
    expect(table(objects, options)).to.equal(lines.map((line) => `${line}\n`).join(''));
  });
}
