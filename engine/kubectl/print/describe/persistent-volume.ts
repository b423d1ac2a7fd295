// Source: kubectl v0.32.0 pkg/describe/describe.go, describePersistentVolume, printVolumeNodeAffinity.

import type { PersistentVolume } from '../../../api/objects.ts';
import { since } from '../../../api/printing/age.ts';
import { accessModesText, storageClassOf, storageText } from '../../../api/printing/volume-cells.ts';
import { describeEventsOf } from './events.ts';
import { annotationsMultiline, goList, labelsMultiline } from './texts.ts';
import type { Source } from './volume-sources.ts';
import { describePersistentSource } from './volumes.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describePersistentVolume(w: Writer, volume: PersistentVolume, world: DescribeWorld): void {
  const { metadata, spec, status } = volume;
  const { deletionTimestamp } = metadata;
  w.write(0, `Name:\t${metadata.name}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, `Finalizers:\t${goList(metadata.finalizers)}\n`);
  w.write(0, `StorageClass:\t${storageClassOf(metadata, spec.storageClassName)}\n`);
  const word = deletionTimestamp
    ? `Terminating (lasts ${since(deletionTimestamp, world)})`
    : (status?.phase ?? '');
  w.write(0, `Status:\t${word}\n`);
  const { claimRef } = spec;
  w.write(0, `Claim:\t${claimRef ? `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}` : ''}\n`);
  w.write(0, `Reclaim Policy:\t${spec.persistentVolumeReclaimPolicy ?? ''}\n`);
  w.write(0, `Access Modes:\t${accessModesText(spec.accessModes)}\n`);
  if (spec.volumeMode) w.write(0, `VolumeMode:\t${spec.volumeMode}\n`);
  w.write(0, `Capacity:\t${storageText(spec.capacity)}\n`);
  describeNodeAffinity(w, spec.nodeAffinity);
  w.write(0, `Message:\t${status?.message ?? ''}\n`);
  w.write(0, 'Source:\n');
  describePersistentSource(w, spec as unknown as Source);
  describeEventsOf(w, world, volume);
}

function describeNodeAffinity(w: Writer, affinity: PersistentVolume['spec']['nodeAffinity'] | null): void {
  const required = affinity?.required;
  if (!required) return w.write(0, 'Node Affinity:\t<none>\n');
  w.write(0, 'Node Affinity:\t\n');
  const terms = required.nodeSelectorTerms ?? [];
  w.write(1, terms.length === 0 ? 'Required Terms:\t<none>\n' : 'Required Terms:\t\n');
  terms.forEach(({ matchExpressions = [] }, i) => {
    w.write(2, `Term ${i}:\t`);
    if (matchExpressions.length === 0) w.line('<none>');
    matchExpressions.forEach(({ key, operator, values = [] }, j) => {
      if (j > 0) w.write(2, '\t');
      const list = values.length === 0 ? '' : ` [${values.join(', ')}]`;
      w.write(0, `${key} ${operator.toLowerCase()}${list}\n`);
    });
  });
}
