// The generation of a DaemonSet's template: a field of versions before apps/v1, an annotation since.
//
// Source: kubernetes v1.20.2 pkg/apis/apps/v1/conversion.go, Convert_v1_DaemonSet_To_apps_DaemonSet and back.

import type { DaemonSet } from '../../objects.ts';

const ANNOTATION = 'deprecated.daemonset.template.generation';

export const templateGeneration = ({ metadata }: DaemonSet): number =>
  Number(metadata.annotations?.[ANNOTATION] ?? 0);

/** Leaves the annotations handed in as they are. */
export function setTemplateGeneration({ metadata }: DaemonSet, generation: number): void {
  metadata.annotations = { ...metadata.annotations, [ANNOTATION]: String(generation) };
}
