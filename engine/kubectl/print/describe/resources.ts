// Limits and requests. Source: kubectl v0.32.0 pkg/describe/describe.go, describeResources.

import type { Container } from '../../../api/objects.ts';
import { quantityText } from '../../../api/printing/volume-cells.ts';
import type { Writer } from './writer.ts';

export function describeResources(w: Writer, resources: Container['resources'] | null, level: number): void {
  const sides = { Limits: resources?.limits, Requests: resources?.requests };
  for (const [title, list = {}] of Object.entries(sides)) {
    const names = Object.keys(list).sort();
    if (names.length > 0) w.write(level, `${title}:\n`);
    for (const name of names) w.write(level + 1, `${name}:\t${quantityText(list[name])}\n`);
  }
}
