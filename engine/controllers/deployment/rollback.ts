// Rolling back because of the annotation that the old `spec.rollbackTo` became; `kubectl rollout undo` of today writes
// the template itself.
//
// Source: kubernetes v1.20.2 pkg/controller/deployment/rollback.go.

import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../api/objects.ts';
import { type Refusal, refusedBy } from '../refusal.ts';
import { lastRevision, ROLLBACK_TO_ANNOTATION, revisionOf, rolledBackAnnotations } from './annotations.ts';
import { ROLLBACK_DONE, ROLLBACK_REVISION_NOT_FOUND, ROLLBACK_TEMPLATE_UNCHANGED } from './events.ts';
import { syncNewSet } from './new-replica-set.ts';
import type { DeploymentPass } from './pass.ts';
import { equalIgnoringHash, POD_TEMPLATE_HASH_LABEL } from './replica-sets.ts';

/** The revision asked for, 0 for the last one; undefined: no rollback is asked for. */
export function rollbackTo({ metadata }: Deployment): number | undefined {
  const text = metadata.annotations?.[ROLLBACK_TO_ANNOTATION];
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

export function rollBack(
  pass: DeploymentPass,
  cached: readonly ReplicaSet[],
  asked: number,
): Refusal | undefined {
  const sets = syncNewSet(pass, cached, { create: true });
  if ('message' in sets) return sets;
  const all = [...sets.oldSets, ...(sets.newSet === undefined ? [] : [sets.newSet])];
  const revision = asked === 0 ? lastRevision(all) : asked;
  if (revision === 0) {
    pass.event('Warning', ROLLBACK_REVISION_NOT_FOUND, 'Unable to find last revision.');
    return clearRollbackTo(pass);
  }
  const set = all.find((each) => revisionOf(each) === revision);
  if (set !== undefined) return rollBackTo(pass, set, revision);
  pass.event('Warning', ROLLBACK_REVISION_NOT_FOUND, 'Unable to find the revision to rollback to.');
  return clearRollbackTo(pass);
}

function rollBackTo(pass: DeploymentPass, set: ReplicaSet, revision: number): Refusal | undefined {
  const { deployment } = pass;
  const { name } = deployment.metadata;
  if (equalIgnoringHash(deployment.spec.template, set.spec.template)) {
    const message = `The rollback revision contains the same template as current deployment "${name}"`;
    pass.event('Warning', ROLLBACK_TEMPLATE_UNCHANGED, message);
    return clearRollbackTo(pass);
  }
  pass.deployment = {
    ...deployment,
    metadata: { ...deployment.metadata, annotations: rolledBackAnnotations(deployment, set) },
    spec: { ...deployment.spec, template: withoutHashLabel(set.spec.template ?? {}) },
  };
  const refusal = clearRollbackTo(pass);
  if (refusal === undefined)
    pass.event('Normal', ROLLBACK_DONE, `Rolled back deployment "${name}" to revision ${revision}`);
  return refusal;
}

function withoutHashLabel(template: PodTemplateSpec): PodTemplateSpec {
  const { [POD_TEMPLATE_HASH_LABEL]: _hash, ...labels } = (template.metadata?.labels ?? {}) as Record<
    string,
    string
  >;
  return { ...template, metadata: { ...template.metadata, labels } };
}

function clearRollbackTo(pass: DeploymentPass): Refusal | undefined {
  const { [ROLLBACK_TO_ANNOTATION]: _asked, ...annotations } = pass.deployment.metadata.annotations ?? {};
  pass.deployment = { ...pass.deployment, metadata: { ...pass.deployment.metadata, annotations } };
  const updated = pass.context.component.client.update(pass.deployment);
  return updated.ok ? undefined : refusedBy(updated.status);
}
