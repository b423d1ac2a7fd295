// StatefulSets of the versions before apps/v1, and their defaults.
//
// Source: kubernetes v1.15 pkg/apis/apps/v1beta1/defaults.go, SetDefaults_StatefulSet.

import type { ServedVersion } from '../../kind.ts';
import type { AnyObject, StatefulSet } from '../../objects.ts';
import { clonePlain } from '../../plain.ts';
import { selectByTemplateLabels } from '../workload-spec.ts';

function fromAppsV1beta1(object: AnyObject): AnyObject {
  const set = clonePlain(object) as unknown as StatefulSet;
  set.spec ??= {} as StatefulSet['spec'];
  set.spec.updateStrategy ??= {};
  set.spec.updateStrategy.type ??= 'OnDelete';
  selectByTemplateLabels(set);
  return set as unknown as AnyObject;
}

export const STATEFUL_SET_VERSIONS: readonly ServedVersion[] = [
  { group: 'apps', version: 'v1' },
  { group: 'apps', version: 'v1beta2', until: 15, orphansDependents: true },
  { group: 'apps', version: 'v1beta1', until: 15, orphansDependents: true, toStorage: fromAppsV1beta1 },
];
