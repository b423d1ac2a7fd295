// Source: kubectl v0.32.0 pkg/describe/describe.go, describeJob, capIndexesListOrNone.

import { humanDuration } from '../../../api/duration/human-duration.ts';
import type { Job } from '../../../api/objects.ts';
import { parseTime } from '../../../api/time.ts';
import { describeEventsOf } from './events.ts';
import { describePodTemplate } from './pod-template.ts';
import {
  annotationsMultiline,
  controllerText,
  labelsMultiline,
  orUnset,
  selectorText,
  timeText,
} from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

const INDEXES_LENGTH = 50;

export function describeJob(w: Writer, job: Job, world: DescribeWorld): void {
  const { metadata, spec, status } = job;
  const optional = (title: string, value: unknown, unit = ''): void => {
    if (value !== undefined && value !== null) w.write(0, `${title}:\t${value}${unit}\n`);
  };
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Namespace:\t${metadata.namespace}\n`);
  w.write(0, `Selector:\t${selectorText(spec.selector)}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  optional('Controlled By', controllerText(job) || undefined);
  optional('Parallelism', spec.parallelism);
  w.write(0, `Completions:\t${orUnset(spec.completions)}\n`);
  optional('Completion Mode', spec.completionMode);
  optional('Suspend', spec.suspend);
  optional('Backoff Limit', spec.backoffLimit);
  optional('TTL Seconds After Finished', spec.ttlSecondsAfterFinished);
  const { startTime, completionTime } = status;
  if (startTime) w.write(0, `Start Time:\t${timeText(startTime)}\n`);
  if (completionTime) w.write(0, `Completed At:\t${timeText(completionTime)}\n`);
  if (startTime && completionTime) {
    w.write(0, `Duration:\t${humanDuration(parseTime(completionTime) - parseTime(startTime))}\n`);
  }
  optional('Active Deadline Seconds', spec.activeDeadlineSeconds, 's');
  const { active = 0, ready, succeeded = 0, failed = 0 } = status;
  const activeText =
    ready === undefined || ready === null ? `${active} Active` : `${active} Active (${ready} Ready)`;
  w.write(0, `Pods Statuses:\t${activeText} / ${succeeded} Succeeded / ${failed} Failed\n`);
  if (spec.completionMode === 'Indexed')
    w.write(0, `Completed Indexes:\t${indexesText(status.completedIndexes)}\n`);
  describePodTemplate(w, spec.template);
  describeEventsOf(w, world, job);
}

// Cut at the first comma beyond the length.
function indexesText(indexes = ''): string {
  if (indexes === '') return '<none>';
  const comma = indexes.indexOf(',', INDEXES_LENGTH);
  return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}
