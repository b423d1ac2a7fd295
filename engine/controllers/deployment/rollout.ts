// The two ways in which a new template replaces an old one: step by step, or old pods first.
//
// Source: kubernetes v1.20.2 pkg/controller/deployment/rolling.go, rolloutRolling; recreate.go, rolloutRecreate;
// progress.go, syncRolloutStatus.

import type { Pod, ReplicaSet } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { keyOf } from '../../client/informer.ts';
import type { Refusal } from '../refusal.ts';
import { applyScalings, cleanUpHistory } from './apply.ts';
import { wantedReplicas } from './fenceposts.ts';
import { syncNewSet } from './new-replica-set.ts';
import type { DeploymentPass, Sets } from './pass.ts';
import { progressCheckDelayMs, rolloutStatus } from './progress.ts';
import { actualReplicas, isActiveSet, sizeOf } from './replica-sets.ts';
import { reconcileNewSet, reconcileOldSets } from './scaling.ts';
import { isComplete } from './status.ts';

export function rollOutRolling(pass: DeploymentPass, cached: readonly ReplicaSet[]): Refusal | undefined {
  const sets = syncNewSet(pass, cached, { create: true });
  if ('message' in sets) return sets;
  const newSet = sets.newSet!;
  const grown = applyScalings(pass, reconcileNewSet(pass.deployment, newSet, sets.oldSets));
  if (grown.refusal !== undefined) return grown.refusal;
  if (grown.scaled) return syncRolloutStatus(pass, sets);
  const { changes, isRefused } = reconcileOldSets(pass.deployment, newSet, sets.oldSets);
  const shrunk = applyScalings(pass, changes);
  // Upstream drops a refusal here; the status tells, and the next event brings the key back.
  if (shrunk.scaled && shrunk.refusal === undefined && !isRefused) return syncRolloutStatus(pass, sets);
  return cleanUpWhenComplete(pass, sets) ?? syncRolloutStatus(pass, sets);
}

/** @param pods all pods of the Deployment's sets */
export function rollOutRecreate(
  pass: DeploymentPass,
  cached: readonly ReplicaSet[],
  pods: ReadonlyMap<string, readonly Pod[]>,
): Refusal | undefined {
  let sets = syncNewSet(pass, cached, { create: false });
  if ('message' in sets) return sets;
  const shrunk = applyScalings(
    pass,
    sets.oldSets.filter(isActiveSet).map((set) => ({ set, replicas: 0 })),
  );
  if (shrunk.refusal !== undefined) return shrunk.refusal;
  if (shrunk.scaled || oldPodsRun(sets, pods)) return syncRolloutStatus(pass, sets);
  if (sets.newSet === undefined) {
    sets = syncNewSet(pass, cached, { create: true });
    if ('message' in sets) return sets;
  }
  const newSet = sets.newSet!;
  const wanted = wantedReplicas(pass.deployment);
  const grown = applyScalings(pass, sizeOf(newSet) === wanted ? [] : [{ set: newSet, replicas: wanted }]);
  return grown.refusal ?? cleanUpWhenComplete(pass, sets) ?? syncRolloutStatus(pass, sets);
}

/** A pod whose node is out of touch counts: it may still run. */
function oldPodsRun({ newSet, oldSets }: Sets, pods: ReadonlyMap<string, readonly Pod[]>): boolean {
  if (actualReplicas(oldSets) > 0) return true;
  return [...pods].some(
    ([uid, ofSet]) =>
      uid !== newSet?.metadata.uid &&
      ofSet.some(({ status }) => status?.phase !== 'Failed' && status?.phase !== 'Succeeded'),
  );
}

function cleanUpWhenComplete(pass: DeploymentPass, sets: Sets): Refusal | undefined {
  return isComplete(pass.deployment, pass.deployment.status) ? cleanUpHistory(pass, sets.oldSets) : undefined;
}

function syncRolloutStatus(pass: DeploymentPass, { newSet, oldSets }: Sets): Refusal | undefined {
  const status = rolloutStatus(pass.deployment, newSet, oldSets, pass.nowEpochMs);
  if (!equalPlain(status, pass.deployment.status)) {
    pass.deployment = { ...pass.deployment, status };
    return pass.writeStatus();
  }
  checkProgressLater(pass);
  return undefined;
}

function checkProgressLater({ deployment, context, nowEpochMs }: DeploymentPass): void {
  const delayMs = progressCheckDelayMs(deployment, deployment.status, nowEpochMs);
  if (delayMs === undefined) return;
  const { progressDeadlineSeconds: seconds } = deployment.spec;
  if (delayMs === 0) context.queue.addRateLimited(keyOf(deployment));
  else
    context.queue.addAfter(
      keyOf(deployment),
      delayMs,
      `progress deadline ${seconds}s of Deployment ${deployment.metadata.name}`,
    );
}
