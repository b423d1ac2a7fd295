// events.k8s.io Events as core v1 has them, and back: other names for the same fields.
//
// Source: kubernetes v1.20.2 pkg/apis/events/v1/conversion.go (v1beta1 does the same).

import type { AnyObject } from '../../objects.ts';

// [name in events.k8s.io, name in core v1]
const NAMES = [
  ['regarding', 'involvedObject'],
  ['note', 'message'],
  ['reportingController', 'reportingComponent'],
  ['deprecatedSource', 'source'],
  ['deprecatedFirstTimestamp', 'firstTimestamp'],
  ['deprecatedLastTimestamp', 'lastTimestamp'],
  ['deprecatedCount', 'count'],
] as const;

function rename(object: AnyObject, from: 0 | 1, to: 0 | 1): AnyObject {
  const renamed: Record<string, unknown> = { ...object };
  for (const pair of NAMES) delete renamed[pair[from]];
  for (const pair of NAMES) {
    if (object[pair[from]] !== undefined) renamed[pair[to]] = object[pair[from]];
  }
  return renamed as AnyObject;
}

export const eventsToCore = (object: AnyObject): AnyObject => rename(object, 0, 1);
export const coreToEvents = (object: AnyObject): AnyObject => rename(object, 1, 0);
