// Rows of `kubectl get jobs`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printJob;
// the column Status: kubernetes pull requests 123226 and 132832.

import { humanDuration } from '../../duration/human-duration.ts';
import type { PrintContext } from '../../kind.ts';
import type { Job } from '../../objects.ts';
import { age, since } from '../../printing/age.ts';
import { containerCells, TEMPLATE_COLUMNS } from '../../printing/container-cells.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { formatLabelSelector } from '../../selectors/label-selector.ts';
import { parseTime } from '../../time.ts';

export const jobPrinter = definePrinter<Job>({
  columns: ({ version }) => [
    ...columns(
      'Name',
      ...(version.has('jobStatusColumn') ? ['Status'] : []),
      'Completions',
      'Duration',
      'Age',
    ),
    ...TEMPLATE_COLUMNS,
  ],
  cells: (job, context) => [
    job.metadata.name,
    ...(context.version.has('jobStatusColumn') ? [statusText(job, context)] : []),
    completionsText(job),
    durationText(job, context),
    age(job, context),
    ...containerCells(job.spec.template),
    formatLabelSelector(job.spec.selector),
  ],
});

function completionsText({ spec, status }: Job): string {
  const succeeded = status.succeeded ?? 0;
  if (spec.completions !== undefined && spec.completions !== null) return `${succeeded}/${spec.completions}`;
  const { parallelism = 0 } = spec;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationText({ status }: Job, context: PrintContext): string {
  const { startTime, completionTime } = status;
  if (!startTime) return '';
  if (!completionTime) return since(startTime, context);
  return humanDuration(parseTime(completionTime) - parseTime(startTime));
}

function statusText({ metadata, status }: Job, { version }: PrintContext): string {
  const has = (wanted: string): boolean =>
    status.conditions?.find(({ type }) => type === wanted)?.status === 'True';
  if (has('Complete')) return 'Complete';
  if (has('Failed')) return 'Failed';
  if (metadata.deletionTimestamp) return 'Terminating';
  if (has('Suspended')) return 'Suspended';
  if (has('FailureTarget')) return 'FailureTarget';
  if (has('SuccessCriteriaMet') && version.has('jobStatusShowsSuccessCriteria')) return 'SuccessCriteriaMet';
  return 'Running';
}
