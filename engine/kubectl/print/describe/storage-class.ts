// Source: kubectl v0.32.0 pkg/describe/describe.go, describeStorageClass, printAllowedTopologies.

import { isDefaultStorageClass } from '../../../api/kinds/storage-class/printer.ts';
import type { StorageClass } from '../../../api/objects.ts';
import { formatLabels } from '../../../api/selectors/label-selector.ts';
import { describeEventsOf } from './events.ts';
import { boolOrUnset } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeStorageClass(w: Writer, storageClass: StorageClass, world: DescribeWorld): void {
  const { metadata, mountOptions = [], allowedTopologies } = storageClass;
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `IsDefaultClass:\t${isDefaultStorageClass(storageClass) ? 'Yes' : 'No'}\n`);
  w.write(0, `Annotations:\t${formatLabels(metadata.annotations)}\n`);
  w.write(0, `Provisioner:\t${storageClass.provisioner}\n`);
  w.write(0, `Parameters:\t${formatLabels(storageClass.parameters)}\n`);
  w.write(0, `AllowVolumeExpansion:\t${boolOrUnset(storageClass.allowVolumeExpansion)}\n`);
  w.write(0, mountOptions.length === 0 ? 'MountOptions:\t<none>\n' : 'MountOptions:\n');
  for (const option of mountOptions) w.write(1, `${option}\n`);
  if (storageClass.reclaimPolicy) w.write(0, `ReclaimPolicy:\t${storageClass.reclaimPolicy}\n`);
  if (storageClass.volumeBindingMode) w.write(0, `VolumeBindingMode:\t${storageClass.volumeBindingMode}\n`);
  if (allowedTopologies) describeTopologies(w, allowedTopologies);
  describeEventsOf(w, world, storageClass);
}

function describeTopologies(w: Writer, terms: NonNullable<StorageClass['allowedTopologies']>): void {
  w.write(0, terms.length === 0 ? 'AllowedTopologies:\t<none>\n' : 'AllowedTopologies:\t\n');
  terms.forEach(({ matchLabelExpressions = [] }, i) => {
    w.write(1, `Term ${i}:\t`);
    if (matchLabelExpressions.length === 0) w.line('<none>');
    matchLabelExpressions.forEach(({ key, values = [] }, j) => {
      if (j > 0) w.write(1, '\t');
      w.write(0, `${key} in${values.length === 0 ? '' : ` [${values.join(', ')}]`}\n`);
    });
  });
}
