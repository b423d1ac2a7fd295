// Source: kubectl v0.32.0 pkg/describe/describe.go, ConfigMapDescriber. Order: upstream walks a Go map; here keys are sorted.

import { base64Length } from '../../../api/kinds/data-size.ts';
import type { ConfigMap } from '../../../api/objects.ts';
import { describeEventsOf } from './events.ts';
import { describeMeta } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeConfigMap(w: Writer, configMap: ConfigMap, world: DescribeWorld): void {
  const { data = {}, binaryData = {} } = configMap;
  describeMeta(w, configMap);
  w.write(0, '\nData\n====\n');
  for (const key of Object.keys(data).sort()) w.write(0, `${key}:\n----\n${data[key]}\n\n`);
  w.write(0, '\nBinaryData\n====\n');
  for (const key of Object.keys(binaryData).sort()) {
    w.write(0, `${key}: ${base64Length(binaryData[key]!)} bytes\n`);
  }
  w.write(0, '\n');
  describeEventsOf(w, world, configMap);
}
