// Source: kubectl v0.32.0 pkg/describe/describe.go, describeNamespace, DescribeResourceQuotas, DescribeLimitRanges.

import type { LimitRange, Namespace, ResourceQuota } from '../../../api/objects.ts';
import { quantityText } from '../../../api/printing/volume-cells.ts';
import { describeLimits, LIMIT_COLUMNS, LIMIT_RULES } from './limit-range.ts';
import { scopeLines } from './resource-quota.ts';
import { annotationsMultiline, labelsMultiline, timeText } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeNamespace(w: Writer, namespace: Namespace, world: DescribeWorld): void {
  const { metadata, status } = namespace;
  w.write(0, `Name:\t${metadata.name}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, `Status:\t${status?.phase ?? ''}\n`);
  const conditions = status?.conditions ?? [];
  if (conditions.length > 0) {
    w.write(0, 'Conditions:\n');
    w.write(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage\n');
    w.write(1, '----\t------\t------------------\t------\t-------\n');
  }
  for (const { type, status: value, lastTransitionTime, reason = '', message = '' } of conditions) {
    w.write(1, `${type}\t${value}\t${timeText(lastTransitionTime)}\t${reason}\t${message}\n`);
  }
  w.write(0, '\n');
  describeQuotas(w, world.list('ResourceQuota', metadata.name) as unknown as ResourceQuota[]);
  w.write(0, '\n');
  describeRanges(w, world.list('LimitRange', metadata.name) as unknown as LimitRange[]);
}

function describeQuotas(w: Writer, quotas: readonly ResourceQuota[]): void {
  if (quotas.length === 0) return w.write(0, 'No resource quota.\n');
  w.write(0, 'Resource Quotas\n');
  const sorted = [...quotas].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  for (const { metadata, spec, status } of sorted) {
    w.write(1, `Name:\t${metadata.name}\n`);
    for (const line of scopeLines(spec, '* ')) w.write(1, line);
    w.write(1, 'Resource\tUsed\tHard\n');
    w.write(1, '--------\t---\t---\n');
    for (const name of Object.keys(status?.hard ?? {}).sort()) {
      w.write(1, `${name}\t${quantityText(status?.used?.[name])}\t${quantityText(status?.hard?.[name])}\n`);
    }
  }
}

function describeRanges(w: Writer, ranges: readonly LimitRange[]): void {
  if (ranges.length === 0) return w.write(0, 'No LimitRange resource.\n');
  w.write(0, `Resource Limits\n ${LIMIT_COLUMNS}`);
  w.write(0, ` ${LIMIT_RULES}`);
  for (const range of ranges) describeLimits(w, range, ' ');
}
