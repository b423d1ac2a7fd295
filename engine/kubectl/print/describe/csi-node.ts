// Source: kubectl v0.32.0 pkg/describe/describe.go, describeCSINode.

import type { CSINode } from '../../../api/objects.ts';
import { describeEventsOf } from './events.ts';
import { annotationsMultiline, goList, labelsMultiline, timeText } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeCSINode(w: Writer, node: CSINode, world: DescribeWorld): void {
  const { metadata, spec } = node;
  w.write(0, `Name:\t${metadata.name}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, `CreationTimestamp:\t${timeText(metadata.creationTimestamp)}\n`);
  w.write(0, 'Spec:\n');
  if (spec.drivers) w.write(1, 'Drivers:\n');
  for (const { name, nodeID, allocatable, topologyKeys } of spec.drivers ?? []) {
    w.write(2, `${name}:\n`);
    w.write(3, `Node ID:\t${nodeID}\n`);
    if (allocatable?.count !== undefined && allocatable.count !== null) {
      w.write(3, 'Allocatables:\n');
      w.write(4, `Count:\t${allocatable.count}\n`);
    }
    if (topologyKeys) w.write(3, `Topology Keys:\t${goList(topologyKeys)}\n`);
  }
  describeEventsOf(w, world, node);
}
