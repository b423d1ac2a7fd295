// Source: kubectl v0.32.0 pkg/describe/describe.go, describeDaemonSet.

import type { DaemonSet } from '../../../api/objects.ts';
import { formatLabels, labelSelectorAsSelector } from '../../../api/selectors/label-selector.ts';
import { describeEventsOf } from './events.ts';
import { podCountsText } from './pod-counts.ts';
import { describePodTemplate } from './pod-template.ts';
import { annotationsMultiline, labelsMultiline } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeDaemonSet(w: Writer, set: DaemonSet, world: DescribeWorld): void {
  const { metadata, spec, status } = set;
  const selector = labelSelectorAsSelector(spec.selector);
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Selector:\t${selector}\n`);
  w.write(0, `Node-Selector:\t${formatLabels(spec.template.spec?.nodeSelector)}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled ?? 0}\n`);
  w.write(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled ?? 0}\n`);
  w.write(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}\n`);
  w.write(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}\n`);
  w.write(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled ?? 0}\n`);
  w.write(0, `Pods Status:\t${podCountsText(world, set, selector)}\n`);
  describePodTemplate(w, spec.template);
  describeEventsOf(w, world, set);
}
