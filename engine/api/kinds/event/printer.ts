// Rows of `kubectl get events`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printEvent.

import type { KubeEvent } from '../../objects.ts';
import { since } from '../../printing/age.ts';
import { columns, definePrinter, wide } from '../../printing/define-printer.ts';

export const eventPrinter = definePrinter<KubeEvent>({
  columns: [
    ...columns('Last Seen', 'Type', 'Reason', 'Object'),
    ...wide('Subobject', 'Source'),
    ...columns('Message'),
    ...wide('First Seen', 'Count', 'Name'),
  ],
  cells: (event, context) => {
    const { series, involvedObject } = event;
    const first = since(event.firstTimestamp || event.eventTime, context);
    const last = event.lastTimestamp ? since(event.lastTimestamp, context) : first;
    // The event before the series was counted apart at first.
    const uncounted = context.version.has('eventSeriesLeavesOutFirst') ? 1 : 0;
    return [
      series ? since(series.lastObservedTime, context) : last,
      event.type ?? '',
      event.reason ?? '',
      targetText(event),
      involvedObject.fieldPath ?? '',
      sourceText(event),
      (event.message ?? '').trim(),
      first,
      series ? (series.count ?? 0) + uncounted : event.count || 1,
      event.metadata.name,
    ];
  },
});

function targetText({ involvedObject: { kind = '', name = '' } }: KubeEvent): string {
  return name === '' ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`;
}

function sourceText({ source, reportingComponent, reportingInstance }: KubeEvent): string {
  const component = source?.component || reportingComponent || '';
  const instance = source?.host || reportingInstance || '';
  return instance === '' ? component : `${component}, ${instance}`;
}
