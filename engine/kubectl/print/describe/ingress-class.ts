// Source: kubectl v0.32.0 pkg/describe/describe.go, describeIngressClassV1.

import type { IngressClass } from '../../../api/objects.ts';
import { describeEventsOf } from './events.ts';
import { annotationsMultiline, labelsMultiline } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeIngressClass(w: Writer, ingressClass: IngressClass, world: DescribeWorld): void {
  const { metadata, spec } = ingressClass;
  w.write(0, `Name:\t${metadata.name}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, `Controller:\t${spec.controller ?? ''}\n`);
  const { parameters } = spec;
  if (parameters) {
    w.write(0, 'Parameters:\n');
    if (parameters.apiGroup !== undefined && parameters.apiGroup !== null) {
      w.write(1, `APIGroup:\t${parameters.apiGroup}\n`);
    }
    w.write(1, `Kind:\t${parameters.kind}\n`);
    w.write(1, `Name:\t${parameters.name}\n`);
  }
  describeEventsOf(w, world, ingressClass);
}
