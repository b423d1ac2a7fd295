// One record of the trace in one line, for a chain of causes.

import type { ObjectRef, TraceRecord } from '../../engine/trace/records.ts';

/** `Pod default/web-0`, `Node node-1` */
export const refText = ({ kind, namespace, name }: ObjectRef): string =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

const OPERATION = { create: 'creates', update: 'updates', delete: 'deletes' } as const;

export function recordText(record: TraceRecord): string {
  switch (record.type) {
    case 'input':
      return `${record.verb}: ${record.text}`;
    case 'output':
      return `${record.command} ends with code ${record.code}`;
    case 'change':
      return `${record.actor} ${OPERATION[record.op]} ${refText(record.ref)}`;
    case 'event':
      return `${record.actor} reports ${record.reason} of ${refText(record.regarding)}: ${record.message}`;
    case 'decision':
      return `${record.actor}: ${record.text}`;
    case 'timer':
      return record.label;
    case 'log':
      return `${refText(record.pod)} logs: ${record.text.trimEnd()}`;
    case 'check':
      return `check: ${record.text} ${record.verdict}`;
    case 'traffic':
      return record.text;
    case 'step':
      return `${record.keyword}${record.text}`;
    default:
      return record satisfies never;
  }
}
