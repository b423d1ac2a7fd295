// Defaults of a claim's spec, also where it stands in a template.
//
// Source: kubernetes v1.20.2 pkg/apis/core/v1/defaults.go, SetDefaults_PersistentVolumeClaimSpec.

import type { PersistentVolumeClaim } from '../../objects.ts';
import { dropZero } from '../zero-values.ts';
import { setResourceListDefaults } from './resource-list.ts';

export function setClaimSpecDefaults(spec: Partial<PersistentVolumeClaim['spec']>): void {
  dropZero(spec, 'accessModes', 'volumeName');
  spec.volumeMode ??= 'Filesystem';
  spec.resources ??= {};
  setResourceListDefaults(spec.resources.limits);
  setResourceListDefaults(spec.resources.requests);
}
