// Rows of `kubectl get cronjobs`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printCronJob;
// the column Timezone: kubernetes pull request 122231.

import type { CronJob } from '../../objects.ts';
import { age, since } from '../../printing/age.ts';
import { containerCells, TEMPLATE_COLUMNS } from '../../printing/container-cells.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { formatLabelSelector } from '../../selectors/label-selector.ts';

export const cronJobPrinter = definePrinter<CronJob>({
  columns: ({ version }) => [
    ...columns('Name', 'Schedule', ...(version.has('cronJobTimeZoneColumn') ? ['Timezone'] : [])),
    ...columns('Suspend', 'Active', 'Last Schedule', 'Age'),
    ...TEMPLATE_COLUMNS,
  ],
  cells: (cronJob, context) => {
    const { spec, status } = cronJob;
    const { template, selector } = spec.jobTemplate.spec ?? {};
    return [
      cronJob.metadata.name,
      spec.schedule,
      ...(context.version.has('cronJobTimeZoneColumn') ? [spec.timeZone ?? '<none>'] : []),
      suspendText(spec.suspend),
      (status.active ?? []).length,
      status.lastScheduleTime ? since(status.lastScheduleTime, context) : '<none>',
      age(cronJob, context),
      ...containerCells(template),
      formatLabelSelector(selector),
    ];
  },
});

// Source: printers.go, printBoolPtr.
function suspendText(suspend: boolean | undefined | null): string {
  if (suspend === undefined || suspend === null) return '<unset>';
  return suspend ? 'True' : 'False';
}
