// Fields of a pod template whose gate this release has switched off.
//
// Source: kubernetes v1.20.2 pkg/api/pod/util.go, DropDisabledTemplateFields.

import type { ApiContext } from '../../kind.ts';
import type { PodSpec, PodTemplateSpec } from '../../objects.ts';
import { dropDisabledPodFields } from './strategy.ts';

/** In place. @param old absent on create */
export function dropDisabledTemplateFields(
  template: PodTemplateSpec | undefined,
  old: PodTemplateSpec | undefined,
  { version }: ApiContext,
): void {
  if (template?.spec === undefined) return;
  dropDisabledPodFields(template.spec as PodSpec, old?.spec as PodSpec | undefined, version);
}
