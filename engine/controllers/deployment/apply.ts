// Writes what scaling.ts and history.ts decided: sizes of ReplicaSets, and the end of old ones.
//
// Source: kubernetes v1.20.2 pkg/controller/deployment/sync.go, scaleReplicaSet and cleanupDeployment.

import type { ReplicaSet } from '../../api/objects.ts';
import { type Refusal, refusedBy } from '../refusal.ts';
import { sizesAreNoted, withSizes } from './annotations.ts';
import { SCALING_REPLICA_SET, scalingMessage } from './events.ts';
import { setsBeyondHistory } from './history.ts';
import type { DeploymentPass } from './pass.ts';
import { sizeOf } from './replica-sets.ts';
import type { Scaling } from './scaling.ts';

export interface Scaled {
  /** Whether a size was changed. */
  readonly scaled: boolean;
  /** What ended it; changes before stand. */
  readonly refusal?: Refusal;
}

/** In order, up to the first refusal. */
export function applyScalings(pass: DeploymentPass, changes: readonly Scaling[]): Scaled {
  const latest = new Map<string, ReplicaSet>();
  let scaled = false;
  for (const { set: planned, replicas, direction } of changes) {
    const set = latest.get(planned.metadata.uid) ?? planned;
    const from = sizeOf(set);
    if (from === replicas && sizesAreNoted(set, pass.deployment)) continue;
    const updated = pass.context.component.client.update<ReplicaSet>({
      ...set,
      metadata: { ...set.metadata, annotations: withSizes(set.metadata.annotations, pass.deployment) },
      spec: { ...set.spec, replicas },
    });
    if (!updated.ok) return { scaled, refusal: refusedBy(updated.status) };
    latest.set(planned.metadata.uid, updated.object);
    if (from === replicas) continue;
    scaled = true;
    const { name } = set.metadata;
    pass.event(
      'Normal',
      SCALING_REPLICA_SET,
      scalingMessage({ name, from, to: replicas, direction }, pass.version),
    );
  }
  return { scaled };
}

/** Deletes old sets beyond the history limit. */
export function cleanUpHistory(pass: DeploymentPass, oldSets: readonly ReplicaSet[]): Refusal | undefined {
  for (const { metadata } of setsBeyondHistory(pass.deployment, oldSets, pass.version)) {
    const deleted = pass.context.component.client.delete('ReplicaSet', metadata.namespace, metadata.name);
    if (!deleted.ok && deleted.status.reason !== 'NotFound') return refusedBy(deleted.status);
  }
  return undefined;
}
