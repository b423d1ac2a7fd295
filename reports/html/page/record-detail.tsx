// What a record holds beyond its line: output, the detail of a decision, the text of a file.

import type { ComponentChildren } from 'preact';
import { toYaml } from '../../../engine/kubectl/output/yaml.ts';
import type { TraceRecord } from '../../../engine/trace/records.ts';

function detailOf(record: TraceRecord): string {
  if (record.type === 'output') return `${record.stdout}${record.stderr}`;
  if (record.type === 'event') return record.message.includes('\n') ? record.message : '';
  if (record.type === 'log') return record.text.includes('\n') ? record.text : '';
  if (record.type === 'traffic') return toYaml(record.outcomes);
  if (record.type !== 'decision' && record.type !== 'input') return '';
  const { detail } = record;
  if (detail === undefined) return '';
  return typeof detail === 'string' ? detail : toYaml(detail);
}

export function RecordDetail({ record }: { readonly record: TraceRecord }): ComponentChildren {
  const detail = detailOf(record);
  return detail === '' ? null : <pre class="record-detail">{detail}</pre>;
}
