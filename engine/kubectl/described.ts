// What `describe` says of things: print/. This hands it the cluster to look around in.

import type { Call } from './command/call.ts';
import { notSimulated } from './refusal.ts';
import { type Info, objectOf } from './resource/info.ts';

export function describeObject(_call: Call, info: Info): string {
  return notSimulated(`kubectl describe of a ${objectOf(info).kind}`, 'use kubectl get -o yaml');
}
