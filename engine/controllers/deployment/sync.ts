// One pass over one Deployment: which of pausing, rolling back, scaling and rolling out comes first.
//
// Source: kubernetes v1.20.2 pkg/controller/deployment/deployment_controller.go, syncDeployment; sync.go.

import type { Deployment, Pod, ReplicaSet } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import { SelectorError } from '../../api/selectors/requirement.ts';
import { candidatesOf, controlledBy } from '../controller-index.ts';
import { type Claimed, claimObjects } from '../controller-ref-manager.ts';
import type { Refusal } from '../refusal.ts';
import { applyScalings, cleanUpHistory } from './apply.ts';
import { type ConditionWords, findCondition, newCondition, REASON, withCondition } from './conditions.ts';
import { syncNewSet } from './new-replica-set.ts';
import { type DeploymentContext, DeploymentPass, type Sets } from './pass.ts';
import { hasProgressDeadline } from './progress.ts';
import { rollBack, rollbackTo } from './rollback.ts';
import { rollOutRecreate, rollOutRolling } from './rollout.ts';
import { isScalingEvent, scaleSets } from './scaling.ts';
import { calculateStatus } from './status.ts';

/** Undefined when the pass went well; else the key comes back after its back-off. */
export function syncDeployment(key: string, context: DeploymentContext): Refusal | undefined {
  const deployment = context.deployments.getByKey(key);
  if (deployment === undefined) return undefined;
  const pass = new DeploymentPass(context, deployment);
  if (selectsAll(deployment)) return refuseSelectingAll(pass);
  const { claimed: sets, refusal } = claimSets(pass);
  if (refusal !== undefined) return refusal;
  if (deployment.metadata.deletionTimestamp !== undefined) return syncStatusOnly(pass, sets);
  const paused = checkPausedCondition(pass);
  if (paused !== undefined) return paused;
  if (deployment.spec.paused === true) return syncScale(pass, sets);
  const asked = rollbackTo(deployment);
  if (asked !== undefined) return rollBack(pass, sets, asked);
  const synced = syncNewSet(pass, sets, { create: false });
  if ('message' in synced) return synced;
  if (isScalingEvent(pass.deployment, allOf(synced))) return syncScale(pass, sets);
  const type = deployment.spec.strategy?.type;
  if (type === 'Recreate') return rollOutRecreate(pass, sets, podsBySet(pass, sets));
  if (type === 'RollingUpdate') return rollOutRolling(pass, sets);
  return { message: `unexpected deployment strategy type: ${type}` };
}

const allOf = ({ newSet, oldSets }: Sets): readonly ReplicaSet[] =>
  newSet === undefined ? oldSets : [...oldSets, newSet];

function selectsAll({ spec: { selector } }: Deployment): boolean {
  return (
    Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0
  );
}

function refuseSelectingAll(pass: DeploymentPass): undefined {
  const { deployment } = pass;
  const message = 'This deployment is selecting all pods. A non-empty selector is required.';
  pass.event('Warning', 'SelectingAll', message);
  const { generation = 0 } = deployment.metadata;
  if ((deployment.status?.observedGeneration ?? 0) < generation) {
    pass.deployment = { ...deployment, status: { ...deployment.status, observedGeneration: generation } };
    pass.writeStatus();
  }
  return undefined;
}

function claimSets({ deployment, context }: DeploymentPass): Claimed<ReplicaSet> {
  const { client } = context.component;
  const { namespace, name } = deployment.metadata;
  try {
    const selector = labelSelectorAsSelector(deployment.spec.selector);
    const matches = (set: ReplicaSet): boolean => selector.matches(set.metadata.labels);
    const candidates = candidatesOf(context.sets, deployment);
    return claimObjects<'ReplicaSet', ReplicaSet>(candidates, {
      client,
      owner: deployment,
      kind: 'ReplicaSet',
      matches,
    });
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    const message = `deployment ${namespace}/${name} has invalid label selector: ${error.message}`;
    return { claimed: [], refusal: { message } };
  }
}

/** The pods of each set, by the set's uid. */
export function podsBySet(
  { deployment, context }: Pick<DeploymentPass, 'deployment' | 'context'>,
  sets: readonly ReplicaSet[],
): Map<string, Pod[]> {
  const selector = labelSelectorAsSelector(deployment.spec.selector);
  return new Map(
    sets.map(({ metadata: { uid } }) => [
      uid,
      controlledBy(context.pods, uid).filter((pod) => selector.matches(pod.metadata.labels)),
    ]),
  );
}

/** So that a Deployment resumed late is not taken for one that makes no progress. */
function checkPausedCondition(pass: DeploymentPass): Refusal | undefined {
  const { deployment } = pass;
  if (!hasProgressDeadline(deployment)) return undefined;
  const reason = findCondition(deployment.status, 'Progressing')?.reason;
  const isPaused = deployment.spec.paused === true;
  if (reason === REASON.progressDeadlineExceeded || isPaused === (reason === REASON.paused)) return undefined;
  const words: ConditionWords = {
    type: 'Progressing',
    status: 'Unknown',
    reason: isPaused ? REASON.paused : REASON.resumed,
    message: isPaused ? 'Deployment is paused' : 'Deployment is resumed',
  };
  const status = withCondition(deployment.status, newCondition(words, pass.nowEpochMs));
  pass.deployment = { ...deployment, status };
  return pass.writeStatus();
}

function syncStatusOnly(pass: DeploymentPass, cached: readonly ReplicaSet[]): Refusal | undefined {
  const sets = syncNewSet(pass, cached, { create: false });
  return 'message' in sets ? sets : syncStatus(pass, sets);
}

/** Scaled or paused: sizes follow, but no rollout goes on. */
function syncScale(pass: DeploymentPass, cached: readonly ReplicaSet[]): Refusal | undefined {
  const sets = syncNewSet(pass, cached, { create: false });
  if ('message' in sets) return sets;
  const { refusal } = applyScalings(pass, scaleSets(pass.deployment, sets.newSet, sets.oldSets));
  if (refusal !== undefined) return refusal;
  if (pass.deployment.spec.paused === true && rollbackTo(pass.deployment) === undefined) {
    const kept = cleanUpHistory(pass, sets.oldSets);
    if (kept !== undefined) return kept;
  }
  return syncStatus(pass, sets);
}

function syncStatus(pass: DeploymentPass, { newSet, oldSets }: Sets): Refusal | undefined {
  const status = calculateStatus(pass.deployment, newSet, oldSets, pass.nowEpochMs);
  if (equalPlain(status, pass.deployment.status)) return undefined;
  pass.deployment = { ...pass.deployment, status };
  return pass.writeStatus();
}
