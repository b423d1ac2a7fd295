// The pod that belongs at one ordinal of a StatefulSet, and the revision it is made from.
//
// Pure. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/statefulset/stateful_set_utils.go, newStatefulSetPod,
// newVersionedStatefulSetPod.

import type { Pod, PodTemplateSpec, StatefulSet } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { podFromTemplate } from '../pod-from-template.ts';
import { ordinalRange, podName, withIdentity } from './identity.ts';
import { REVISION_LABEL } from './pod-state.ts';
import { withStorage } from './storage.ts';

/** The two revisions between which a StatefulSet moves, and the set as each has it. */
export interface Revisions {
  readonly currentName: string;
  readonly updateName: string;
  readonly currentSet: StatefulSet;
  readonly updateSet: StatefulSet;
}

function newPod(set: StatefulSet, ordinal: number, revisionName: string, version: VersionProfile): Pod {
  const name = podName(set, ordinal);
  const made = podFromTemplate(set.spec.template as PodTemplateSpec, set);
  const labels = { ...made.metadata.labels, [REVISION_LABEL]: revisionName };
  const pod = { ...made, metadata: { ...made.metadata, name, labels }, status: {} } as unknown as Pod;
  const identified = withIdentity(set, pod, version);
  const spec = { ...identified.spec, hostname: name, subdomain: set.spec.serviceName };
  return withStorage(set, {
    ...identified,
    spec: spec.subdomain ? spec : { ...identified.spec, hostname: name },
  });
}

/**
 * A pod with no phase yet. Ordinals below the partition are made from the current revision, all others from the update
 * revision: a pod that dies during a rollout comes back as what the rollout left or will leave there.
 */
export function podForOrdinal(revisions: Revisions, ordinal: number, version: VersionProfile): Pod {
  const { currentSet } = revisions;
  const { type, rollingUpdate } = currentSet.spec.updateStrategy ?? {};
  const { first } = ordinalRange(currentSet, version);
  const kept =
    rollingUpdate === undefined
      ? type === 'RollingUpdate'
        ? (currentSet.status.currentReplicas ?? 0)
        : 0
      : (rollingUpdate.partition ?? 0);
  return ordinal < first + kept
    ? newPod(currentSet, ordinal, revisions.currentName, version)
    : newPod(revisions.updateSet, ordinal, revisions.updateName, version);
}
