// Source: kubectl v0.32.0 pkg/describe/describe.go, describeStatefulSet, describeVolumeClaimTemplates.

import type { StatefulSet } from '../../../api/objects.ts';
import { quantityText, storageClassOf } from '../../../api/printing/volume-cells.ts';
import { labelSelectorAsSelector } from '../../../api/selectors/label-selector.ts';
import { describeEventsOf } from './events.ts';
import { podCountsText } from './pod-counts.ts';
import { describePodTemplate } from './pod-template.ts';
import { annotationsMultiline, goList, labelsMultiline, timeText } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeStatefulSet(w: Writer, set: StatefulSet, world: DescribeWorld): void {
  const { metadata, spec, status } = set;
  const selector = labelSelectorAsSelector(spec.selector);
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Namespace:\t${metadata.namespace}\n`);
  w.write(0, `CreationTimestamp:\t${timeText(metadata.creationTimestamp)}\n`);
  w.write(0, `Selector:\t${selector}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, `Replicas:\t${spec.replicas ?? 0} desired | ${status.replicas ?? 0} total\n`);
  w.write(0, `Update Strategy:\t${spec.updateStrategy?.type ?? ''}\n`);
  const { partition, maxUnavailable } = spec.updateStrategy?.rollingUpdate ?? {};
  if (partition !== undefined && partition !== null) {
    w.write(1, `Partition:\t${partition}\n`);
    if (maxUnavailable !== undefined && maxUnavailable !== null)
      w.write(1, `MaxUnavailable:\t${maxUnavailable}\n`);
  }
  w.write(0, `Pods Status:\t${podCountsText(world, set, selector)}\n`);
  describePodTemplate(w, spec.template);
  describeClaimTemplates(w, spec.volumeClaimTemplates ?? []);
  describeEventsOf(w, world, set);
}

function describeClaimTemplates(
  w: Writer,
  templates: NonNullable<StatefulSet['spec']['volumeClaimTemplates']>,
): void {
  if (templates.length === 0) return w.write(0, 'Volume Claims:\t<none>\n');
  w.write(0, 'Volume Claims:\n');
  for (const { metadata, spec } of templates) {
    const storage = spec?.resources?.requests?.storage;
    w.write(1, `Name:\t${metadata?.name ?? ''}\n`);
    w.write(1, `StorageClass:\t${storageClassOf(metadata, spec?.storageClassName)}\n`);
    labelsMultiline(w, 'Labels', metadata?.labels, '  ');
    labelsMultiline(w, 'Annotations', metadata?.annotations, '  ');
    w.write(1, `Capacity:\t${storage === undefined ? '<default>' : quantityText(storage)}\n`);
    w.write(1, `Access Modes:\t${goList(spec?.accessModes)}\n`);
  }
}
