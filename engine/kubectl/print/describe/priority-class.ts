// Source: kubectl v0.32.0 pkg/describe/describe.go, describePriorityClass.

import type { PriorityClass } from '../../../api/objects.ts';
import { formatLabels } from '../../../api/selectors/label-selector.ts';
import { describeEventsOf } from './events.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describePriorityClass(w: Writer, priorityClass: PriorityClass, world: DescribeWorld): void {
  const { metadata, value = 0, globalDefault = false, preemptionPolicy, description = '' } = priorityClass;
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Value:\t${value}\n`);
  w.write(0, `GlobalDefault:\t${globalDefault}\n`);
  w.write(0, `PreemptionPolicy:\t${preemptionPolicy ?? ''}\n`);
  w.write(0, `Description:\t${description}\n`);
  w.write(0, `Annotations:\t${formatLabels(metadata.annotations)}\n`);
  describeEventsOf(w, world, priorityClass);
}
