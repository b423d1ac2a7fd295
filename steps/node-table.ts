// The table of nodes: a header row, and a row a node. Only `name` must be there.

import {
  defaultNodes,
  type NodeSpec,
  nearest,
  parseQuantity,
  QuantityError,
  UserError,
} from '../engine/index.ts';

const COLUMNS = ['name', 'cpu', 'memory', 'pods', 'labels', 'taints', 'zone', 'threads per core', 'sockets'];
const QUANTITIES = ['cpu', 'memory', 'pods'];
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

type Row = Readonly<Record<string, string>>;

/** @throws UserError  for unknown columns, nodes without a name, and cells that cannot be read; all at once */
export function nodesOfTable(raw: readonly (readonly string[])[]): NodeSpec[] {
  const [header = [], ...rows] = raw;
  const unknown = header.filter((column) => !COLUMNS.includes(column));
  const problems = unknown.map((column) => unknownColumn(column));
  if (!header.includes('name')) {
    problems.push({
      message: 'the table of nodes has no column "name"',
      hint: `the columns are ${COLUMNS.join(', ')}`,
    });
  }
  if (rows.length === 0)
    problems.push({ message: 'the table names no node', hint: 'write a row for each node' });
  if (problems.length > 0) throw new UserError(...problems);
  return rows.map((cells) => nodeOf(Object.fromEntries(header.map((column, i) => [column, cells[i] ?? '']))));
}

function unknownColumn(column: string): { message: string; hint: string } {
  const near = nearest(column, COLUMNS);
  return {
    message: `a node has no "${column}"`,
    hint: near === undefined ? `the columns are ${COLUMNS.join(', ')}` : `did you mean "${near}"?`,
  };
}

function nodeOf(row: Row): NodeSpec {
  const [usual] = defaultNodes(1) as [NodeSpec];
  const { name = '', zone = '' } = row;
  if (name === '') throw new UserError({ message: 'a node has no name', hint: 'fill the column "name"' });
  for (const column of QUANTITIES) checkQuantity(column, row[column] ?? '');
  const labels = labelsOf(row.labels ?? '');
  const taints = taintsOf(row.taints ?? '');
  return {
    name,
    cpu: row.cpu || usual.cpu,
    memory: row.memory || usual.memory,
    pods: row.pods || usual.pods,
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(taints.length === 0 ? {} : { taints }),
    ...(zone === '' ? {} : { zone }),
    ...countOf(row, 'threads per core', 'threadsPerCore'),
    ...countOf(row, 'sockets', 'sockets'),
  };
}

function countOf<K extends string>(row: Row, column: string, field: K): { readonly [key in K]?: number } {
  const text = row[column] ?? '';
  if (text === '') return {};
  if (!/^[1-9]\d?$/.test(text))
    throw new UserError({ message: `"${text}" is no number of ${column}`, hint: 'write 1, 2 …' });
  return { [field]: Number(text) } as { readonly [key in K]?: number };
}

function checkQuantity(column: string, text: string): void {
  if (text === '') return;
  try {
    parseQuantity(text);
    return;
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
  }
  throw new UserError({
    message: `"${text}" is no ${column} of a node`,
    hint: 'write a quantity such as 4, 500m or 8Gi',
  });
}

const partsOf = (text: string): string[] =>
  text
    .split(/[,\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** `disk=ssd, gpu=` */
function labelsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    partsOf(text).map((part): [string, string] => {
      const at = part.indexOf('=');
      if (at <= 0) throw new UserError({ message: `"${part}" is no label`, hint: 'write disk=ssd' });
      return [part.slice(0, at), part.slice(at + 1)];
    }),
  );
}

/** `dedicated=db:NoSchedule, spot:NoExecute` */
function taintsOf(text: string): NonNullable<NodeSpec['taints']> {
  return partsOf(text).map((part) => {
    const [, key = '', value, effect = ''] = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(part) ?? [];
    if (!EFFECTS.includes(effect)) {
      const near = nearest(effect, EFFECTS);
      const hint = near === undefined ? 'write dedicated=db:NoSchedule' : `did you mean ${near}?`;
      throw new UserError({ message: `"${part}" is no taint`, hint });
    }
    return value === undefined ? { key, effect } : { key, value, effect };
  });
}
