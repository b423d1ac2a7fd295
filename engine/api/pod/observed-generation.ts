// Which generation of a pod a status, or a condition in it, is about.
// Source: kubernetes pkg/api/pod/util.go, CalculatePodStatusObservedGeneration, CalculatePodConditionObservedGeneration
// (KEP-5067, PodObservedGenerationTracking).

import type { VersionProfile } from '../../versions/profile.ts';
import type { Pod } from '../objects.ts';

/** The field, to be spread into a status or a condition; without it where the release, or the pod, knows none. */
export function observedGeneration(
  { metadata: { generation } }: Pod,
  version: VersionProfile,
): { readonly observedGeneration?: number } {
  return generation !== undefined && version.has('podGeneration') ? { observedGeneration: generation } : {};
}
