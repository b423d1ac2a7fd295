// Source: kubectl v0.32.0 pkg/describe/describe.go, describeReplicaSet.

import type { ReplicaSet } from '../../../api/objects.ts';
import { formatLabelSelector, labelSelectorAsSelector } from '../../../api/selectors/label-selector.ts';
import { describeConditions } from './conditions.ts';
import { describeEventsOf } from './events.ts';
import { podCountsText } from './pod-counts.ts';
import { describePodTemplate } from './pod-template.ts';
import { annotationsMultiline, controllerText, labelsMultiline } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeReplicaSet(w: Writer, set: ReplicaSet, world: DescribeWorld): void {
  const { metadata, spec, status } = set;
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Namespace:\t${metadata.namespace}\n`);
  w.write(0, `Selector:\t${formatLabelSelector(spec.selector)}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  const controller = controllerText(set);
  if (controller !== '') w.write(0, `Controlled By:\t${controller}\n`);
  w.write(0, `Replicas:\t${status.replicas ?? 0} current / ${spec.replicas ?? 0} desired\n`);
  w.write(0, `Pods Status:\t${podCountsText(world, set, labelSelectorAsSelector(spec.selector))}\n`);
  describePodTemplate(w, spec.template);
  describeConditions(w, status.conditions);
  describeEventsOf(w, world, set);
}
