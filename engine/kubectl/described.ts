// What `describe` says of things: print/. This hands it the cluster to look around in.

import type { PodTemplateSpec } from '../api/objects.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { Call } from './command/call.ts';
import { notSimulated } from './refusal.ts';
import { type Info, objectOf } from './resource/info.ts';

export function describeObject(_call: Call, info: Info): string {
  return notSimulated(`kubectl describe of a ${objectOf(info).kind}`, 'use kubectl get -o yaml');
}

export function describePodTemplate(_template: PodTemplateSpec, _version: VersionProfile): string {
  return notSimulated('the pod template of a revision', 'use -o yaml');
}
