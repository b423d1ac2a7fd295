// What a PersistentVolumeClaim and the template of one in a pod have to say alike.
// Source: kubectl v0.32.0 pkg/describe/describe.go, printPersistentVolumeClaim.

import type { PersistentVolumeClaim } from '../../../api/objects.ts';
import { since } from '../../../api/printing/age.ts';
import { accessModesText, storageClassOf, storageText } from '../../../api/printing/volume-cells.ts';
import { annotationsMultiline, goList, labelsMultiline } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

/** @param world  undefined: this is a template, which has neither name nor status */
export function describeClaimBody(
  w: Writer,
  claim: PersistentVolumeClaim,
  world: DescribeWorld | undefined,
): void {
  const { metadata, spec, status } = claim;
  if (world !== undefined) {
    w.write(0, `Name:\t${metadata.name}\n`);
    w.write(0, `Namespace:\t${metadata.namespace}\n`);
  }
  w.write(0, `StorageClass:\t${storageClassOf(metadata, spec.storageClassName)}\n`);
  if (world !== undefined) {
    const { deletionTimestamp } = metadata;
    const word = deletionTimestamp
      ? `Terminating (lasts ${since(deletionTimestamp, world)})`
      : (status?.phase ?? '');
    w.write(0, `Status:\t${word}\n`);
  }
  w.write(0, `Volume:\t${spec.volumeName ?? ''}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  if (world !== undefined) w.write(0, `Finalizers:\t${goList(metadata.finalizers)}\n`);
  const isBound = Boolean(spec.volumeName);
  w.write(0, `Capacity:\t${isBound ? storageText(status?.capacity) : ''}\n`);
  w.write(0, `Access Modes:\t${isBound ? accessModesText(status?.accessModes) : ''}\n`);
  if (spec.volumeMode) w.write(0, `VolumeMode:\t${spec.volumeMode}\n`);
  const { dataSource } = spec;
  if (!dataSource) return;
  w.write(0, 'DataSource:\n');
  if (dataSource.apiGroup !== undefined && dataSource.apiGroup !== null) {
    w.write(1, `APIGroup:\t${dataSource.apiGroup}\n`);
  }
  w.write(1, `Kind:\t${dataSource.kind}\n`);
  w.write(1, `Name:\t${dataSource.name}\n`);
}
